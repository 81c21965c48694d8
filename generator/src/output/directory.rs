//! Brings a folder to a wanted state, or leaves it as it was.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{OutputFile, header};
use crate::error::Error;

/// What writing a folder did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// Files that are new or have other contents now.
    pub changed: usize,
    /// Files that had the wanted contents.
    pub unchanged: usize,
    /// Files of ours that nothing wants any more.
    pub removed: usize,
}

/// Writes `files` below `root` and removes files of ours that are not among them.
pub(crate) fn write(root: &Path, files: &[OutputFile]) -> Result<Written, Error> {
    let stale = plan(root, files)?;
    let mut written = Written::default();
    for file in files {
        let path = root.join(&file.path);
        let current = read(&path)?;
        if current.as_deref() == Some(file.text.as_bytes()) {
            written.unchanged += 1;
            continue;
        }
        replace(&path, &file.text).map_err(|error| Error::io("write", &path, error))?;
        written.changed += 1;
    }
    for path in stale {
        std::fs::remove_file(&path).map_err(|error| Error::io("remove", &path, error))?;
        written.removed += 1;
        remove_empty_parents(root, &path);
    }
    Ok(written)
}

/// Refuses what is not ours before anything is touched; returns our files that are to go.
fn plan(root: &Path, files: &[OutputFile]) -> Result<Vec<PathBuf>, Error> {
    let existing = list(root)?;
    let wanted: BTreeSet<PathBuf> = files.iter().map(|file| root.join(&file.path)).collect();
    let mut ours = Vec::new();
    let mut foreign = Vec::new();
    for path in existing {
        if is_ours(&path)? {
            ours.push(path);
        } else {
            foreign.push(path);
        }
    }
    // A folder with foreign files and none of ours belongs to somebody else; in a folder of
    // ours, somebody may keep files of their own beside what we write.
    let taken = foreign.iter().find(|path| wanted.contains(*path));
    match (taken, foreign.first()) {
        (Some(path), _) => Err(Error::foreign_file(path)),
        (None, Some(path)) if ours.is_empty() => Err(Error::foreign_folder(root, path)),
        _ => Ok(ours.into_iter().filter(|path| !wanted.contains(path)).collect()),
    }
}

/// Every file below `root` except in `target`, `.git` and the like.
pub(super) fn list(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    let mut todo = vec![root.to_owned()];
    while let Some(folder) = todo.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound && folder == root => break,
            Err(error) => return Err(Error::io("read", &folder, error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| Error::io("read", &folder, error))?;
            let kind = entry.file_type().map_err(|error| Error::io("read", &folder, error))?;
            let name = entry.file_name();
            let skipped = name == "target" || name.as_encoded_bytes().starts_with(b".");
            // cargo writes the lock file of a crate that is built where it lies.
            if skipped || name == "Cargo.lock" {
                continue;
            }
            if kind.is_dir() {
                todo.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

pub(super) fn is_ours(path: &Path) -> Result<bool, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
    Ok(std::str::from_utf8(&bytes).is_ok_and(header::is_ours))
}

pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path, error)),
    }
}

/// Replaces a file in one step: the new text is complete on disk before it takes the name.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".tinsmith-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    // Temporary files are private to their owner; what is generated is as readable as the rest.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Folders that the removal left empty go as well.
fn remove_empty_parents(root: &Path, path: &Path) {
    let mut folder = path.parent();
    while let Some(at) = folder.filter(|at| *at != root && at.starts_with(root)) {
        // Fails as soon as a folder holds something, which is the end of it.
        if std::fs::remove_dir(at).is_err() {
            break;
        }
        folder = at.parent();
    }
}
