//! A generated client as a package of its own, below the target folder, for cargo to look at. The
//! budget of a client is that of the crate that Tinsmith makes: what is measured is the same
//! whether it is written to a folder or by a build script, and nothing is written beside the
//! user's files.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output as Finished};

use serde::Deserialize;

use crate::error::Error;
use crate::generate::Loaded;
use crate::generated::Generated;
use crate::manifest::{CrateEntry, Manifest, Output};
use crate::options::{Options, Runtime};
use crate::output;

/// What cargo says of a crate that it compiled, or had compiled before.
#[derive(Deserialize)]
pub(super) struct Artifact {
    manifest_path: PathBuf,
    pub(super) target: Target,
    pub(super) features: Vec<String>,
    pub(super) filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
pub(super) struct Target {
    /// With underscores, as Rust has it.
    pub(super) name: String,
    pub(super) kind: Vec<String>,
    /// The root of the crate.
    pub(super) src_path: PathBuf,
}

impl Artifact {
    /// What its code calls the crates that it depends on, and what these call themselves.
    pub(super) fn externs(&self) -> Result<Vec<(String, String)>, Error> {
        let path = &self.manifest_path;
        let text = std::fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
        let manifest = text.parse::<toml::Table>().ok();
        let named = manifest.as_ref().and_then(|it| it.get("dependencies")?.as_table());
        let externs = named.into_iter().flatten().map(|(key, value)| {
            let package = value.get("package").and_then(toml::Value::as_str).unwrap_or(key);
            (key.replace('-', "_"), package.replace('-', "_"))
        });
        Ok(externs.collect())
    }
}

/// The package, with its versions of dependencies settled.
pub(super) struct Project {
    pub(super) name: String,
    /// Where it is.
    pub(super) folder: PathBuf,
    /// Where cargo builds, and where whatever else is written goes to.
    pub(super) target: PathBuf,
    /// Where cargo and rustc run: settings of the user's project count, such as its toolchain.
    base: PathBuf,
    /// Whether what it depends on is on this machine already.
    offline: bool,
    /// What `cargo tree` said.
    tree: String,
}

impl Project {
    /// Writes the package, unless it is there as it should be.
    ///
    /// # Errors
    ///
    /// Files cannot be written, or cargo cannot find what the package depends on.
    pub(super) fn new(
        manifest: &Manifest,
        entry: &CrateEntry,
        loaded: &Loaded,
        generated: &Generated,
    ) -> Result<Self, Error> {
        let absolute =
            |path: &Path| std::path::absolute(path).map_err(|error| Error::io("find", path, error));
        let base = absolute(&Path::new(".").join(&manifest.folder))?;
        let target = target_folder(&base);
        let folder = target.join("tinsmith/crates").join(&generated.package);
        let home = match &entry.output {
            Output::Directory(folder) => absolute(&manifest.folder.join(folder))?,
            Output::BuildScript => base.clone(),
        };
        let again = match (&entry.options.runtime, &entry.output) {
            (Runtime::Path(path), Output::Directory(_)) => {
                let runtime = home.join(path).to_string_lossy().into_owned();
                let runtime = Runtime::Path(runtime);
                Some(loaded.generate(&Options { runtime, ..entry.options.clone() })?)
            }
            _ => None,
        };
        let mut files = again.map_or_else(|| generated.files.clone(), |again| again.files);
        for file in files.iter_mut().filter(|file| file.path == "Cargo.toml") {
            // It is no part of a workspace that happens to lie around it.
            file.text.push_str("\n[workspace]\n");
        }
        output::write(&folder, &files)?;
        // Only without `..` are the folders above those in its path.
        let home = home.canonicalize().unwrap_or(home);
        let lock = home.ancestors().map(|at| at.join("Cargo.lock")).find(|lock| lock.exists());
        if let Some(lock) = lock {
            // The versions that the user has; cargo takes out what this package does not need.
            let copy = folder.join("Cargo.lock");
            std::fs::copy(&lock, &copy).map_err(|error| Error::io("write", &copy, error))?;
        }
        let name = generated.package.clone();
        let mut project = Self { name, folder, target, base, offline: true, tree: String::new() };
        let tree = ["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"];
        let mut found = project.cargo(&tree)?;
        if !found.status.success() {
            project.offline = false;
            found = project.cargo(&tree)?;
        }
        if !found.status.success() {
            let why = String::from_utf8_lossy(&found.stderr);
            return Err(Error::Usage(format!(
                "cargo cannot say what crate `{}` depends on, which its budget asks for:\n{}",
                project.name,
                why.trim_end()
            )));
        }
        project.tree = String::from_utf8_lossy(&found.stdout).into_owned();
        Ok(project)
    }

