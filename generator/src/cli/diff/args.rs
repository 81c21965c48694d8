//! The arguments of `tinsmith diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::diff::{BehaviourVerdict, Limits, RustVerdict, WireVerdict};
use crate::error::Error;
use crate::options::Options;

/// What a verdict can be, and what a run ends with.
const AFTER_HELP: &str = "\
Only what the operations need is looked at; changes in the rest are counted. Each finding has three
verdicts, on what it does

  to Rust code that uses the crate   none, patch, minor, major
  to requests and responses          none, compatible, changes bytes, incompatible
  to running programs                none, notable, breaking

Exit codes: 0 no finding reaches a limit of --fail-on, or all that do are approved; 1 some do;
2 the comparison could not run.";

/// `tinsmith diff`
#[derive(Args)]
#[command(after_long_help = AFTER_HELP)]
pub(in crate::cli) struct Diff {
    /// The model as it was: a file in any form that `generate --model` takes, a folder of such files,
    /// or botocore's data in any form that `generate --botocore` takes
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,
    /// The model as it is now
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
    /// An operation to look at; repeat it for several, leave it out for all
    #[arg(long = "operation", value_name = "NAME")]
    operations: Vec<String>,
    /// More operations, with commas between them
    #[arg(long = "operations", value_name = "A,B", value_delimiter = ',')]
    listed: Vec<String>,
    /// The service, when there are several: a shape id or its last part, or the name of botocore's folder
    #[arg(long, value_name = "ID", conflicts_with = "manifest")]
    service: Option<String>,
    /// Take operations and options from the crates of a manifest; each has its own part of the report
    #[arg(long, value_name = "FILE", conflicts_with_all = ["operations", "listed"])]
    pub(super) manifest: Option<PathBuf>,
    /// Only this crate of the manifest; repeat it for several
    #[arg(long = "crate", value_name = "NAME", requires = "manifest")]
    pub(super) crates: Vec<String>,
    /// A verdict that a finding must not have, or a worse one, unless it is approved; repeat it for
    /// several, or put commas between them [default: major,wire,breaking]
    #[arg(long, value_enum, value_name = "VERDICT", value_delimiter = ',')]
    fail_on: Vec<FailOn>,
    /// The file of approved findings [default: approvals.toml beside the manifest or in this folder, if
    /// it is there]
    #[arg(long, value_name = "FILE")]
    pub(super) approvals: Option<PathBuf>,
    /// Add a finding to that file: its id, or the first digits of its fingerprint; repeat it for several
    #[arg(long, value_name = "FINDING", requires = "reason")]
    pub(super) approve: Vec<String>,
    /// Why these are approved
    #[arg(long, value_name = "TEXT", requires = "approve")]
    pub(super) reason: Option<String>,
    /// Show every operation and item, and everything about findings that no program can tell
    #[arg(long)]
    pub(super) all: bool,
}

/// A value of `--fail-on`.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Code that compiled may not any more
    Major,
    /// Public items are added or deprecated
    Minor,
    /// Documentation is another
    Patch,
    /// What could be sent or read can not be any more
    Incompatible,
    /// The same values are sent as other bytes; `wire` is another name for it
    #[value(alias = "wire")]
    ChangesBytes,
    /// Something that worked may not any more
    Breaking,
    /// A running program may notice
    Notable,
    /// Every finding
    Any,
    /// No finding
    None,
}

impl FailOn {
    fn limits(self) -> Limits {
        let rust = |verdict| Limits { rust: Some(verdict), ..Limits::NONE };
        let wire = |verdict| Limits { wire: Some(verdict), ..Limits::NONE };
        let behaviour = |verdict| Limits { behaviour: Some(verdict), ..Limits::NONE };
        match self {
            Self::Major => rust(RustVerdict::Major),
            Self::Minor => rust(RustVerdict::Minor),
            Self::Patch => rust(RustVerdict::Patch),
            Self::Incompatible => wire(WireVerdict::Incompatible),
            Self::ChangesBytes => wire(WireVerdict::ChangesBytes),
            Self::Breaking => behaviour(BehaviourVerdict::Breaking),
            Self::Notable => behaviour(BehaviourVerdict::Notable),
            Self::Any => Limits::ANY,
            Self::None => Limits::NONE,
        }
    }
}

impl Diff {
    /// What to compare, without a manifest.
    pub(super) fn options(&self) -> Options {
        Options {
            service: self.service.clone(),
            operations: self.operations.iter().chain(&self.listed).cloned().collect(),
            ..Options::default()
        }
    }

    /// Which findings are too much.
    pub(super) fn limits(&self) -> Result<Limits, Error> {
        match self.fail_on.as_slice() {
            [] => Ok(Limits::default()),
            [_, _, ..] if self.fail_on.contains(&FailOn::None) => Err(Error::Usage(
                "`--fail-on none` allows every finding, so it stands alone: leave it out, or the others"
                    .to_owned(),
            )),
            all => Ok(all.iter().fold(Limits::NONE, |limits, one| limits.and(one.limits()))),
        }
    }
}
