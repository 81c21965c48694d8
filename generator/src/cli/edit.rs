//! `tinsmith add` and `tinsmith remove`: the same steps with another edit of the list.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::args::Format;
use super::generate::{take_guard, write};
use super::report::Terminal;
use super::{Outcome, quoted, read_manifest};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Report, Source, did_you_mean};
use crate::error::Error;
use crate::generate::Loaded;
use crate::manifest::{CrateEntry, Manifest};
use crate::output;
use crate::project::{self, Drafts, Edit, FactsModel, Generation, LockFile, last, path_beside};

/// `tinsmith add` and `tinsmith remove`
#[derive(Args)]
pub(super) struct EditArgs {
    /// The crate: its name in tinsmith.toml, the last part of that (`ec2` for tinsmith-ec2), or its
    /// service's id or SDK id
    #[arg(value_name = "CRATE")]
    krate: String,
    /// Operations, by their names in the model; `tinsmith list` shows them
    #[arg(value_name = "OPERATION", required = true)]
    operations: Vec<String>,
    /// A whole model, where the crate's own is a slice of it (in any form that `generate` takes): the
    /// slice is cut anew, with the operations that tinsmith.toml has then
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Only edit, and let `tinsmith generate` do the rest
    #[arg(long)]
    no_generate: bool,
    /// The manifest to edit
    #[arg(long, value_name = "FILE", default_value = crate::manifest::FILE_NAME)]
    manifest: PathBuf,
}

pub(super) fn run(
    what: Edit,
    args: &EditArgs,
    terminal: &mut Terminal<'_>,
) -> Result<Outcome, Error> {
    let _guard = take_guard(&args.manifest, terminal)?;
    let manifest = read_manifest(&args.manifest)?;
    let entry = project::find(&manifest, &args.krate)?;
    let facts = FactsModel::of(&manifest, entry)?;
    let whole = args.model.iter().map(|model| Loaded::from_files([model])).next().transpose()?;

    let names: Vec<String> = args.operations.iter().map(|name| last(name).to_owned()).collect();
    let (edited, same): (Vec<String>, Vec<String>) = match what {
        Edit::Add => {
            known(args, &manifest, entry, facts.as_ref(), whole.as_ref(), &names)?;
            names.into_iter().partition(|name| !has(entry, name))
        }
        Edit::Remove => {
            // Whoever left the slice as it was can cut it later.
            let in_slice = |name: &String| {
                whole.is_some()
                    && facts.as_ref().is_some_and(|facts| facts.operations.contains(name))
            };
            let (there, gone): (Vec<String>, Vec<String>) =
                names.into_iter().partition(|name| has(entry, name) || !in_slice(name));
            listed(args, entry, &there)?;
            (there, gone)
        }
    };
    let text = match edited.is_empty() {
        true => manifest.source.text.to_string(),
        false => {
            let at = manifest.crates.iter().position(|one| package(one) == package(entry));
            project::edit(&manifest.source, at.unwrap_or_default(), what, &edited)?
        }
    };
    let source = Source::new(manifest.source.name.clone(), text);
    let after = Manifest::parse(&source, manifest.folder.clone())?;
    let mut drafts = Drafts::default();
    let mut note = None;
    if let (Some(whole), Some(model)) = (&whole, &args.model) {
        let facts = facts.as_ref().ok_or_else(|| no_facts(entry))?;
        let needed = facts.needed(&after);
        drafts.insert(facts.path.clone(), facts.recut(whole, &needed)?);
        if !facts.agrees(whole, &needed) {
            note = Some(format!(
                "`{}` is not the model that `{}` was cut from, so other operations change as well: \
                 review the difference",
                model.display(),
                facts.path.display()
            ));
        }
    } else if let (Edit::Remove, Some(facts)) = (what, &facts) {
        let path = facts.path.display().to_string();
        note = Some(format!(
            "`{path}` still holds what was removed; the same command with `--model {}` cuts it",
            quoted(&path)
        ));
    }
    let mut staged = vec![output::stage_file(&args.manifest, &source.text)?];
    for (path, text) in &drafts {
        staged.push(output::stage_file(path, text)?);
    }
    if args.no_generate {
        for staged in staged {
            staged.commit()?;
        }
    } else {
        let generation = Generation::of(&after, &drafts)?;
        let lock = LockFile::read(path_beside(&args.manifest))?;
        write(&generation, &lock, staged, false, terminal)?;
    }
    report(what, args, package(entry), &edited, &same, &drafts, terminal);
    if let Some(note) = note {
        terminal.note(&note);
    }
    Ok(Outcome::Fine)
}

