//! A manifest and what belongs to it, as people and scripts meet them: the lock file, and the commands
//! that look around in a manifest and edit it.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

mod edit;
mod init;
mod list;
mod lock;
mod update;
mod update_refused;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;
use tempfile::TempDir;

/// How a run of the command ended.
struct Run {
    code: ExitCode,
    out: String,
    err: String,
}

impl Run {
    /// Asserts the exit code; what was written explains a failure.
    #[track_caller]
    fn exits(self, code: u8) -> Self {
        assert_eq!(self.code, ExitCode::from(code), "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Asserts what people read of a failure.
    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "{text:?} is not in\n{}", self.err);
        self
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

fn tinsmith<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once("tinsmith".into()).chain(arguments.into_iter().map(Into::into));
    let code = tinsmith::cli::run(arguments, &mut out, &mut err);
    Run { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A folder with a copy of this repository's model of EC2 and a manifest.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new(manifest: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::copy(root().join("models/ec2.json"), project.path("ec2.json")).unwrap();
        project.write("tinsmith.toml", manifest);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    #[track_caller]
    fn read(&self, name: &str) -> String {
        let path = self.path(name);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// Replaces a text in a file, which has to be there.
    #[track_caller]
    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{from:?} is not in\n{text}");
        self.write(name, &text.replacen(from, to, 1));
    }

    /// Runs a command on the manifest.
    fn run(&self, arguments: &[&str]) -> Run {
        let manifest = self.path("tinsmith.toml").into_os_string();
        let arguments = arguments.iter().map(OsString::from);
        tinsmith(arguments.chain(["--manifest".into(), manifest]))
    }

    /// Every file with its text.
    fn files(&self) -> Vec<(PathBuf, String)> {
        self.files_if(|_| true)
    }

    /// Every such file with its text.
    fn files_if(&self, wanted: impl Fn(&Path) -> bool) -> Vec<(PathBuf, String)> {
        let files = walkdir::WalkDir::new(self.folder.path()).sort_by_file_name().into_iter();
        let files = files.map(Result::unwrap).filter(|file| file.file_type().is_file());
        files
            .filter(|file| wanted(file.path()))
            .map(|file| (file.path().into(), std::fs::read_to_string(file.path()).unwrap()))
            .collect()
    }
}
