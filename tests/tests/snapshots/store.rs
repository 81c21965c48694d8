//! Where snapshots lie: the name of a test is the path of its snapshot below `tests/snapshots`,
//! so that a reviewer finds one from the other, and whatever else lies there is stale.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::{Failure, root};

fn folder() -> PathBuf {
    root().join("snapshots")
}

/// Compares `text` with the snapshot of the test called `name`.
pub(crate) fn compare(name: &str, text: &str) {
    let (parent, file) = name.rsplit_once('/').unwrap_or(("", name));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder().join(parent));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(file, text));
}

/// Deals with the snapshots of no test: they go when snapshots are being accepted, and are a
/// failure otherwise.
pub(crate) fn remove_or_report_stale(tests: &BTreeSet<String>) -> Result<(), Failure> {
    let folder = folder();
    let mut stale = Vec::new();
    for entry in WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path().strip_prefix(&folder)?;
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        // `.snap.new` is what insta writes beside a snapshot that differs.
        let known = name.strip_suffix(".snap").is_some_and(|name| tests.contains(name));
        if entry.file_type().is_file() && !known && !name.ends_with(".snap.new") {
            stale.push(name);
        }
    }
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        for name in &stale {
            remove(&folder, &folder.join(name))?;
        }
        return Ok(());
    }
    match stale.as_slice() {
        [] => Ok(()),
        _ => Err(format!(
            "nothing makes these files of tests/snapshots any more: {}; remove them, or run with \
             INSTA_UPDATE=always",
            stale.join(", ")
        )
        .into()),
    }
}

/// Removes a file, and the folders that are empty then.
fn remove(root: &Path, path: &Path) -> Result<(), Failure> {
    std::fs::remove_file(path)?;
    let mut folder = path.parent();
    while let Some(at) = folder.filter(|at| *at != root) {
        if std::fs::remove_dir(at).is_err() {
            break;
        }
        folder = at.parent();
    }
    Ok(())
}
