//! P6: how many crates a program with one call has in its tree, and how long it takes to build from nothing.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Instant;

use crate::Result;
use crate::cargo::{cargo, succeed};
use crate::client;
use crate::promises::Id;
use crate::table::{Promised, Row, Unit};

use super::{OFFICIAL, Run, program};

/// The client of this repository's operations, over the official runtime. The promise is of the blocking driver.
pub(crate) fn one_call(run: &Run<'_>) -> Result<Vec<Row>> {
    let client = client::generate(run.place, "six", &run.place.trimmed_models(), &[])?;
    let manifest = program::manifest(&client.dependency(OFFICIAL, ""));
    let source = program::source(&["deprovision_byoip_cidr"]);
    let package =
        client::package(run.place, "one-call", &manifest, &[("src/main.rs".to_owned(), source)])?;

    let mut tree = cargo(run.place, &package, "tree")?;
    tree.args(["--quiet", "--prefix=none", "--format={p}", "--edges=normal,build"]);
    let output = tree.stdout(Stdio::piped()).output()?;
    let text = String::from_utf8(output.stdout)?;
    // Repeated crates have a star.
    let crates: BTreeSet<&str> = text.lines().map(|line| line.trim_end_matches(" (*)")).collect();

    eprintln!("    a cold build");
    let target = run.place.work.join("cold");
    if target.exists() {
        std::fs::remove_dir_all(&target)?;
    }
    let mut build = cargo(run.place, &package, "build")?;
    let start = Instant::now();
    succeed(build.arg("--quiet").env("CARGO_TARGET_DIR", &target))?;
    let seconds = start.elapsed().as_secs_f64();
    std::fs::remove_dir_all(target)?;

    let row = |what, unit, ours, promised| {
        run.against_official(Id::P6, what, unit, ours, None).promised(Promised::NotYet(promised))
    };
    Ok(vec![
        row(
            "crates in the tree, async",
            Unit::Count,
            crates.len() as f64,
            "at most 80 with a blocking driver, which does not exist",
        ),
        row(
            "a cold build, debug, async, by the clock",
            Unit::Seconds,
            seconds,
            "at most 25 s with a blocking driver, which does not exist",
        ),
    ])
}
