//! One run at a time on a manifest: two that write the same folders would mix their files. What is
//! locked is a file in the folder for temporary files whose name follows from the manifest's path,
//! and not `tinsmith.lock` itself: that is replaced as a whole, so that whoever waits for it would get
//! hold of a file that is gone, and on Windows nobody could replace or read it meanwhile.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::digest;
use crate::error::Error;

/// How long a run waits for another one.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

const PAUSE: Duration = Duration::from_millis(20);

/// Keeps other runs from writing what a manifest describes, until it is dropped.
#[must_use = "others wait as long as it is there"]
#[derive(Debug)]
pub(crate) struct Guard {
    /// The system lets go of it with the file, however the program ends.
    _file: File,
    path: PathBuf,
}

/// Whoever waits for the file finds out that it is gone, see [`is_current`].
impl Drop for Guard {
    fn drop(&mut self) {
        if cfg!(unix) {
            // What stays does no harm.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

impl Guard {
    /// Waits until no other run has the guard of the manifest at `manifest`, but no longer than
    /// `patience`; calls `waiting` once if it has to wait at all.
    ///
    /// # Errors
    ///
    /// Another run still has it, or the file system says no.
    pub(crate) fn take(
        manifest: &Path,
        patience: Duration,
        waiting: impl FnOnce(),
    ) -> Result<Self, Error> {
        let path = path(manifest);
        let failed = |action, error| Error::io(action, &path, error);
        let mut file = open(&path).map_err(|error| failed("write", error))?;
        let start = Instant::now();
        let mut waiting = Some(waiting);
        loop {
            match file.try_lock() {
                Ok(()) if is_current(&file, &path) => return Ok(Self { _file: file, path }),
                Ok(()) => {
                    file = open(&path).map_err(|error| failed("write", error))?;
                    continue;
                }
                Err(TryLockError::Error(error)) => return Err(failed("lock", error)),
                Err(TryLockError::WouldBlock) => {}
            }
            if let Some(waiting) = waiting.take() {
                waiting();
            }
            if start.elapsed() >= patience {
                return Err(Error::Usage(format!(
                    "another run of tinsmith has been at work on `{}` for {} seconds; wait until it \
                     is done, or end it",
                    manifest.display(),
                    patience.as_secs()
                )));
            }
            thread::sleep(PAUSE);
        }
    }
}

/// The same for every way to name a manifest.
fn path(manifest: &Path) -> PathBuf {
    let whole = manifest.canonicalize().or_else(|_| std::path::absolute(manifest));
    let whole = whole.unwrap_or_else(|_| manifest.to_owned());
    let name = digest::of(whole.as_os_str().as_encoded_bytes());
    let name = name.get(..16).unwrap_or_default();
    std::env::temp_dir().join(format!("tinsmith-{name}.lock"))
}

/// Whether a file still has its name: who had the guard before may have removed it.
#[cfg(unix)]
fn is_current(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let id = |found: std::fs::Metadata| (found.dev(), found.ino());
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(file), Ok(named)) => id(file) == id(named),
        _ => false,
    }
}

/// Files stay where they are known by their names alone.
#[cfg(not(unix))]
fn is_current(_: &File, _: &Path) -> bool {
    true
}

/// Somebody else's file will do, and cannot be opened for more than reading.
fn open(path: &Path) -> io::Result<File> {
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match OpenOptions::new().write(true).create_new(true).open(path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => File::open(path),
                opened => opened,
            }
        }
        opened => opened,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, mpsc};
    use std::thread;
    use std::time::Duration;

    use super::Guard;

    #[test]
    fn a_second_run_waits_says_so_and_gives_up() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("tinsmith.toml");
        std::fs::write(&manifest, "").unwrap();
        let mut waited = false;
        let first = Guard::take(&manifest, Duration::ZERO, || waited = true).unwrap();
        assert!(!waited);

        // By another name, the manifest is the same.
        let again = folder.path().join(".").join("tinsmith.toml");
        let second = Guard::take(&again, Duration::from_millis(60), || waited = true);
        assert!(waited);
        let text = second.unwrap_err().to_string();
        assert!(text.contains("another run of tinsmith has been at work on"), "{text}");

        let (send, wait) = mpsc::channel();
        let second = thread::spawn(move || {
            Guard::take(&manifest, Duration::from_secs(60), || send.send(()).unwrap()).map(|_| ())
        });
        wait.recv().unwrap();
        drop(first);
        second.join().unwrap().unwrap();
    }

    #[test]
    fn no_two_runs_have_it_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("tinsmith.toml");
        let busy = Mutex::new(());
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let guard = Guard::take(&manifest, Duration::from_secs(60), || ()).unwrap();
                        let work = busy.try_lock().expect("nobody else is at work");
                        thread::yield_now();
                        drop(work);
                        drop(guard);
                    }
                });
            }
        });
        assert!(!cfg!(unix) || !super::path(&manifest).exists());
    }
}
