//! Fixtures of history: what a manifest's slice was once, brought up to date with this repository's model.
//! The snapshot holds what a reviewer reads, and which files that touches.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::Failed;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::root;

/// Reports, the entry in the changelog and the names of changed files, of a folder with a `tinsmith.toml`.
pub(crate) fn update(folder: &Path) -> Result<String, Failed> {
    let project = TempDir::new()?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        std::fs::copy(entry.path(), project.path().join(entry.file_name()))?;
    }
    run(&project, &["generate"], 0)?;
    let from = root().join("../models/ec2.json").display().to_string();
    let mut text = String::new();
    for format in ["text", "markdown"] {
        let out = run(&project, &["update", "--from", &from, "--dry-run", "--format", format], 1)?;
        writeln!(text, "=== {format}\n{out}")?;
    }
    let before = files(&project)?;
    run(&project, &["update", "--from", &from], 1)?;
    let after = files(&project)?;
    run(&project, &["check", "--locked"], 0)?;
    run(&project, &["update", "--from", &from], 0)?;
    if files(&project)? != after {
        return Err("a second update writes".into());
    }
    writeln!(text, "=== CHANGELOG.md\n{}", after.get("CHANGELOG.md").ok_or("no changelog")?)?;
    writeln!(text, "=== changed files")?;
    for name in before.keys().chain(after.keys().filter(|name| !before.contains_key(*name))) {
        match (before.get(name), after.get(name)) {
            (Some(_), None) => writeln!(text, "removed {name}")?,
            (None, _) => writeln!(text, "added {name}")?,
            (old, new) if old != new => writeln!(text, "changed {name}")?,
            _ => {}
        }
    }
    Ok(text)
}

/// What a run says on standard output, without the path of the project.
fn run(project: &TempDir, arguments: &[&str], wanted: u8) -> Result<String, Failed> {
    let manifest = project.path().join("tinsmith.toml").display().to_string();
    let follow = ["--manifest", &manifest];
    let all = ["tinsmith"].iter().chain(arguments).chain(&follow);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = tinsmith::cli::run(all.map(Into::into), &mut out, &mut err);
    let (out, err) = (String::from_utf8(out)?, String::from_utf8(err)?);
    if code != ExitCode::from(wanted) {
        return Err(format!("{arguments:?} ends otherwise:\n{out}\n{err}").into());
    }
    let folder = format!("{}{}", project.path().display(), std::path::MAIN_SEPARATOR);
    Ok(out.replace(&folder, ""))
}

fn files(project: &TempDir) -> Result<BTreeMap<String, String>, Failed> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(project.path()) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let parts = entry.path().strip_prefix(project.path())?.iter();
            let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"), std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(files)
}
