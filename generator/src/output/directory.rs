//! Brings a folder to a wanted state, or leaves it as it was: whatever can be known to fail is
//! found out before the first file changes.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::{OutputFile, header};
use crate::error::Error;
use crate::parallel;

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

/// What is to become of a folder or a file: all new text is on disk under temporary names, which go
/// when this is dropped. So a full disk or a folder without permission shows before anything changes,
/// and several folders and files can be brought to a wanted state together.
#[must_use = "nothing changes before `commit`"]
pub(crate) struct Staged {
    root: PathBuf,
    files: Vec<(TempPath, PathBuf)>,
    /// After the files, which have to be gone before their folders can go.
    made: MadeFolders,
    unchanged: usize,
    stale: Vec<PathBuf>,
}

/// Writes `files` below `root` and removes files of ours that are not among them.
pub(crate) fn write(root: &Path, files: &[OutputFile]) -> Result<Written, Error> {
    stage(root, files)?.commit()
}

/// Prepares to write `files` below `root` and to remove files of ours that are not among them.
pub(crate) fn stage(root: &Path, files: &[OutputFile]) -> Result<Staged, Error> {
    let stale = plan(root, files)?;
    let mut made = MadeFolders::default();
    for file in files {
        let path = root.join(&file.path);
        made.make(folder_of(&path)).map_err(|error| Error::io("write", &path, error))?;
    }
    let staged = parallel::map(files, |file| {
        let path = root.join(&file.path);
        if read(&path)?.as_deref() == Some(file.text.as_bytes()) {
            return Ok(None);
        }
        let staged = temporary(&path, &file.text);
        staged.map(|staged| Some((staged, path.clone()))).map_err(|e| Error::io("write", &path, e))
    });
    let staged: Vec<_> = staged.into_iter().collect::<Result<_, Error>>()?;
    let unchanged = staged.iter().filter(|staged| staged.is_none()).count();
    let files = staged.into_iter().flatten().collect();
    Ok(Staged { root: root.to_owned(), files, made, unchanged, stale })
}

/// Prepares to write one file, whoever made what is there now. Its permissions stay, and a link to it
/// remains one.
#[cfg(feature = "cli")]
pub(crate) fn stage_file(path: &Path, text: &str) -> Result<Staged, Error> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let failed = |error| Error::io("write", &path, error);
    let mut staged = Staged {
        root: folder_of(&path).to_owned(),
        files: Vec::new(),
        made: MadeFolders::default(),
        unchanged: 0,
        stale: Vec::new(),
    };
    let found = read(&path)?;
    if found.as_deref() == Some(text.as_bytes()) {
        staged.unchanged = 1;
        return Ok(staged);
    }
    staged.made.make(folder_of(&path)).map_err(failed)?;
    let temporary = temporary(&path, text).map_err(failed)?;
    if found.is_some() {
        let permissions = std::fs::metadata(&path).map_err(failed)?.permissions();
        std::fs::set_permissions(&temporary, permissions).map_err(failed)?;
    }
    staged.files.push((temporary, path));
    Ok(staged)
}

/// Writes a file that is not there yet, in one step.
#[cfg(feature = "cli")]
pub(crate) fn create(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |error| Error::io("write", path, error);
    let mut made = MadeFolders::default();
    made.make(folder_of(path)).map_err(failed)?;
    let temporary = temporary(path, text).map_err(failed)?;
    temporary.persist_noclobber(path).map_err(|error| failed(error.error))?;
    made.keep();
    Ok(())
}

impl Staged {
    /// Gives every file its name, and removes what is stale.
    pub(crate) fn commit(self) -> Result<Written, Error> {
        let mut written = Written { unchanged: self.unchanged, ..Written::default() };
        self.made.keep();
        for (temporary, path) in self.files {
            temporary.persist(&path).map_err(|error| Error::io("write", &path, error.error))?;
            written.changed += 1;
        }
        for path in self.stale {
            std::fs::remove_file(&path).map_err(|error| Error::io("remove", &path, error))?;
            written.removed += 1;
            remove_empty_parents(&self.root, &path);
        }
        Ok(written)
    }
}

/// Refuses what is not ours before anything is touched; returns our files that are to go.
fn plan(root: &Path, files: &[OutputFile]) -> Result<Vec<PathBuf>, Error> {
    if std::fs::metadata(root).is_ok_and(|found| !found.is_dir()) {
        return Err(Error::not_a_folder(root));
    }
    let wanted: BTreeSet<PathBuf> = files.iter().map(|file| root.join(&file.path)).collect();
    let folders: BTreeSet<&Path> = (wanted.iter())
        .flat_map(|path| path.ancestors().skip(1).take_while(|at| *at != root))
        .collect();
    let mut ours = Vec::new();
    let mut foreign = Vec::new();
    for path in list(root)? {
        // What lies where a folder has to be is in the way, whoever made it.
        if !folders.contains(path.as_path()) && is_ours(&path)? {
            ours.push(path);
        } else {
            foreign.push(path);
        }
    }
    // A folder with foreign files and none of ours belongs to somebody else; in a folder of
    // ours, somebody may keep files of their own beside what we write.
    let in_the_way = |path: &Path| wanted.contains(path) || folders.contains(path);
    let folder = |path: &&PathBuf| std::fs::symlink_metadata(path).is_ok_and(|at| at.is_dir());
    let taken = foreign.iter().find(|path| in_the_way(path));
    match (taken.or_else(|| wanted.iter().find(folder)), foreign.first()) {
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

/// Whether a file carries our header. What is no plain file never does: a link may lead anywhere.
pub(super) fn is_ours(path: &Path) -> Result<bool, Error> {
    let failed = |error| Error::io("read", path, error);
    if !std::fs::symlink_metadata(path).map_err(failed)?.is_file() {
        return Ok(false);
    }
    let mut start = Vec::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(header::LONGEST).read_to_end(&mut start).map_err(failed)?;
    Ok(header::is_ours(&String::from_utf8_lossy(&start)))
}

pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path, error)),
    }
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Writes the text that is to become `path` beside it, under a name that goes when it is dropped.
fn temporary(path: &Path, text: &str) -> io::Result<TempPath> {
    let folder = folder_of(path);
    let mut file = tempfile::Builder::new().prefix(".tinsmith-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    // Temporary files are private to their owner; what is generated is as readable as the rest.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    // Thousands of open files would be more than most systems allow.
    Ok(file.into_temp_path())
}

/// Folders that were made for files; those that no file came into go again.
#[derive(Default)]
struct MadeFolders {
    made: Vec<PathBuf>,
    /// Folders that are there, so that nobody asks again for each of their files.
    known: BTreeSet<PathBuf>,
}

impl MadeFolders {
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        if self.known.contains(folder) {
            return Ok(());
        }
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|at| !at.as_os_str().is_empty() && !at.exists())
            .collect();
        std::fs::create_dir_all(folder)?;
        self.made.extend(missing.into_iter().rev().map(Path::to_owned));
        self.known.insert(folder.to_owned());
        Ok(())
    }

    fn keep(mut self) {
        self.made.clear();
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            // Nobody is left to tell, and an empty folder does no harm.
            let _ = std::fs::remove_dir(folder);
        }
    }
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
