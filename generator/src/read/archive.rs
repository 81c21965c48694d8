//! Jar and zip files: the names in them, and the text of one. Nothing is written, so the names are
//! nothing but keys.

use std::io::Cursor;

use zip::ZipArchive;
use zip::result::ZipError;

use super::budget::Budget;
use super::{fault, text};
use crate::diagnostics::{Source, did_you_mean};
use crate::error::Error;

/// Whether bytes start like a zip file: with an entry, or with the end of one that has none.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06"].iter().any(|magic| bytes.starts_with(*magic))
}

/// An open archive.
pub(super) struct Archive {
    name: String,
    zip: ZipArchive<Cursor<Vec<u8>>>,
}

impl Archive {
    pub(super) fn open(name: String, bytes: Vec<u8>) -> Result<Self, Error> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) => Ok(Self { name, zip }),
            Err(error) => {
                let message = format!("`{name}` starts like a zip file, but is damaged: {error}");
                Err(fault("invalid-archive", &name, message, "get the file again"))
            }
        }
    }

    /// The archive's own name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The names of all files in it, in alphabetical order.
    pub(super) fn entries(&self) -> Vec<String> {
        let files = self.zip.file_names().filter(|name| !name.ends_with('/'));
        let mut names: Vec<String> = files.map(str::to_owned).collect();
        names.sort();
        names
    }

    pub(super) fn has(&self, entry: &str) -> bool {
        self.zip.index_for_name(entry).is_some()
    }

    /// What to call an entry in messages.
    pub(super) fn path(&self, entry: &str) -> String {
        format!("{}!{entry}", self.name)
    }

    /// The text of an entry, which may be gzip itself.
    pub(super) fn text(&mut self, entry: &str, budget: &mut Budget) -> Result<Source, Error> {
        let name = self.path(entry);
        let Some(index) = self.zip.index_for_name(entry) else { return Err(self.missing(entry)) };
        if self.zip.by_index_raw(index).is_ok_and(|raw| raw.encrypted()) {
            let message = format!("`{name}` is encrypted");
            return Err(fault("invalid-archive", &name, message, "give an archive that is not"));
        }
        let spoilt = |error: &dyn std::fmt::Display| {
            let message = format!("`{name}` is damaged: {error}");
            fault("invalid-archive", &name, message, "get the archive again")
        };
        let bytes = match self.zip.by_index(index) {
            Ok(file) => budget.read(&name, file, |error| spoilt(error))?,
            Err(ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_)) => {
                let message = format!("`{name}` is packed in a way that is not read");
                let help =
                    "pack the archive with deflate, as jar and zip do, or unpack it yourself";
                return Err(fault("invalid-archive", &name, message, help));
            }
            Err(error) => return Err(spoilt(&error)),
        };
        text(name, bytes, budget)
    }

    fn missing(&self, entry: &str) -> Error {
        let message = format!("`{}` holds no `{entry}`", self.name);
        let entries = self.entries();
        let hint = did_you_mean(entry, entries.iter().map(String::as_str));
        let hint = hint.unwrap_or_else(|| format!("list what it has: unzip -l {}", self.name));
        fault("invalid-archive", &self.name, message, &hint)
    }
}
