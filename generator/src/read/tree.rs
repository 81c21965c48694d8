//! A folder of files, on disk or in an archive such as a Python wheel: what is in it, by paths with
//! `/` below its root.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::archive::{self, Archive};
use super::budget::Budget;
use super::text;
use crate::diagnostics::Source;
use crate::error::Error;

/// A folder to read files from.
pub(crate) struct Tree {
    root: PathBuf,
    archive: Option<Archive>,
    budget: Budget,
}

impl Tree {
    /// Opens a folder, or an archive as one.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is a file but no archive.
    pub(crate) fn open(root: &Path) -> Result<Self, Error> {
        let metadata = std::fs::metadata(root).map_err(|e| Error::io("read", root, e))?;
        let (root, budget) = (root.to_owned(), Budget::default());
        if metadata.is_dir() {
            return Ok(Self { root, archive: None, budget });
        }
        let bytes = std::fs::read(&root).map_err(|e| Error::io("read", &root, e))?;
        let name = root.display().to_string();
        if !archive::is_archive(&bytes) {
            let message = format!(
                "`{name}` is neither a folder nor an archive; give the folder that it lies in"
            );
            return Err(Error::Usage(message));
        }
        Ok(Self { root, archive: Some(Archive::open(name, bytes)?), budget })
    }

    /// The files of an archive.
    pub(super) fn of_archive(archive: Archive) -> Self {
        let root = archive.name().into();
        Self { root, archive: Some(archive), budget: Budget::default() }
    }

    /// What to call a path in messages.
    pub(crate) fn name(&self, path: &str) -> String {
        match &self.archive {
            _ if path.is_empty() => self.root.display().to_string(),
            Some(archive) => archive.path(path),
            None => self.root.join(path).display().to_string(),
        }
    }

    /// The file or folder on disk that a path lies in: what a build script must watch.
    pub(crate) fn on_disk(&self, path: &str) -> PathBuf {
        match &self.archive {
            Some(_) => self.root.clone(),
            None => self.root.join(path),
        }
    }

    /// The names of the folders in a folder, in alphabetical order; none if there is no such folder.
    pub(crate) fn folders(&self, path: &str) -> Vec<String> {
        let names: BTreeSet<String> = match &self.archive {
            Some(archive) => {
                let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
                let entries = archive.entries();
                let below = entries.iter().filter_map(|entry| entry.strip_prefix(&prefix));
                below.filter_map(|rest| rest.split_once('/')).map(|(n, _)| n.to_owned()).collect()
            }
            None => {
                let entries = std::fs::read_dir(self.root.join(path)).into_iter().flatten();
                let folders = entries.flatten().filter(|entry| entry.path().is_dir());
                folders.filter_map(|entry| entry.file_name().into_string().ok()).collect()
            }
        };
        names.into_iter().collect()
    }

    /// The paths of all files, in alphabetical order. Of a folder on disk, what begins with a dot is left
    /// out, and links to folders are not followed.
    ///
    /// # Errors
    ///
    /// A folder cannot be read.
    pub(super) fn files(&self) -> Result<Vec<String>, Error> {
        if let Some(archive) = &self.archive {
            return Ok(archive.entries());
        }
        let (mut files, mut folders) = (Vec::new(), vec![String::new()]);
        while let Some(folder) = folders.pop() {
            let path = self.root.join(&folder);
            let entries = std::fs::read_dir(&path).map_err(|e| Error::io("read", &path, e))?;
            for entry in entries {
                let entry = entry.map_err(|e| Error::io("read", &path, e))?;
                let name = entry.file_name().into_string();
                let Some(name) = name.ok().filter(|name| !name.starts_with('.')) else { continue };
                let below = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(below),
                    _ if self.has(&below) => files.push(below),
                    _ => {}
                }
            }
        }
        files.sort();
        Ok(files)
    }

    /// Whether there is such a file.
    pub(crate) fn has(&self, path: &str) -> bool {
        match &self.archive {
            Some(archive) => archive.has(path),
            None => self.root.join(path).is_file(),
        }
    }

    /// The text of a file, which may be gzip.
    ///
    /// # Errors
    ///
    /// It is not there, or cannot be unpacked.
    pub(crate) fn read(&mut self, path: &str) -> Result<Source, Error> {
        if let Some(archive) = &mut self.archive {
            return archive.text(path, &mut self.budget);
        }
        let file = self.root.join(path);
        let bytes = std::fs::read(&file).map_err(|e| Error::io("read", &file, e))?;
        text(file.display().to_string(), bytes, &mut self.budget)
    }
}
