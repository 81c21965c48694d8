//! The arguments of the command, and the help that they give.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

use super::diff::Diff;
use super::edit::EditArgs;
use super::init::Init;
use super::list::List;
use super::update::Update;
use crate::error::Error;
use crate::generate::Loaded;
use crate::options::{Options, Runtime, Split};
use crate::transform::Docs;

/// Cuts thin AWS client crates from Smithy models.
#[derive(Parser)]
#[command(
    name = "tinsmith",
    version,
    after_help = "Exit codes: 0 all is well; 1 something was found (drift, a faulty model, a change); \
                  2 the command could not run (usage, files)."
)]
pub(super) struct Arguments {
    /// How findings and results are written
    #[arg(long, value_enum, default_value_t, global = true)]
    pub(super) format: Format,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// A form of output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object on standard output
    Json,
    /// For a comment on a pull request
    Markdown,
    /// Annotations of GitHub Actions
    Github,
    /// A test case for each finding of `diff` or `update`, in JUnit's XML
    Junit,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Write a first tinsmith.toml: asks on a terminal, takes flags in scripts
    Init(Init),
    /// List the operations of a model, and how much each brings
    ///
    /// A line for each: `*` where the crate of tinsmith.toml has it, its name, the shapes that it needs
    /// (itself, its input, output and errors, and what those reach), and the lines of Rust that a client
    /// of it alone has for these, besides what every client has. What operations share counts for each.
    #[command(after_help = "Examples:
  tinsmith list --search byoip
  tinsmith list --model ec2.json | sort -n -k 4")]
    List(List),
    /// Add operations to a crate of tinsmith.toml, and generate
    ///
    /// Each comes to its place in the alphabet; comments and layout of the file stay. Nothing is written
    /// unless all of it can be: the manifest, a slice that is cut anew, every crate, and the lock file.
    #[command(after_help = "Examples:
  tinsmith add ec2 DescribeInstances DescribeVpcs
  tinsmith add ec2 DescribeVpcs --model whole/ec2.json")]
    Add(EditArgs),
    /// Remove operations from a crate of tinsmith.toml, and generate
    ///
    /// The reverse of `add`. The last operation stays, as no operations mean all.
    Remove(EditArgs),
    /// Write a client crate, or everything that tinsmith.toml says
    Generate(Generate),
    /// Compare a generated crate with its model, and show what differs
    Check(Check),
    /// Compare two models: what changed for Rust code, on the wire and for programs that run
    Diff(Diff),
    /// Take over a new version of a model, if it changes anything for the crates of tinsmith.toml
    ///
    /// Cuts their slices anew, says what that means as `tinsmith diff` does, and generates. Nothing is
    /// written unless all of it can be; documentation in files of its own is never touched.
    #[command(
        after_help = "Exit codes: 0 there is nothing to review, and nothing was written; 1 there is; \
                            2 the command could not run, and nothing was written.

Examples:
  tinsmith update --from ec2.json --dry-run
  tinsmith update --from ec2.json --format markdown > report.md"
    )]
    Update(Update),
    /// Cut the part of a model that some operations need
    Slice(Slice),
    /// Show what each stage made of one shape
    Inspect(Inspect),
}

/// Where a model comes from: at least one of these.
#[derive(Args)]
#[command(group(ArgGroup::new("input").args(["botocore", "models"]).multiple(true)))]
pub(super) struct ModelArgs {
    #[command(flatten)]
    pub(super) botocore: BotocoreArg,
    /// A Smithy model: a JSON AST file, gzip of one, or a jar, zip or folder that holds one (FILE!ENTRY
    /// names an entry of an archive); repeat it to merge several, later documentation wins
    #[arg(long = "model", value_name = "FILE")]
    pub(super) models: Vec<PathBuf>,
    /// The service, when there are several: a shape id or its last part; with --botocore, the name
    /// of its folder
    #[arg(long, value_name = "ID", requires = "input")]
    pub(super) service: Option<String>,
}

/// A model that botocore has.
#[derive(Args)]
pub(super) struct BotocoreArg {
    /// Take the model from botocore's data, and merge every --model after it. DIR is the folder of
    /// a version of a service (it has a service-2.json), of a service (its newest version counts),
    /// or botocore's data folder, the folder that botocore is installed in, or its wheel (then
    /// --service names the service)
    #[arg(long, value_name = "DIR")]
    pub(super) botocore: Option<PathBuf>,
}

impl ModelArgs {
    /// Whether no model is named, so that a manifest counts.
    pub(super) fn is_empty(&self) -> bool {
        self.models.is_empty() && self.botocore.botocore.is_none()
    }

    pub(super) fn load(&self) -> Result<Loaded, Error> {
        load(&self.botocore, self.service.as_deref(), &self.models)
    }
}

/// Reads the models that a command was given.
pub(super) fn load(
    botocore: &BotocoreArg,
    service: Option<&str>,
    models: &[PathBuf],
) -> Result<Loaded, Error> {
    if models.is_empty() && botocore.botocore.is_none() {
        return Err(Error::Usage(
            "name a model with `--model FILE`; EC2's and others are published at \
             https://github.com/aws/api-models-aws. Or name the data of an installed botocore with \
             `--botocore DIR`"
                .to_owned(),
        ));
    }
    Loaded::from_inputs(botocore.botocore.as_deref(), service, models)
}