fn package(entry: &CrateEntry) -> &str {
    entry.options.package.as_deref().unwrap_or_default()
}

/// Whether an entry has an operation; no operations mean all.
fn has(entry: &CrateEntry, name: &str) -> bool {
    let all = &entry.options.operations;
    all.is_empty() || all.iter().any(|one| last(one) == name)
}

/// Every operation is in the model that the crate is made from, or in the one that is to be cut.
fn known(
    args: &EditArgs,
    manifest: &Manifest,
    entry: &CrateEntry,
    facts: Option<&FactsModel>,
    whole: Option<&Loaded>,
    names: &[String],
) -> Result<(), Error> {
    let own;
    let (loaded, shown) = match (whole, &args.model) {
        (Some(whole), Some(model)) => (whole, model.display().to_string()),
        _ => {
            own = manifest.load(entry)?;
            let path = facts.map(|facts| facts.path.clone());
            let path = path.or_else(|| {
                let first = entry.models.first().or(entry.botocore.as_ref());
                first.map(|path| manifest.folder.join(path))
            });
            (&own, path.unwrap_or_default().display().to_string())
        }
    };
    let all = loaded.operations(entry.options.service.as_deref())?;
    let mut faults = Diagnostics::default();
    for name in names.iter().filter(|name| !all.contains(name)) {
        let mut help = did_you_mean(name, all.iter().map(String::as_str));
        // A slice has what was cut and no more, so the name may well be right.
        if facts.is_some() && whole.is_none() {
            let cut = format!(
                "`{shown}` is a slice: to cut it anew with `{name}`, name the whole model as well, \
                 `--model FILE`"
            );
            help = Some(help.map_or(cut.clone(), |hint| format!("{hint} Or: {cut}")));
        }
        let message = format!("the model has no operation `{name}`");
        faults.push(
            Diagnostic::error("unknown-operation", message)
                .place(Place::File(shown.clone()))
                .help(help.unwrap_or_else(|| "`tinsmith list` shows all".to_owned())),
        );
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(Report::new(&[], faults))) }
}

/// Every operation is in the manifest, and one stays.
fn listed(args: &EditArgs, entry: &CrateEntry, names: &[String]) -> Result<(), Error> {
    let (all, package) = (&entry.options.operations, package(entry));
    let manifest = args.manifest.display().to_string();
    if all.is_empty() {
        return Err(Error::Usage(format!(
            "crate `{package}` lists no operations, which means all; list those that you want in \
             `{manifest}`"
        )));
    }
    let mut faults = Diagnostics::default();
    for name in names.iter().filter(|name| !has(entry, name)) {
        let hint = did_you_mean(name, all.iter().map(|one| last(one)));
        faults.push(
            Diagnostic::error(
                "unknown-operation",
                format!("crate `{package}` does not have operation `{name}`"),
            )
            .place(Place::File(manifest.clone()))
            .help(
                hint.unwrap_or_else(|| {
                    format!("`tinsmith list {package}` marks those that it has")
                }),
            ),
        );
    }
    if faults.is_empty() && all.iter().all(|one| names.iter().any(|name| name == last(one))) {
        let message = format!("no operation of crate `{package}` would be left");
        faults.push(
            Diagnostic::error("no-operations", message)
                .place(Place::File(manifest))
                .help("an empty list means all operations; remove the whole `[[crate]]` by hand"),
        );
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(Report::new(&[], faults))) }
}

fn no_facts(entry: &CrateEntry) -> Error {
    Error::Usage(format!(
        "`--model` is for crates whose model is a slice, as `tinsmith slice` writes it, and none of \
         the models of `{}` is one; leave it out, or cut a slice first",
        package(entry)
    ))
}

fn report(
    what: Edit,
    args: &EditArgs,
    package: &str,
    edited: &[String],
    same: &[String],
    drafts: &Drafts,
    terminal: &mut Terminal<'_>,
) {
    let manifest = args.manifest.display().to_string();
    let models: Vec<String> = drafts.keys().map(|path| path.display().to_string()).collect();
    let done = if what == Edit::Add { "added" } else { "removed" };
    if terminal.format == Format::Json {
        terminal.result(json!({
            "manifest": manifest, "package": package, done: edited, "unchanged": same, "models": models,
        }));
        return;
    }
    let sign = if what == Edit::Add { "now has" } else { "no longer has" };
    for name in edited {
        terminal.say(&format!("{package} {sign} {name}"));
    }
    for name in same {
        let sign = if what == Edit::Add { "has" } else { "had lost" };
        terminal.say(&format!("{package} {sign} {name} already"));
    }
    for path in models {
        terminal.say(&format!("{path} is cut anew"));
    }
}
