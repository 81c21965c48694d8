//! Compares a folder with what would be generated, without writing.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use super::{OutputFile, directory};
use crate::error::Error;

/// A file that is not as it would be generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Below the folder, `/` between parts.
    pub path: String,
    /// In which way.
    pub kind: DifferenceKind,
    /// What is on disk; empty when it is missing.
    pub found: String,
    /// What would be generated; empty when it would not be.
    pub wanted: String,
}

/// How a file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// It is not there.
    Missing,
    /// It has other contents.
    Changed,
    /// It carries our header and would not be generated.
    Stale,
}

impl fmt::Display for DifferenceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::Stale => "stale",
        })
    }
}

impl Difference {
    /// The difference in unified form: `-` is on disk, `+` would be generated.
    pub fn unified(&self) -> String {
        similar::TextDiff::from_lines(&self.found, &self.wanted)
            .unified_diff()
            .context_radius(3)
            .header(&format!("{} (on disk)", self.path), &format!("{} (generated)", self.path))
            .to_string()
    }
}

/// Every file of `files` that `root` does not hold as it is, and every file of ours in `root`
/// that is not among them.
pub(crate) fn compare(root: &Path, files: &[OutputFile]) -> Result<Vec<Difference>, Error> {
    let mut differences = Vec::new();
    for file in files {
        let found = directory::read(&root.join(&file.path))?;
        let kind = match &found {
            None => DifferenceKind::Missing,
            Some(bytes) if bytes != file.text.as_bytes() => DifferenceKind::Changed,
            Some(_) => continue,
        };
        differences.push(Difference {
            path: file.path.clone(),
            kind,
            found: String::from_utf8_lossy(&found.unwrap_or_default()).into_owned(),
            wanted: file.text.clone(),
        });
    }
    let wanted: BTreeSet<_> = files.iter().map(|file| root.join(&file.path)).collect();
    for path in directory::list(root)? {
        if !wanted.contains(&path) && directory::is_ours(&path)? {
            let relative = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            differences.push(Difference {
                path: parts.join("/"),
                kind: DifferenceKind::Stale,
                found: std::fs::read_to_string(&path)
                    .map_err(|error| Error::io("read", &path, error))?,
                wanted: String::new(),
            });
        }
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(differences)
}