/// `tinsmith generate`
#[derive(Args)]
pub(super) struct Generate {
    #[command(flatten)]
    pub(super) model: ModelArgs,
    /// An operation to bind; repeat it for several, leave it out for all
    #[arg(long = "operation", value_name = "NAME", requires = "input")]
    pub(super) operations: Vec<String>,
    /// The folder of the crate: empty, or filled by this command before
    #[arg(long, value_name = "DIR", requires = "input")]
    pub(super) out: Option<PathBuf>,
    /// The name of the package [default: tinsmith- and the service's name]
    #[arg(long, value_name = "NAME", requires = "input")]
    pub(super) package: Option<String>,
    /// Where tinsmith-runtime comes from: `bundled` (its source is written beside the crate), a
    /// version, or `path:DIR`, relative to the crate
    #[arg(long, value_name = "WHERE", default_value_t, requires = "input")]
    pub(super) runtime: Runtime,
    /// Leave a trait out although the client should know it; repeat it for several
    #[arg(long = "omit-trait", value_name = "ID", requires = "input")]
    pub(super) omit_traits: Vec<String>,
    /// Make a response that is cut off or malformed an error, where the official crates take what
    /// was read before the fault
    #[arg(long, requires = "input")]
    pub(super) strict: bool,
    /// Say how long each stage took. With `--format json`, each of `results` has "timings", in
    /// milliseconds of wall time: load_ms (reading and checking the model), define_ms (deciding what the
    /// crate holds), emit_ms (printing and formatting code), pages_ms, package_ms, write_ms (files
    /// on disk), and total_ms
    #[arg(long)]
    pub(super) timings: bool,
    /// When the client becomes several crates, which a program sees as one: `auto` (beyond about 30,000 functions, as each crate
    /// then stays below a gigabyte of rustc's memory), `never`, or above a number of functions
    #[arg(long, value_name = "WHEN", default_value_t, requires = "input")]
    pub(super) split: Split,
    /// Fail, and write nothing, where tinsmith.lock is missing or would change: for places that must
    /// not generate from other models, or by another version, than was reviewed
    #[arg(long, conflicts_with = "input")]
    pub(super) locked: bool,
    /// The manifest to follow when no model is named
    #[arg(
        long,
        value_name = "FILE",
        default_value = crate::manifest::FILE_NAME,
        conflicts_with = "input"
    )]
    pub(super) manifest: PathBuf,
}

impl Generate {
    pub(super) fn options(&self) -> Options {
        Options {
            package: self.package.clone(),
            service: self.model.service.clone(),
            operations: self.operations.clone(),
            omit_traits: self.omit_traits.clone(),
            strict: self.strict,
            split: self.split,
            runtime: self.runtime.clone(),
        }
    }
}

/// `tinsmith check`
#[derive(Args)]
pub(super) struct Check {
    /// The folder of a generated crate; its manifest says how it was made. Without it, everything
    /// that tinsmith.toml says is checked
    #[arg(value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
    /// The model that the crate is made from, in any form that `generate` takes; repeat it to merge
    /// several
    #[arg(long = "model", value_name = "FILE", requires = "dir")]
    pub(super) models: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) botocore: BotocoreArg,
    /// The service, by the name of its folder, when --botocore has many
    #[arg(long, value_name = "NAME", requires = "botocore")]
    pub(super) service: Option<String>,
    /// Hold the crates of tinsmith.toml to their budgets as well
    ///
    /// `[budget]` limits what every crate may cost, `[crate.budget]` after a `[[crate]]` what that one
    /// may, and goes before it. Limits are greater than 0; there is none on what is left out.
    ///
    ///   lines                of Rust in the modules, as `generate` counts them
    ///   public-items         what the text declares `pub`, and the variants of enums
    ///   direct-dependencies  packages that Cargo.toml names
    ///   all-dependencies     packages that a build needs on this platform, default features
    ///   rustc-ratio          time of the one rustc that compiles the crate in debug, as a
    ///                        multiple of what a fixed calibration crate takes, such as 0.5
    ///
    /// For the last two, the crate is written below the target folder and cargo is asked. For
    /// rustc-ratio, cargo also compiles what the crate depends on: minutes, the first time
    #[arg(long, verbatim_doc_comment)]
    pub(super) budget: bool,
    /// Make it a finding that there is no tinsmith.lock, too; one that is there is always compared
    #[arg(long, conflicts_with = "dir")]
    pub(super) locked: bool,
    /// The manifest to follow when there is no DIR
    #[arg(
        long,
        value_name = "FILE",
        default_value = crate::manifest::FILE_NAME,
        conflicts_with = "dir"
    )]
    pub(super) manifest: PathBuf,
}

/// `tinsmith slice`
#[derive(Args)]
pub(super) struct Slice {
    #[command(flatten)]
    pub(super) model: ModelArgs,
    /// An operation to keep; repeat it for several, leave it out for all
    #[arg(long = "operation", value_name = "NAME")]
    pub(super) operations: Vec<String>,
    /// What becomes of documentation
    #[arg(long, value_enum, default_value_t)]
    pub(super) docs: DocsArg,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(super) enum DocsArg {
    /// It stays
    #[default]
    Keep,
    /// Of each text the first sentence stays, as Markdown; examples go
    FirstSentence,
    /// It goes, with examples and the descriptions of endpoint rules
    Drop,
}

impl From<DocsArg> for Docs {
    fn from(docs: DocsArg) -> Self {
        match docs {
            DocsArg::Keep => Self::Keep,
            DocsArg::FirstSentence => Self::FirstSentence,
            DocsArg::Drop => Self::Drop,
        }
    }
}

/// `tinsmith inspect`
#[derive(Args)]
pub(super) struct Inspect {
    /// The shape: an id, or its last part, with `$member` for a member
    #[arg(value_name = "SHAPE")]
    pub(super) shape: String,
    #[command(flatten)]
    pub(super) model: ModelArgs,
    /// Only look at what these operations reach
    #[arg(long = "operation", value_name = "NAME")]
    pub(super) operations: Vec<String>,
}
