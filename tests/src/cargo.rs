//! Runs cargo on generated crates as a user would, but for the versions of dependencies: those are the ones of this repository, so that
//! nothing has to be fetched.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of the package of tests.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs cargo in `folder`, without the network. `target` is where the caller's package builds, `CARGO_TARGET_TMPDIR`: what is
/// compiled stays there, and all tests that compile share it, so that only the first run is slow.
///
/// # Errors
///
/// Cargo cannot be started, or the lock file cannot be copied. That cargo fails is in its output.
pub fn run(folder: &Path, target: &Path, arguments: &[&str]) -> io::Result<Output> {
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        std::fs::copy(root().join("../Cargo.lock"), lock)?;
    }
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    let mut command = Command::new(cargo);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || ["RUSTFLAGS", "RUSTDOCFLAGS"].contains(&&*name) {
            command.env_remove(name);
        }
    }
    command
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_NET_OFFLINE", "true")
        // Nobody debugs these programs, and information for that takes a third of the time.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TARGET_DIR", target.join("compile"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
}
