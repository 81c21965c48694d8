//! Reads model files. Whatever container a model comes in, what leaves this folder is text under
//! the name by which a user finds it again, so nothing after it can tell the containers apart.
//! Nothing is unpacked to disk.
//!
//! | a file | gives |
//! |---|---|
//! | JSON | itself |
//! | gzip of JSON | what is in it |
//! | jar or zip with a Smithy manifest | the models that the manifest names, in its order |
//! | jar or zip without one | its JSON files that are Smithy models, in the order of their names |
//! | folder | what a jar with the same files gives |
//!
//! What a file is, its first bytes say, whatever its name. `FILE!ENTRY` is one entry of an archive.

mod archive;
mod budget;
mod discovery;
mod gzip;
mod tree;

use std::path::{Path, PathBuf};

use archive::Archive;
use budget::Budget;
#[cfg(feature = "cli")]
pub(crate) use discovery::NO_SERVICE;
pub(crate) use tree::Tree;

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Report, Source};
use crate::error::Error;

/// The models of a file, or of a folder.
///
/// # Errors
///
/// The file cannot be read or unpacked, holds no model, or holds more than one that might be meant.
pub(crate) fn models(path: &Path) -> Result<Vec<Source>, Error> {
    models_of(path, None)
}

/// The models of a file or of a folder: those for `service` where others are for several.
///
/// # Errors
///
/// Those of [`models`].
pub(crate) fn models_of(path: &Path, service: Option<&str>) -> Result<Vec<Source>, Error> {
    let (file, entry) = split(path);
    if file.is_dir() {
        return discovery::models(&mut Tree::open(file)?, service);
    }
    let bytes = std::fs::read(file).map_err(|e| Error::io("read", file, e))?;
    models_in(file.display().to_string(), bytes, entry, service)
}

/// The models of a file, and the digest of its bytes.
///
/// # Errors
///
/// Those of [`models`].
#[cfg(feature = "cli")]
pub(crate) fn models_with_digest(path: &Path) -> Result<(Vec<Source>, String), Error> {
    let (file, entry) = split(path);
    let bytes = std::fs::read(file).map_err(|e| Error::io("read", file, e))?;
    let digest = crate::digest::of(&bytes);
    Ok((models_in(file.display().to_string(), bytes, entry, None)?, digest))
}

/// The models of a file called `name`, or the one in its `entry`.
fn models_in(
    name: String,
    bytes: Vec<u8>,
    entry: Option<&str>,
    service: Option<&str>,
) -> Result<Vec<Source>, Error> {
    if !archive::is_archive(&bytes) {
        if let Some(entry) = entry {
            let message = format!("`{name}` is no archive, so it has no `{entry}`");
            return Err(fault("invalid-archive", &name, message, "leave out what follows the `!`"));
        }
        return Ok(vec![text(name, bytes, &mut Budget::default())?]);
    }
    let mut tree = Tree::of_archive(Archive::open(name, bytes)?);
    match entry {
        Some(entry) => Ok(vec![tree.read(entry)?]),
        None => discovery::models(&mut tree, service),
    }
}

/// The file on disk that a model comes from: what a build script must watch.
pub(crate) fn file_of(path: &Path) -> PathBuf {
    split(path).0.to_owned()
}

/// Takes `FILE!ENTRY` apart, unless there is a file of that whole name.
fn split(path: &Path) -> (&Path, Option<&str>) {
    let parts = path.to_str().and_then(|text| text.split_once('!'));
    match parts.filter(|_| !path.exists()) {
        Some((file, entry)) if Path::new(file).is_file() => (Path::new(file), Some(entry)),
        _ => (path, None),
    }
}

/// A source from bytes that may be gzip.
fn text(name: String, bytes: Vec<u8>, budget: &mut Budget) -> Result<Source, Error> {
    let bytes = if gzip::is_gzip(&bytes) { gzip::unpack(&name, &bytes, budget)? } else { bytes };
    Source::from_bytes(name, bytes)
}

/// A fault of a whole file.
fn fault(code: &'static str, name: &str, message: String, help: &str) -> Error {
    let fault = Diagnostic::error(code, message).place(Place::File(name.to_owned())).help(help);
    invalid(&[], fault)
}

fn invalid(sources: &[Source], fault: Diagnostic) -> Error {
    let mut faults = Diagnostics::default();
    faults.push(fault);
    Error::Invalid(Report::new(sources, faults))
}

#[cfg(test)]
mod tests;
