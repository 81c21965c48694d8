//! How long rustc takes for a client, as a multiple of what it takes for the calibration crate.
//!
//! Only the rustc that compiles the client counts, as cargo runs it for a dependency in debug, or
//! that for each of its crates, if it has several: not what the client depends on, and nothing incremental. Both crates are compiled in turn,
//! several times, and the least time of each counts, as whatever else the machine does can only
//! add to it. rustc uses one thread: the time that it takes on one processor is what counts, not
//! how many processors there are.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Output as Finished};
use std::time::{Duration, Instant};

use super::calibration;
use super::project::{self, Artifact, Project};
use crate::error::Error;

/// How often both are compiled: so often, the least times of two runs differ by a tenth at most.
pub(super) const ROUNDS: u32 = 5;
/// Large clients have less noise and take minutes: no further round begins after this time, but
/// for the second.
const ENOUGH: Duration = Duration::from_secs(60);

/// The ratio, to two decimals: what is beyond them is noise. Both are compiled `rounds` times at most.
///
/// # Errors
///
/// The client does not compile, or rustc cannot be run.
pub(super) fn ratio(
    project: &Project,
    rounds: u32,
    note: &mut dyn FnMut(&str),
) -> Result<f64, Error> {
    let name = &project.name;
    note(&format!("{name}: compiling it with what it depends on, to measure its time of rustc"));
    let artifacts = project.build()?;
    let out = project.target.join("tinsmith/rustc");
    std::fs::create_dir_all(&out).map_err(|error| Error::io("write", &out, error))?;
    let source = out.join("calibration.rs");
    std::fs::write(&source, calibration::text())
        .map_err(|error| Error::io("write", &source, error))?;

    let client = client(project, &artifacts, &out)?;
    let calibration = vec![rustc(project, &source, "calibration", &out)];
    let mut both = [client, calibration];
    let (start, mut least) = (Instant::now(), [Duration::MAX; 2]);
    for round in 1..=rounds {
        if round > 2 && start.elapsed() > ENOUGH {
            break;
        }
        note(&format!("{name}: measuring its time of rustc, round {round} of {rounds}"));
        for (commands, least) in both.iter_mut().zip(&mut least) {
            let mut time = Duration::ZERO;
            for command in commands {
                let (one, finished) = timed(command)?;
                if !finished.status.success() {
                    return Err(project.does_not_compile(&finished));
                }
                time += one;
            }
            *least = time.min(*least);
        }
    }
    let [client, calibration] = least.map(|time| time.as_secs_f64());
    Ok((client / calibration * 100.0).round() / 100.0)
}

/// rustc on one crate, as cargo calls it for a dependency in debug, but for the number of threads.
fn rustc(project: &Project, source: &Path, name: &str, out: &Path) -> Command {
    let mut command = project.command("RUSTC", "rustc");
    command.args(["--crate-name", name, "--crate-type", "lib", "--edition", "2024"]);
    command.args(["--emit", "metadata,link", "--cap-lints", "allow", "-C", "debuginfo=2"]);
    command.args(["-C", "embed-bitcode=no", "-C", "codegen-units=1"]);
    command.arg(source).arg("--out-dir").arg(out);
    command
}

/// rustc on the client, with what cargo compiled for it: on each of its crates, if it has several.
fn client(project: &Project, artifacts: &[Artifact], out: &Path) -> Result<Vec<Command>, Error> {
    let libraries = || artifacts.iter().filter(|artifact| artifact.target.kind == ["lib"]);
    let files = artifacts.iter().flat_map(|artifact| &artifact.filenames);
    let folders: BTreeSet<&Path> = files.filter_map(|file| file.parent()).collect();
    let mut commands = Vec::new();
    // A bundled runtime lies in the client's folder, and is none of it.
    for artifact in libraries().filter(|it| it.target.name != RUNTIME && project.has(it)) {
        let mut command = rustc(project, &artifact.target.src_path, &artifact.target.name, out);
        // It stands in requests; which one it is makes no difference here.
        command.env("CARGO_PKG_VERSION", "0.1.0");
        for feature in &artifact.features {
            command.args(["--cfg", &format!("feature={feature:?}")]);
        }
        for (called, name) in artifact.externs()? {
            let found = libraries().filter(|library| library.target.name == name);
            let mut files = found.flat_map(|library| &library.filenames);
            let library = files.find(|file| file.extension().is_some_and(|it| it == "rlib"));
            if let Some(library) = library {
                command.arg("--extern").arg(joined(&format!("{called}="), library));
            }
        }
        for folder in &folders {
            command.arg("-L").arg(joined("dependency=", folder));
        }
        commands.push(command);
    }
    Ok(commands)
}

