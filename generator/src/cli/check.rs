//! `tinsmith check`.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use super::args::{Check, Format, load};
use super::report::Terminal;
use super::{Outcome, budget, quoted, read_manifest};
use crate::budget::Measure;
use crate::error::Error;
use crate::options::Options;
use crate::output::{self, Difference};
use crate::project::{Drafts, Generation, LockFile, Made, path_beside};

pub(super) fn run(args: &Check, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    match &args.dir {
        Some(_) if args.budget => Err(Error::Usage(
            "budgets stand in tinsmith.toml, which `check DIR` does not follow: use `tinsmith check \
             --budget`, with `--manifest FILE` if it has another name or lies elsewhere"
                .to_owned(),
        )),
        Some(folder) => {
            let options = Options::of_crate(folder)?;
            let loaded = load(&args.botocore, args.service.as_deref(), &args.models)?;
            let generated = loaded.generate(&options)?;
            let mut again = options;
            let sorted = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
            let all = loaded.operations(again.service.as_deref())?;
            // No names mean all, and hundreds would be no command to read.
            if sorted(&all) == sorted(&again.operations) {
                again.operations.clear();
            }
            let mend = mend(args, &again, folder);
            let differences = generated.check(folder)?;
            Ok(report(terminal, folder, &differences, generated.files.len(), &mend))
        }
        None if args.botocore.botocore.is_some() => Err(Error::Usage(
            "say which crate is to be checked: `tinsmith check DIR --botocore …`".to_owned(),
        )),
        None => from_manifest(args, terminal),
    }
}

fn from_manifest(args: &Check, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    let (path, budgets) = (args.manifest.as_path(), args.budget);
    let manifest = read_manifest(path)?;
    if budgets && manifest.crates.iter().all(|entry| entry.budget.limits().is_empty()) {
        return Err(Error::Usage(format!(
            "no crate of `{}` has a budget: set one for all with a table `[budget]`, or for one with \
             `[crate.budget]` after its `[[crate]]`; its keys are `{}`",
            path.display(),
            Measure::ALL.map(Measure::key).join("`, `")
        )));
    }
    let mend = match path.to_str() {
        Some(crate::manifest::FILE_NAME) => "tinsmith generate".to_owned(),
        _ => format!("tinsmith generate --manifest {}", quoted(&path.display().to_string())),
    };
    let mut outcome = Outcome::Fine;
    let generation = Generation::of(&manifest, &Drafts::default())?;
    for made in &generation.crates {
        for folder in made.folders(&manifest) {
            let differences = output::compare(&folder.path, folder.files)?;
            let files = folder.files.len();
            if report(terminal, &folder.path, &differences, files, &mend) == Outcome::Findings {
                outcome = Outcome::Findings;
            }
        }
        let Made { entry, loaded, generated, .. } = made;
        if budgets && budget::check(&manifest, entry, loaded, generated, terminal)? {
            outcome = Outcome::Findings;
        }
    }
    let lock = LockFile::read(path_beside(path))?;
    if lock.is_missing() && !args.locked {
        // Whoever wants one asks for it, as with cargo: what a build script generates needs none.
        return Ok(outcome);
    }
    let drift = lock.compare(&generation.lock());
    if drift.diagnostics().is_empty() {
        match terminal.format {
            Format::Json => terminal.result(json!({"ok": true, "lock": lock.name()})),
            Format::Text | Format::Markdown | Format::Junit => {
                terminal.say(&format!("{} is up to date", lock.name()));
            }
            Format::Github => {}
        }
        return Ok(outcome);
    }
    terminal.found(&drift);
    if terminal.format == Format::Json {
        terminal.result(json!({"ok": false, "lock": lock.name(), "mend": mend}));
    }
    Ok(Outcome::Findings)
}

fn report(
    terminal: &mut Terminal<'_>,
    folder: &Path,
    differences: &[Difference],
    files: usize,
    mend: &str,
) -> Outcome {
    let folder = folder.display().to_string();
    if !differences.is_empty() {
        terminal.differences(&folder, differences, mend);
        return Outcome::Findings;
    }
    match terminal.format {
        Format::Json => {
            terminal.result(json!({"ok": true, "folder": folder, "files": files}));
        }
        Format::Text | Format::Markdown | Format::Junit => {
            terminal.say(&format!("{folder}: all {files} files are as generated"));
        }
        Format::Github => {}
    }
    Outcome::Fine
}

/// The command that makes the folder what it should be.
fn mend(args: &Check, options: &Options, folder: &Path) -> String {
    let mut command = vec!["tinsmith generate".to_owned()];
    let mut add = |flag: &str, value: &str| {
        command.push(format!("{flag} {}", quoted(value)));
    };
    if let Some(folder) = &args.botocore.botocore {
        add("--botocore", &folder.display().to_string());
    }
    for model in &args.models {
        add("--model", &model.display().to_string());
    }
    if let Some(service) = args.service.as_ref().or(options.service.as_ref()) {
        add("--service", service);
    }
    for operation in &options.operations {
        add("--operation", operation);
    }
    for id in &options.omit_traits {
        add("--omit-trait", id);
    }
    if let Some(package) = &options.package {
        add("--package", package);
    }
    if options.runtime != crate::Runtime::Bundled {
        add("--runtime", &options.runtime.to_string());
    }
    if options.split != crate::Split::Auto {
        add("--split", &options.split.to_string());
    }
    add("--out", &folder.display().to_string());
    if options.strict {
        command.push("--strict".to_owned());
    }
    command.join(" ")
}
