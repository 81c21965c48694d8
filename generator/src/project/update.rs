//! What a new version of a model makes of a manifest: the slices that are cut anew, the crates that come
//! of it, and what that means for each. Nothing is written here.

use std::collections::BTreeSet;
use std::path::Path;

use smithy_json_ast::{ShapeId, ShapeKind};

use super::edit::last;
use super::{Drafts, FactsModel, Generation, LockFile};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Report, Source, did_you_mean};
use crate::diff::compare;
use crate::diff::report::{self, Compared};
use crate::error::Error;
use crate::generate::Loaded;
use crate::manifest::{CrateEntry, Manifest};
use crate::read::NO_SERVICE;

/// A manifest whose slices are cut anew, not yet on disk.
pub(crate) struct Update<'a> {
    /// The slices that are others now.
    pub(crate) slices: Drafts,
    /// The changelog, with entries on that, if the manifest names one that does not have them.
    pub(crate) changelog: Drafts,
    /// All crates, made with these.
    pub(crate) after: Generation<'a>,
    /// What that means for each crate that is made from one of these, with its place among all.
    pub(crate) compared: Vec<(usize, Compared)>,
}

impl<'a> Update<'a> {
    /// Cuts the slices that `chosen` crates are made from anew from the model at `from`; without a choice,
    /// those whose service the model has. Nothing where each stays as it is.
    ///
    /// # Errors
    ///
    /// The model has none of the services, or no longer an operation that a crate lists. A crate is made
    /// from no slice. What is there is not as `lock` says, so that changes of other kinds would be taken
    /// for changes of the model. Documentation is about something that is gone. Or those of
    /// [`Generation::of`] and [`compare`].
    pub(crate) fn of(
        manifest: &'a Manifest,
        chosen: &[&CrateEntry],
        from: &Path,
        lock: &LockFile,
    ) -> Result<Option<Self>, Error> {
        let recut = recut(manifest, chosen, from)?;
        if recut.is_empty() {
            return Ok(None);
        }
        if !lock.is_missing() {
            let drift = lock.compare(&Generation::of(manifest, &Drafts::default())?.lock());
            if !drift.diagnostics().is_empty() {
                return Err(Error::Invalid(drift));
            }
        }
        let slices = recut.iter().map(|(facts, text)| (facts.path.clone(), text.clone())).collect();
        let after = Generation::of(manifest, &slices).map_err(after_update)?;
        let mut compared = Vec::new();
        for (facts, text) in &recut {
            // The slices alone, as whoever compares the files does: approvals are for both.
            let source = Source::new(facts.path.display().to_string(), text.as_str());
            let new = Loaded::from_sources(vec![source])?;
            for (at, made) in after.crates.iter().enumerate() {
                let options = &made.entry.options;
                if facts.is_model_of(manifest, made.entry) {
                    let comparison = compare(facts.loaded(), &new, options, options)?;
                    compared.push((at, Compared { package: options.package.clone(), comparison }));
                }
            }
        }
        compared.sort_by_key(|(at, _)| *at);
        let changelog = told(&after, &compared)?;
        Ok(Some(Self { slices, changelog, after, compared }))
    }
}

/// The changelog that the manifest names, with what was found.
fn told(after: &Generation<'_>, compared: &[(usize, Compared)]) -> Result<Drafts, Error> {
    let mut drafts = Drafts::default();
    if let Some(changelog) = &after.manifest.changelog {
        let path = after.manifest.folder.join(changelog);
        let entry = |(at, compared): &(usize, Compared)| {
            // Other crates may need more of the slice.
            let compared = Some(compared).filter(|it| !it.comparison.findings.is_empty())?;
            let made = after.crates.get(*at)?;
            Some(report::changelog(compared, &made.version(), &made.generated.slice))
        };
        let entries: Vec<String> = compared.iter().filter_map(entry).collect();
        let bytes = std::fs::read(&path).map_err(|error| Error::io("read", &path, error))?;
        let source = Source::from_bytes(path.display().to_string(), bytes)?;
        if let Some(text) = super::changelog::add(&source, &entries) {
            drafts.insert(path, text);
        }
    }
    Ok(drafts)
}

