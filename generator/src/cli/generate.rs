//! `tinsmith generate`.

use std::path::Path;

use serde_json::json;

use super::args::{Format, Generate};
use super::report::Terminal;
use super::{Outcome, budget, read_manifest};
use crate::error::Error;
use crate::generate::Generated;
use crate::manifest::Output;
use crate::output::Written;

pub(super) fn run(args: &Generate, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    if args.model.is_empty() {
        return from_manifest(&args.manifest, terminal);
    }
    let Some(folder) = &args.out else {
        return Err(Error::Usage("say where the crate goes with `--out DIR`".to_owned()));
    };
    let generated = args.model.load()?.generate(&args.options())?;
    let written = generated.write(folder)?;
    report(terminal, folder, &generated, &generated.files.len(), written);
    Ok(Outcome::Fine)
}

fn from_manifest(path: &Path, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    let manifest = read_manifest(path)?;
    for entry in &manifest.crates {
        let generated = manifest.load(entry)?.generate(&entry.options)?;
        if let Output::Directory(folder) = &entry.output {
            let folder = manifest.folder.join(folder);
            let written = generated.write(&folder)?;
            report(terminal, &folder, &generated, &generated.files.len(), written);
        }
        if let Some(folder) = &entry.docs {
            let folder = manifest.folder.join(folder);
            let written = generated.write_pages(&folder)?;
            report(terminal, &folder, &generated, &generated.pages.len(), written);
        }
        budget::show_known(&entry.budget, &generated, terminal);
    }
    Ok(Outcome::Fine)
}

fn report(
    terminal: &mut Terminal<'_>,
    folder: &Path,
    generated: &Generated,
    files: &usize,
    written: Written,
) {
    terminal.found(&generated.warnings);
    let summary = &generated.summary;
    let folder = folder.display().to_string();
    if terminal.format == Format::Json {
        terminal.result(json!({
            "ok": true,
            "package": generated.package,
            "folder": folder,
            "files": files,
            "changed": written.changed,
            "unchanged": written.unchanged,
            "removed": written.removed,
            "operations": summary.operations,
            "structures": summary.structures,
            "unions": summary.unions,
            "enums": summary.enums,
            "errors": summary.errors,
            "lines": summary.lines,
            "public_items": summary.public_items,
        }));
        return;
    }
    let mut parts = vec![
        count(summary.operations, "operation"),
        count(summary.structures, "structure"),
        count(summary.enums, "enum"),
    ];
    // Most services of these protocols have none.
    let rare = [(summary.unions, "union"), (summary.errors, "error")];
    parts.extend(rare.iter().filter(|(number, _)| *number > 0).map(|(n, noun)| count(*n, noun)));
    terminal.say(&format!(
        "{} in {folder}: {}; {} lines of Rust, {}",
        generated.package,
        parts.join(", "),
        summary.lines,
        count(summary.public_items, "public item"),
    ));
    terminal.say(&format!(
        "{} written, {} unchanged, {} removed",
        count(written.changed, "file"),
        written.unchanged,
        written.removed
    ));
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