    /// How many packages it needs besides itself.
    pub(super) fn dependencies(&self) -> usize {
        // `name v1.2.3`, and then where it is or that it was listed before.
        let packages: BTreeSet<Vec<&str>> =
            self.tree.lines().map(|line| line.split(' ').take(2).collect()).collect();
        packages.len().saturating_sub(1)
    }

    /// Whether a crate is of this package, or of one that lies in its folder.
    pub(super) fn has(&self, artifact: &Artifact) -> bool {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        real(&artifact.manifest_path).starts_with(real(&self.folder))
    }

    /// Compiles it with all that it depends on, and returns what cargo says of each crate.
    ///
    /// # Errors
    ///
    /// It does not compile; the error says what rustc says.
    pub(super) fn build(&self) -> Result<Vec<Artifact>, Error> {
        let target = self.target.to_string_lossy();
        let build = ["build", "--message-format", "json-render-diagnostics", "--target-dir"];
        let built = self.cargo(&[&build[..], &[&target]].concat())?;
        if !built.status.success() {
            return Err(self.does_not_compile(&built));
        }
        let messages = String::from_utf8_lossy(&built.stdout);
        // Messages of other kinds, such as those on build scripts, have no target.
        Ok(messages.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
    }

    /// What to say when cargo or rustc refuse the package.
    pub(super) fn does_not_compile(&self, finished: &Finished) -> Error {
        let text = String::from_utf8_lossy(&finished.stderr);
        // Before the first fault, cargo says what it compiled without one.
        let first = if text.starts_with("error") { Some(0) } else { text.find("\nerror") };
        let start = first.unwrap_or_default();
        Error::Usage(format!(
            "crate `{}` does not compile, so that its time of rustc is unknown; it is in `{}`\n{}",
            self.name,
            self.folder.display(),
            text.get(start..).unwrap_or_default().trim()
        ))
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Finished, Error> {
        let mut command = self.command("CARGO", "cargo");
        command.args(arguments).arg("--manifest-path").arg(self.folder.join("Cargo.toml"));
        if self.offline {
            command.arg("--offline");
        }
        output(&mut command)
    }

    /// A tool of the user's project: what a variable names, or what is found by its name.
    pub(super) fn command(&self, variable: &str, name: &str) -> Command {
        tool(&self.base, variable, name)
    }
}

/// The target folder of the project that the manifest is part of, so that what is compiled for it
/// is not compiled again; without a project, `target` beside the manifest.
fn target_folder(base: &Path) -> PathBuf {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let mut command = tool(base, "CARGO", "cargo");
    command.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let metadata = output(&mut command).ok().filter(|finished| finished.status.success());
    let metadata = metadata.and_then(|it| serde_json::from_slice::<Metadata>(&it.stdout).ok());
    let set = std::env::var_os("CARGO_TARGET_DIR").filter(|folder| !folder.is_empty());
    let elsewhere = || base.join(set.unwrap_or_else(|| OsString::from("target")));
    metadata.map_or_else(elsewhere, |it| it.target_directory)
}

fn tool(base: &Path, variable: &str, name: &str) -> Command {
    let program = std::env::var_os(variable).filter(|program| !program.is_empty());
    let mut command = Command::new(program.unwrap_or_else(|| name.into()));
    command.current_dir(base).env("CARGO_INCREMENTAL", "0").env_remove("CARGO_BUILD_TARGET");
    // What `cargo run` says of the package that it runs would have others compiled again.
    for (name, _) in std::env::vars_os() {
        if name.as_encoded_bytes().starts_with(b"CARGO_PKG_") {
            command.env_remove(name);
        }
    }
    command
}

pub(super) fn output(command: &mut Command) -> Result<Finished, Error> {
    command.output().map_err(|error| {
        let program = command.get_program().to_string_lossy();
        Error::Usage(format!("cannot run `{program}`, which budgets need: {error}"))
    })
}

#[cfg(test)]
impl Project {
    /// The package in a folder, which builds there.
    pub(super) fn of_test(folder: &Path) -> Self {
        let path = folder.to_owned();
        let (folder, target, base) = (path.clone(), path.join("target"), path);
        let (name, tree) = ("a-b".to_owned(), String::new());
        Self { name, folder, target, base, offline: true, tree }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_of_a_package_counts_once() {
        let tree = "a-b v0.1.0 (/x/a-b)\nruntime v0.1.0 (/x/a-b/runtime)\nbytes v1.0.0\n\
                    derive v2.0.0 (proc-macro)\nbytes v1.0.0 (*)\nbytes v0.5.0\n\
                    derive v2.0.0 (proc-macro) (*)\n";
        let project = Project { tree: tree.to_owned(), ..Project::of_test(Path::new("x")) };
        assert_eq!(project.dependencies(), 4);
    }
}
