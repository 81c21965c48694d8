//! `tinsmith generate`.

use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::args::{Format, Generate};
use super::report::Terminal;
use super::{Outcome, budget, read_manifest};
use crate::clock::Clock;
use crate::error::Error;
use crate::generated::{Generated, Timings};
use crate::output::{Staged, Written};
use crate::project::{Drafts, Generation, Guard, LockFile, PATIENCE, path_beside};

pub(super) fn run(args: &Generate, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    if args.model.is_empty() {
        return from_manifest(args, terminal);
    }
    let Some(folder) = &args.out else {
        return Err(Error::Usage("say where the crate goes with `--out DIR`".to_owned()));
    };
    let mut clock = Clock::start();
    let loaded = args.model.load()?;
    let load = clock.lap();
    let generated = loaded.generate(&args.options())?;
    clock.lap();
    let written = generated.write(folder)?;
    let stages = args.timings.then(|| stages(load, &generated.timings, clock.lap()));
    report(terminal, folder, &generated, generated.files.len(), written, stages);
    // The program is about to end. To free a whole model bit by bit would take a while before that.
    std::mem::forget((loaded, generated));
    Ok(Outcome::Fine)
}

fn from_manifest(args: &Generate, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    let _guard = take_guard(&args.manifest, terminal)?;
    let manifest = read_manifest(&args.manifest)?;
    let generation = Generation::of(&manifest, &Drafts::default())?;
    let lock = LockFile::read(path_beside(&args.manifest))?;
    if args.locked {
        let report = lock.compare(&generation.lock());
        if !report.diagnostics().is_empty() {
            return Err(Error::Invalid(report));
        }
    }
    write(&generation, &lock, Vec::new(), args.timings, terminal)?;
    // As above.
    std::mem::forget(generation);
    Ok(Outcome::Fine)
}

/// Keeps other runs away from what a manifest describes, once they are done.
pub(super) fn take_guard(manifest: &Path, terminal: &mut Terminal<'_>) -> Result<Guard, Error> {
    Guard::take(manifest, PATIENCE, || {
        let shown = manifest.display();
        terminal.note(&format!("waiting for another run of tinsmith on `{shown}`"));
    })
}

/// Writes files that were edited, all crates of a manifest, and the lock file: everything, or nothing
/// where any of it cannot be written.
pub(super) fn write(
    generation: &Generation<'_>,
    lock: &LockFile,
    edited: Vec<Staged>,
    timings: bool,
    terminal: &mut Terminal<'_>,
) -> Result<(), Error> {
    let folders = generation.stage()?;
    let locked = lock.stage(&generation.lock())?;
    for staged in edited {
        staged.commit()?;
    }
    for folder in folders {
        let (made, path, files) = (folder.made, folder.path.clone(), folder.files);
        let (written, time) = folder.commit()?;
        let stages = timings.then(|| stages(made.load, &made.generated.timings, time));
        report(terminal, &path, &made.generated, files, written, stages);
    }
    for made in &generation.crates {
        // Otherwise they were shown with the folder.
        if made.folders(generation.manifest).is_empty() {
            terminal.found(&made.generated.warnings);
        }
        budget::show_known(&made.entry.budget, &made.generated, terminal);
    }
    let changed = locked.is_some();
    locked.map(Staged::commit).transpose()?;
    match terminal.format {
        Format::Json => terminal.result(json!({"lock": lock.name(), "changed": changed})),
        _ if changed => terminal.say(&format!("{} written", lock.name())),
        _ => {}
    }
    Ok(())
}

/// A stage, and how long it took.
type Stage = (&'static str, Duration);

fn stages(load: Duration, timings: &Timings, write: Duration) -> Vec<Stage> {
    let Timings { define, emit, pages, package } = *timings;
    let total = load + define + emit + pages + package + write;
    vec![
        ("load", load),
        ("define", define),
        ("emit", emit),
        ("pages", pages),
        ("package", package),
        ("write", write),
        ("total", total),
    ]
}

/// With three digits behind the point.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}

fn report(
    terminal: &mut Terminal<'_>,
    folder: &Path,
    generated: &Generated,
    files: usize,
    written: Written,
    stages: Option<Vec<Stage>>,
) {
    terminal.found(&generated.warnings);
    let summary = &generated.summary;
    let folder = folder.display().to_string();
    if terminal.format == Format::Json {
        let mut result = json!({
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
        });
        if let (Some(stages), Some(result)) = (stages, result.as_object_mut()) {
            let of = |(name, time)| (format!("{name}_ms"), json!(milliseconds(time)));
            let timings: Map<String, Value> = stages.into_iter().map(of).collect();
            result.insert("timings".to_owned(), timings.into());
        }
        terminal.result(result);
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
    for (name, time) in stages.into_iter().flatten() {
        terminal.say(&format!("{name:<8}{:>9.1} ms", milliseconds(time)));
    }
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
