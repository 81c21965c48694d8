//! Runs cargo on packages that are made to be measured, with the versions of this repository's lock file.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::Result;
use crate::place::Place;
use crate::rustc::{self, Rustc};

/// How a package is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    Debug,
    Release,
}

impl Profile {
    pub(crate) const ALL: [Self; 2] = [Self::Debug, Self::Release];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &[],
            Self::Release => &["--release"],
        }
    }
}

/// A package to build, and what is measured of that.
pub(crate) struct Build<'a> {
    pub(crate) place: &'a Place,
    /// The folder of the package.
    pub(crate) package: PathBuf,
    /// The folders of what is measured.
    pub(crate) measured: Vec<PathBuf>,
    pub(crate) passes: bool,
    pub(crate) timings: bool,
}

impl Build<'_> {
    /// Builds what the measured packages depend on.
    pub(crate) fn dependencies(&self, profile: Profile) -> Result<()> {
        eprintln!("    dependencies, {}", profile.name());
        // Packages that are measured fail, and what needs them does; the next build says if anything else did.
        let mut command = self.command("build", profile)?;
        command.args(["--keep-going", "--quiet"]).stderr(Stdio::null()).status()?;
        Ok(())
    }

    /// Builds the measured packages anew, one after the other, and gives the figures of each rustc.
    pub(crate) fn anew(&self, profile: Profile) -> Result<Vec<Rustc>> {
        for package in self.packages()? {
            let mut clean = self.command("clean", profile)?;
            succeed(clean.args(["--quiet", "--package", &package]))?;
        }
        let log = self.place.work.join("rustc.log");
        // The first measurement makes it.
        let _ = std::fs::remove_file(&log);
        let mut command = self.command("build", profile)?;
        command.args(["--quiet", "--jobs=1"]).env(rustc::LOG, &log);
        if self.passes {
            command.env(rustc::PASSES, "1");
        }
        if self.timings {
            command.arg("--timings");
        }
        succeed(&mut command)?;
        let text = std::fs::read_to_string(&log)?;
        Ok(text.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?)
    }

    /// The ids of the packages that are measured.
    fn packages(&self) -> Result<Vec<String>> {
        let measured = |package: &Package| {
            self.measured.iter().any(|folder| package.manifest_path.starts_with(folder))
        };
        let packages = packages(self.place, &self.package)?.into_iter();
        Ok(packages.filter(measured).map(|package| package.id).collect())
    }

    fn command(&self, name: &str, profile: Profile) -> Result<Command> {
        let mut command = cargo(self.place, &self.package, name)?;
        command
            .args(profile.arguments())
            .env("RUSTC_WRAPPER", std::env::current_exe()?)
            .env(rustc::MEASURED, std::env::join_paths(&self.measured)?);
        Ok(command)
    }
}

/// Cargo, about to do something with a package.
pub(crate) fn cargo(place: &Place, package: &Path, name: &str) -> Result<Command> {
    let lock = package.join("Cargo.lock");
    if !lock.exists() {
        std::fs::copy(place.repository.join("Cargo.lock"), lock)?;
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
    command
        .arg(name)
        .arg("--manifest-path")
        .arg(package.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", &place.target)
        .env("CARGO_INCREMENTAL", "0")
        .stdout(Stdio::null());
    Ok(command)
}

/// What cargo knows of a package.
#[derive(Deserialize)]
pub(crate) struct Package {
    id: String,
    pub(crate) name: String,
    pub(crate) manifest_path: PathBuf,
}

/// A package and all that it depends on.
pub(crate) fn packages(place: &Place, package: &Path) -> Result<Vec<Package>> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }

    let mut command = cargo(place, package, "metadata")?;
    let output = command.args(["--format-version=1", "--quiet"]).stdout(Stdio::piped()).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(serde_json::from_slice::<Metadata>(&output.stdout)?.packages)
}

/// Runs a command that has to succeed.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}").into()) }
}