/// The slices that become others, with what they become.
fn recut(
    manifest: &Manifest,
    chosen: &[&CrateEntry],
    from: &Path,
) -> Result<Vec<(FactsModel, String)>, Error> {
    let all: Vec<&CrateEntry> = manifest.crates.iter().collect();
    let entries = if chosen.is_empty() { all.as_slice() } else { chosen };
    let (mut recut, mut faults) = (Vec::new(), Diagnostics::default());
    let (mut seen, mut missing, mut found) = (BTreeSet::new(), BTreeSet::new(), false);
    for entry in entries {
        let facts = FactsModel::of(manifest, entry)?;
        if facts.as_ref().is_some_and(|facts| !seen.insert(facts.path.clone())) {
            continue;
        }
        let service = match &facts {
            Some(facts) => facts.service.clone(),
            None => service(manifest, entry)?,
        };
        let Some(whole) = whole(from, &service)? else {
            missing.insert(service);
            continue;
        };
        found = true;
        let facts = facts.ok_or_else(|| no_slice(manifest, entry, from))?;
        let operations = whole.operations(Some(&service))?;
        vanished(manifest, &facts, from, &operations, &mut faults);
        let mut needed = facts.needed(manifest);
        needed.retain(|name| operations.contains(name));
        if needed.is_empty() {
            continue;
        }
        let text = facts.recut(&whole, &needed)?;
        if text != facts.text() {
            recut.push((facts, text));
        }
    }
    // Whoever chose a crate wants it updated; otherwise one is enough.
    if !missing.is_empty() && (!found || !chosen.is_empty()) {
        return Err(other_service(from, &missing));
    }
    match faults.is_empty() {
        true => Ok(recut),
        false => Err(Error::Invalid(Report::new(&[], faults))),
    }
}

/// The id of the service that a crate is made for.
fn service(manifest: &Manifest, entry: &CrateEntry) -> Result<String, Error> {
    let chosen = manifest.load(entry)?.choose(entry.options.service.as_deref(), &[])?;
    Ok(chosen.service.to_string())
}

/// The new model, if it has the service.
fn whole(from: &Path, service: &str) -> Result<Option<Loaded>, Error> {
    let whole = match Loaded::from_path(from, Some(service)) {
        Err(Error::Invalid(report))
            if report.diagnostics().iter().any(|it| it.code == NO_SERVICE) =>
        {
            return Ok(None);
        }
        loaded => loaded?,
    };
    let id = ShapeId::parse(service).ok();
    let has = id.and_then(|id| whole.model.shape(&id).map(|shape| &shape.kind));
    Ok(matches!(has, Some(ShapeKind::Service(_))).then_some(whole))
}

/// Names every operation that a crate made from the slice lists and the new model does not have.
fn vanished(
    manifest: &Manifest,
    facts: &FactsModel,
    from: &Path,
    operations: &[String],
    faults: &mut Diagnostics,
) {
    for entry in facts.crates(manifest) {
        let package = entry.options.package.as_deref().unwrap_or_default();
        let listed = entry.options.operations.iter().map(|name| last(name));
        for name in listed.filter(|name| operations.iter().all(|other| other != name)) {
            let message =
                format!("the model has no operation `{name}`, which crate `{package}` lists");
            let hint = did_you_mean(name, operations.iter().map(String::as_str));
            let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
            let help = format!("if it is gone, run `tinsmith remove {package} {name}` first{hint}");
            let place = Place::File(from.display().to_string());
            faults.push(Diagnostic::error("vanished-operation", message).place(place).help(help));
        }
    }
}

fn no_slice(manifest: &Manifest, entry: &CrateEntry, from: &Path) -> Error {
    let package = entry.options.package.as_deref().unwrap_or_default();
    let others = match manifest.crates.len() {
        1 => "",
        _ => ", or name the other crates with `--crate`",
    };
    Error::Usage(format!(
        "crate `{package}` is for a service of `{}`, but none of its models is a slice as `tinsmith slice` \
         writes it, which is all that an update replaces; cut one with `tinsmith slice`{others}",
        from.display()
    ))
}

fn other_service(from: &Path, missing: &BTreeSet<String>) -> Error {
    let names: Vec<&str> = missing.iter().map(String::as_str).collect();
    Error::Usage(format!(
        "`{}` does not have service `{}`; give a model of it",
        from.display(),
        names.join("`, nor `")
    ))
}

/// Says of documentation that no longer has a place what is to become of it: the entry stands in a file
/// that no update touches.
fn after_update(error: Error) -> Error {
    match error {
        Error::Invalid(report) => Error::Invalid(report.with_help(
            "unknown-apply-target",
            "the new model does not have it any more, and nothing was written: move the text to \
             where it belongs or remove the entry, then update again",
        )),
        other => other,
    }
}
