//! The runtime crate where it is bundled: its source, beside that of the client.

use include_dir::{Dir, include_dir};

use crate::error::Error;
use crate::output::{self, OutputFile};

/// The source of the runtime crate, and its manifest.
static RUNTIME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/runtime");
const RUNTIME_MANIFEST: &str = include_str!("../../data/runtime.toml");
/// Where a bundled runtime goes, below the client's folder.
pub(super) const RUNTIME_FOLDER: &str = "runtime";

/// The runtime crate as files of a folder beside `src`.
pub(super) fn files() -> Result<Vec<OutputFile>, Error> {
    let mut files = vec![OutputFile {
        path: format!("{RUNTIME_FOLDER}/Cargo.toml"),
        text: output::toml(&standalone(RUNTIME_MANIFEST)),
    }];
    let mut todo = vec![&RUNTIME];
    while let Some(folder) = todo.pop() {
        todo.extend(folder.dirs());
        for file in folder.files() {
            let text = file.contents_utf8().ok_or_else(|| {
                Error::Usage(format!("`{}` of the runtime is not text", file.path().display()))
            })?;
            let parts: Vec<_> = file.path().iter().map(|part| part.to_string_lossy()).collect();
            files.push(OutputFile {
                path: format!("{RUNTIME_FOLDER}/src/{}", parts.join("/")),
                text: output::rust_source(text),
            });
        }
    }
    Ok(files)
}

/// The runtime's manifest without what only its own workspace can use. Dependencies of tests stay: the unit tests are part of
/// the source, and whoever carries a copy can run them.
fn standalone(manifest: &str) -> String {
    let mut out = String::new();
    let mut skipping = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            skipping = ["[lints]", "[[test]]", "[[bench]]"].contains(&line);
        }
        if !skipping && !line.starts_with("readme") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
