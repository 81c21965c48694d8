//! Measuring one rustc: cargo calls this program in its place, and it calls rustc and looks at what that took.
//!
//! Only rustc's own time and memory count, and those of the linker that it starts, whatever else cargo does beside it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

use serde::{Deserialize, Serialize};

use crate::Result;

/// The variable with the folders whose packages are measured, as in `PATH`. That it is there makes this program a wrapper.
pub(crate) const MEASURED: &str = "TINSMITH_BENCHES_MEASURED";
/// The variable with the file to which figures are added. Without it, the packages are left out of the build, which then builds what
/// they depend on.
pub(crate) const LOG: &str = "TINSMITH_BENCHES_LOG";
/// The variable that asks for the passes of rustc.
pub(crate) const PASSES: &str = "TINSMITH_BENCHES_PASSES";

/// What one rustc took.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Rustc {
    /// The folder of the package.
    pub(crate) package: PathBuf,
    /// The name of the crate.
    pub(crate) name: String,
    /// User and system time.
    pub(crate) seconds: f64,
    /// The most memory of rustc, or of the linker, in 10^6 bytes.
    pub(crate) memory: f64,
    /// Passes of rustc and their seconds, in their order, if they were asked for; one may be part of another.
    pub(crate) passes: Vec<(String, f64)>,
}

/// If cargo called this program as its wrapper, what that is to get.
pub(crate) fn as_wrapper() -> Option<ExitCode> {
    let folders = std::env::var_os(MEASURED)?;
    let mut arguments = std::env::args_os().skip(1);
    let mut command = Command::new(arguments.next()?);
    command.args(arguments);
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let measured = |package: &PathBuf| {
        std::env::split_paths(&folders).any(|folder| package.starts_with(folder))
            && crate_name(&command).is_some_and(|name| name != "build_script_build")
    };
    let status = match package.filter(measured) {
        None => command.status().map_err(Into::into),
        Some(package) => match std::env::var_os(LOG) {
            None => return Some(ExitCode::FAILURE),
            Some(log) => measure(command, package, Path::new(&log)),
        },
    };
    Some(match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: measuring rustc: {error}");
            ExitCode::FAILURE
        }
    })
}

fn crate_name(command: &Command) -> Option<String> {
    let mut arguments = command.get_args().skip_while(|argument| *argument != "--crate-name");
    arguments.nth(1).map(|name| name.to_string_lossy().into_owned())
}

fn measure(mut command: Command, package: PathBuf, log: &Path) -> Result<ExitStatus> {
    let name = crate_name(&command).unwrap_or_default();
    // As for dependencies from a registry.
    if !command.get_args().any(|argument| argument == "--cap-lints") {
        command.arg("--cap-lints=allow");
    }
    let (status, passes) = if std::env::var_os(PASSES).is_some() {
        with_passes(&mut command)?
    } else {
        (command.status()?, Vec::new())
    };
    let (seconds, memory) = of_children()?;
    let line = serde_json::to_string(&Rustc { package, name, seconds, memory, passes })?;
    let mut log = std::fs::OpenOptions::new().create(true).append(true).open(log)?;
    writeln!(log, "{line}")?;
    Ok(status)
}

#[derive(Deserialize)]
struct Pass {
    pass: String,
    time: f64,
}

/// Runs rustc, and takes the times of its passes out of what it says.
fn with_passes(command: &mut Command) -> Result<(ExitStatus, Vec<(String, f64)>)> {
    let output = command
        .args(["-Ztime-passes", "-Ztime-passes-format=json"])
        // On stable, the flags are there for those who ask.
        .env("RUSTC_BOOTSTRAP", "1")
        .stderr(Stdio::piped())
        .spawn()?
        .wait_with_output()?;
    let mut passes = Vec::new();
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        match line.strip_prefix("time: ").map(serde_json::from_str::<Pass>) {
            Some(Ok(pass)) => passes.push((pass.pass, pass.time)),
            _ => eprintln!("{line}"),
        }
    }
    Ok((output.status, passes))
}

/// User and system time of all processes that this one waited for, and the most memory that one of them had.
#[cfg(unix)]
fn of_children() -> Result<(f64, f64)> {
    usage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)
}

/// User and system time of this process.
#[cfg(unix)]
pub(crate) fn own_seconds() -> Result<f64> {
    usage(nix::sys::resource::UsageWho::RUSAGE_SELF).map(|(seconds, _)| seconds)
}

#[cfg(unix)]
fn usage(of: nix::sys::resource::UsageWho) -> Result<(f64, f64)> {
    use nix::sys::time::TimeValLike;

    let usage = nix::sys::resource::getrusage(of)?;
    let time = usage.user_time() + usage.system_time();
    // Linux counts in KiB, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1.0 } else { 1024.0 };
    Ok((time.num_microseconds() as f64 / 1e6, usage.max_rss() as f64 * unit / 1e6))
}

#[cfg(not(unix))]
fn of_children() -> Result<(f64, f64)> {
    Err("the time and memory of another process can only be told on Unix".into())
}

#[cfg(not(unix))]
pub(crate) fn own_seconds() -> Result<f64> {
    Err("the time of this process on processors can only be told on Unix".into())
}
