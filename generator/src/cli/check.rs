//! `tinsmith check`.

use std::path::Path;

use serde_json::json;

use super::Outcome;
use super::args::{Check, Format};
use super::report::Terminal;
use crate::error::Error;
use crate::manifest::{Manifest, Output};
use crate::output::{self, OutputFile};
use crate::package;

pub(super) fn run(args: &Check, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    match &args.dir {
        Some(folder) => {
            let options = package::read_options(folder)?;
            let generated = args.model.load()?.generate(&options)?;
            let mend = mend(args, &options, folder);
            let outcome = compare(terminal, folder, &generated.files, &mend)?;
            Ok(outcome)
        }
        None => from_manifest(&args.manifest, terminal),
    }
}

fn from_manifest(path: &Path, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    let manifest = Manifest::read(path)?;
    let mend = match path.to_str() {
        Some(crate::manifest::FILE_NAME) => "tinsmith generate".to_owned(),
        _ => format!("tinsmith generate --manifest {}", path.display()),
    };
    let mut outcome = Outcome::Fine;
    for entry in &manifest.crates {
        let generated = manifest.load(entry)?.generate(&entry.options)?;
        let mut all = Vec::new();
        if let Output::Directory(folder) = &entry.output {
            all.push((folder, &generated.files));
        }
        if let Some(folder) = &entry.docs {
            all.push((folder, &generated.pages));
        }
        for (folder, files) in all {
            if compare(terminal, &manifest.folder.join(folder), files, &mend)? == Outcome::Findings
            {
                outcome = Outcome::Findings;
            }
        }
    }
    Ok(outcome)
}

fn compare(
    terminal: &mut Terminal<'_>,
    folder: &Path,
    files: &[OutputFile],
    mend: &str,
) -> Result<Outcome, Error> {
    let differences = output::compare(folder, files)?;
    let folder = folder.display().to_string();
    if !differences.is_empty() {
        terminal.differences(&folder, &differences, mend);
        return Ok(Outcome::Findings);
    }
    match terminal.format {
        Format::Json => terminal.json(&json!({"ok": true, "folder": folder, "files": files.len()})),
        Format::Text | Format::Markdown => {
            terminal.say(&format!("{folder}: all {} files are as generated", files.len()));
        }
        Format::Github => {}
    }
    Ok(Outcome::Fine)
}

/// The command that makes the folder what it should be.
fn mend(args: &Check, options: &crate::Options, folder: &Path) -> String {
    let mut command = vec!["tinsmith generate".to_owned()];
    let mut add = |flag: &str, value: &str| {
        let plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:".contains(c));
        let quoted = if plain { value.to_owned() } else { format!("'{value}'") };
        command.push(format!("{flag} {quoted}"));
    };
    for model in &args.model.models {
        add("--model", &model.display().to_string());
    }
    if let Some(service) = &options.service {
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
    add("--out", &folder.display().to_string());
    command.join(" ")
}