/// The crate that all clients share.
const RUNTIME: &str = "tinsmith_runtime";

/// A path is no text, so neither is what it is part of.
fn joined(before: &str, path: &Path) -> OsString {
    let mut whole = OsString::from(before);
    whole.push(path);
    whole
}

/// Runs a command, and says how long it took: processor time where that can be told, since others
/// that run on the machine do not count then, else the time on the clock.
fn timed(command: &mut Command) -> Result<(Duration, Finished), Error> {
    let (before, start) = (processor_time(), Instant::now());
    let finished = project::output(command)?;
    let elapsed = start.elapsed();
    let processor = before.and_then(|before| processor_time()?.checked_sub(before));
    Ok((processor.filter(|time| !time.is_zero()).unwrap_or(elapsed), finished))
}

/// The time that processors gave to processes that this one started and that have ended. Only Linux
/// tells, in `/proc`: the standard library has no call for it.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name of the program, which may hold anything: the children's own time and the
    // system's for them, in hundredths of a second (see proc(5)).
    let (_, fields) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let hundredths = |field: usize| fields.get(field)?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (hundredths(13)? + hundredths(14)?)))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// A package with a feature and this text, of which a part is in a package below it.
    fn project(text: &str, part: &str) -> (Project, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let part_of = "[features]\ndefault = [\"c\"]\nc = []\n[workspace]\n[dependencies]\nother = { package = \"part\", path = \"part\" }\n";
        for (below, name, rest, text) in [("", "a-b", part_of, text), ("part", "part", "", part)] {
            let folder = folder.path().join(below);
            std::fs::create_dir_all(folder.join("src")).unwrap();
            let manifest = format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n{rest}");
            std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
            std::fs::write(folder.join("src/lib.rs"), text).unwrap();
        }
        (Project::of_test(folder.path()), folder)
    }

    /// What a limit relies on: the same text is the same cost, in whichever crate of the client it
    /// is, and less text costs less. The calibration crate is 1, so twice its text is 2.
    #[test]
    fn the_unit_is_the_calibration_crate() {
        let mut notes = Vec::new();
        let mut note = |text: &str| notes.push(text.to_owned());
        let unit = calibration::text();
        let names = "#[cfg(not(feature = \"c\"))]\ncompile_error!();\npub use other::Part0;";
        let (twice, _folder) = project(&format!("{names}\npub mod same {{ {unit} }}"), &unit);
        let twice = ratio(&twice, 2, &mut note).unwrap();
        assert!((1.4..3.0).contains(&twice), "{twice}");
        let (small, _folder) = project("", "pub struct A;");
        let small = ratio(&small, 2, &mut note).unwrap();
        assert!(small > 0.0 && small < 0.3, "{small}");
        assert_eq!(notes[1], "a-b: measuring its time of rustc, round 1 of 2");
    }

    #[test]
    fn what_does_not_compile_is_shown_as_rustc_shows_it() {
        let (project, folder) = project("pub struct A(B);", "");
        let error = ratio(&project, 1, &mut |_| {}).unwrap_err().to_string();
        let start = format!(
            "crate `a-b` does not compile, so that its time of rustc is unknown; it is in `{}`\n\
             error[E0425]: cannot find type `B` in this scope\n",
            folder.path().display()
        );
        assert!(error.starts_with(&start) && error.contains("--> "), "{error}");
    }

    #[test]
    fn the_time_of_processes_that_ended_is_seen() {
        let Some(before) = processor_time() else {
            // Not Linux: the clock counts, which needs no test.
            return;
        };
        let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        command.arg("-vV");
        for _ in 0..1000 {
            assert!(command.output().unwrap().status.success());
            if processor_time().unwrap() > before {
                return;
            }
        }
        panic!("no time passes");
    }
}
