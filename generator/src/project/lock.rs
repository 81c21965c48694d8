//! `tinsmith.lock`: what the crates of a manifest were last generated from, and what came out. The
//! same facts always have the same text, so that a run that changes nothing writes nothing, and a
//! change of this file is a change that somebody should look at.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Report, Source};
use crate::error::Error;
use crate::output::{self, Staged};

/// The form that this version writes and reads.
const VERSION: i64 = 1;

/// What a lock file begins with. A file that does not was not made by the command.
const HEADER: &str = "\
# Written by `tinsmith generate`: what the crates of the manifest were last generated from.
# Commit it and do not edit it: `tinsmith check` compares it, `tinsmith generate` writes it anew.
";

/// The lock file of the manifest at `manifest`: beside it, `tinsmith.lock` for `tinsmith.toml`.
pub(crate) fn path_beside(manifest: &Path) -> PathBuf {
    manifest.with_extension("lock")
}

/// What a lock file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    /// The version of the generator.
    pub(crate) generator: String,
    /// In the order of their names.
    pub(crate) crates: Vec<LockedCrate>,
}

/// What it says of a crate. Digests are SHA-256, in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LockedCrate {
    pub(crate) name: String,
    /// In the order of their paths.
    pub(crate) models: Vec<LockedModel>,
    /// Of the part of the models that the operations need.
    pub(crate) slice: String,
    /// Of all text that is generated.
    pub(crate) output: String,
}

/// A file, or a folder of botocore's data, that a crate is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LockedModel {
    /// As the manifest has it.
    pub(crate) path: String,
    /// Of the bytes of the file; of the texts that were read, where it is botocore's data.
    pub(crate) sha256: String,
}

impl Lock {
    /// What there is to say of these crates, in order.
    pub(crate) fn new(crates: impl IntoIterator<Item = LockedCrate>) -> Self {
        let mut crates: Vec<LockedCrate> = crates.into_iter().collect();
        for one in &mut crates {
            one.models.sort_by(|a, b| a.path.cmp(&b.path));
            one.models.dedup();
        }
        crates.sort_by(|a, b| a.name.cmp(&b.name));
        Self { generator: env!("CARGO_PKG_VERSION").to_owned(), crates }
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> String {
        let mut text = HEADER.to_owned();
        line(&mut text, "version", VERSION);
        line(&mut text, "generator", self.generator.as_str());
        for LockedCrate { name, models, slice, output } in &self.crates {
            text.push_str("\n[[crate]]\n");
            line(&mut text, "name", name.as_str());
            line(&mut text, "slice", slice.as_str());
            line(&mut text, "output", output.as_str());
            for LockedModel { path, sha256 } in models {
                text.push_str("\n[[crate.model]]\n");
                line(&mut text, "path", path.as_str());
                line(&mut text, "sha256", sha256.as_str());
            }
        }
        text
    }
}

fn line(text: &mut String, key: &str, value: impl Into<toml::Value>) {
    text.push_str(&format!("{key} = {}\n", value.into()));
}

/// A lock file as it was found.
#[derive(Clone, Debug)]
pub(crate) struct LockFile {
    path: PathBuf,
    /// Nothing where there is none.
    pub(super) source: Option<Source>,
}

/// What it says, with the places where it says so.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recorded {
    #[serde(rename = "version")]
    _version: i64,
    pub(super) generator: Spanned<String>,
    #[serde(rename = "crate", default)]
    pub(super) crates: Vec<RecordedCrate>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordedCrate {
    pub(super) name: Spanned<String>,
    pub(super) slice: Spanned<String>,
    pub(super) output: Spanned<String>,
    #[serde(rename = "model", default)]
    pub(super) models: Vec<RecordedModel>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordedModel {
    pub(super) path: Spanned<String>,
    pub(super) sha256: Spanned<String>,
}

impl LockFile {
    /// Reads the lock file at `path`, if there is one.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is no text.
    pub(crate) fn read(path: PathBuf) -> Result<Self, Error> {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self { path, source: None });
            }
            Err(error) => return Err(Error::io("read", &path, error)),
        };
        let mut source = Source::from_bytes(path.display().to_string(), bytes)?;
        // Git may have changed the ends of lines, which says nothing.
        if source.text.contains('\r') {
            source.text = source.text.replace("\r\n", "\n").into();
        }
        Ok(Self { path, source: Some(source) })
    }

    /// How a user calls it.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Whether there is none.
    pub(crate) fn is_missing(&self) -> bool {
        self.source.is_none()
    }

    /// Prepares to write `lock`; nothing where that would change nothing.
    ///
    /// # Errors
    ///
    /// What is there was not made by the command, or by a later version of it; or the file system
    /// says no.
    pub(crate) fn stage(&self, lock: &Lock) -> Result<Option<Staged>, Error> {
        let text = lock.text();
        if let Some(source) = &self.source {
            if *source.text == *text {
                return Ok(None);
            }
            let first = |text: &str| text.lines().next().map(str::to_owned);
            if !source.text.trim().is_empty() && first(&source.text) != first(HEADER) {
                return Err(Error::foreign_file(&self.path));
            }
            if let Some(fault) = too_new(source) {
                return Err(invalid(source, fault));
            }
        }
        output::stage_file(&self.path, &text).map(Some)
    }
}

/// Reads what a lock file says.
pub(super) fn parse(source: &Source, faults: &mut Diagnostics) -> Option<Recorded> {
    if let Some(fault) = too_new(source) {
        faults.push(fault);
        return None;
    }
    let read = toml::from_str(&source.text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let fault = Diagnostic::error("invalid-lock", error.message().trim_end())
            .place(Place::offset(source, offset))
            .help("run `tinsmith generate`, which writes the file anew");
        faults.push(fault);
    });
    read.ok()
}

/// Whether a later version made the file, which this one must not judge or overwrite.
fn too_new(source: &Source) -> Option<Diagnostic> {
    /// All that is read before the form is known.
    #[derive(Deserialize)]
    struct Versioned {
        version: Spanned<i64>,
    }
    let found: Versioned = toml::from_str(&source.text).ok()?;
    (*found.version.get_ref() != VERSION).then(|| {
        let message = format!(
            "the lock file has form {}, and this version of Tinsmith knows form {VERSION}",
            found.version.get_ref()
        );
        Diagnostic::error("lock-version", message)
            .place(Place::offset(source, found.version.span().start))
            .help("use the version of Tinsmith that wrote it, or a later one")
    })
}

fn invalid(source: &Source, fault: Diagnostic) -> Error {
    let mut faults = Diagnostics::default();
    faults.push(fault);
    Error::Invalid(Report::new(std::slice::from_ref(source), faults))
}
