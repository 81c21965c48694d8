//! `tinsmith diff`.

mod args;

use std::path::{Path, PathBuf};

use super::args::Format;
use super::report::Terminal;
use super::{Outcome, read_manifest};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Report, Source};
use crate::diff::report::{self, Compared, GITHUB_LIMIT, Review, Show};
use crate::diff::{APPROVALS_FILE_NAME, Approvals, Finding, called, compare};
use crate::error::Error;
use crate::generate::Loaded;
use crate::manifest::Manifest;
use crate::options::Options;
use crate::{output, parallel};

pub(super) use args::Diff;

/// To find a place takes a walk through a model of megabytes, and GitHub shows no more annotations for
/// a whole job.
const MOST_PLACES: usize = 50;

pub(super) fn run(args: &Diff, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    let limits = args.limits()?;
    let path = approvals_path(args);
    let source = approvals_source(&path, args.approvals.is_none() || args.reason.is_some())?;
    let mut approvals = Approvals::parse(&source)?;
    let crates = crates(args)?;
    let [old, new] = load(args, &crates)?;
    let mut comparisons = Vec::new();
    for (package, options) in &crates {
        let compared = compare(&old, &new, options, options);
        if let (Err(_), Some(package), [_, _, ..]) = (&compared, package, crates.as_slice()) {
            terminal
                .note(&format!("crate `{package}`, which `--crate` with other names leaves out:"));
        }
        comparisons.push(Compared { package: package.clone(), comparison: compared? });
    }
    if let Some(reason) = &args.reason {
        let text = approve(&args.approve, reason, &comparisons, &approvals, &source)?;
        if let Some(text) = text {
            output::stage_file(&path, &text)?.commit()?;
            approvals = Approvals::parse(&Source::new(source.name, text))?;
        }
    }
    warn(&new, terminal);
    if terminal.format == Format::Github {
        locate(&mut comparisons, &[&new, &old]);
    }
    let review = Review { comparisons: &comparisons, approvals: &approvals, limits };
    show(&review, args.all, terminal);
    let outcome = if review.passes() { Outcome::Fine } else { Outcome::Findings };
    // The program is about to end. To free two whole models bit by bit would take a while before that.
    std::mem::forget((old, new));
    Ok(outcome)
}

/// Writes the report in the form that was asked for.
pub(super) fn show(review: &Review<'_>, all: bool, terminal: &mut Terminal<'_>) {
    match terminal.format {
        Format::Text => {
            let show = Show { colour: terminal.colours.out, all };
            terminal.raw(&report::text(review, show));
        }
        Format::Json => report::json(review).into_iter().for_each(|one| terminal.result(one)),
        Format::Markdown => terminal.raw(&report::markdown(review, GITHUB_LIMIT)),
        Format::Github => terminal.raw(&report::github(review)),
        Format::Junit => terminal.raw(&report::junit(review)),
    }
}

/// The name of a crate, if it is one of a manifest, and what it is made with.
type Crate = (Option<String>, Options);

fn crates(args: &Diff) -> Result<Vec<Crate>, Error> {
    let Some(path) = &args.manifest else { return Ok(vec![(None, args.options())]) };
    let manifest: Manifest = read_manifest(path)?;
    let entries = match args.crates.as_slice() {
        [] => manifest.crates.iter().collect(),
        names => {
            let entries: Result<Vec<_>, _> =
                names.iter().map(|name| manifest.entry(name)).collect();
            entries?
        }
    };
    let of = |options: &Options| (options.package.clone(), options.clone());
    Ok(entries.into_iter().map(|entry| of(&entry.options)).collect())
}

/// Reads both models. Of botocore's data, the first crate's service is meant.
fn load(args: &Diff, crates: &[Crate]) -> Result<[Loaded; 2], Error> {
    let service = crates.first().and_then(|(_, options)| options.service.as_deref());
    let mut loaded =
        parallel::map(&[&args.old, &args.new], |path| Loaded::from_path(path, service)).into_iter();
    match (loaded.next(), loaded.next()) {
        (Some(old), Some(new)) => Ok([old?, new?]),
        _ => Err(Error::Usage("two models are needed".to_owned())),
    }
}

/// Where approvals are, or would be.
fn approvals_path(args: &Diff) -> PathBuf {
    let beside = |manifest: &PathBuf| manifest.with_file_name(APPROVALS_FILE_NAME);
    let default = || args.manifest.as_ref().map_or_else(|| APPROVALS_FILE_NAME.into(), beside);
    args.approvals.clone().unwrap_or_else(default)
}

/// A file that was named has to be there, unless this run is to write it.
pub(super) fn approvals_source(path: &Path, may_be_missing: bool) -> Result<Source, Error> {
    let name = path.display().to_string();
    if may_be_missing && !path.exists() {
        return Ok(Source::new(name, ""));
    }
    let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
    Source::from_bytes(name, bytes)
}

/// The file with the findings called `names` approved as well, unless all of them are.
fn approve(
    names: &[String],
    reason: &str,
    comparisons: &[Compared],
    approvals: &Approvals,
    source: &Source,
) -> Result<Option<String>, Error> {
    let all: Vec<&Finding> =
        comparisons.iter().flat_map(|compared| &compared.comparison.findings).collect();
    let mut wanted: Vec<&Finding> = Vec::new();
    for name in names {
        for finding in called(name, &all)? {
            let same = |other: &&Finding| other.fingerprint == finding.fingerprint;
            if approvals.of(&finding.fingerprint).is_none() && !wanted.iter().any(same) {
                wanted.push(finding);
            }
        }
    }
    if wanted.is_empty() {
        return Ok(None);
    }
    Approvals::append(source, &wanted, reason).map(Some)
}

/// Says what the user should look at in the new model. Standard output is the report.
fn warn(new: &Loaded, terminal: &mut Terminal<'_>) {
    let report = new.warnings();
    match terminal.format {
        _ if report.diagnostics().is_empty() => {}
        Format::Markdown | Format::Junit => terminal.note(&report.to_string()),
        Format::Text | Format::Json | Format::Github => terminal.found(&report),
    }
}

/// Finds the lines of the worst findings: in the first of the models that has all of the place, or of what is
/// around it.
pub(super) fn locate(comparisons: &mut [Compared], models: &[&Loaded]) {
    let sources: Vec<Source> = models.iter().flat_map(|model| &model.sources).cloned().collect();
    let report = Report::new(&sources, Diagnostics::default());
    let mut left = MOST_PLACES;
    for compared in comparisons {
        for finding in compared.worst_first() {
            let Some(place @ Place::Pointer(_)) = &finding.place else { continue };
            if left == 0 {
                return;
            }
            left -= 1;
            let at = Diagnostic::warning(finding.rule, "").place(place.clone());
            finding.place = report.locate(&at).map(|(source, offset, line, column)| {
                Place::Position { source: source.name.clone(), offset, line, column }
            });
        }
    }
}
