//! P1 and P2: what rustc takes for a client, against the official crate, and against a crate that has its structures alone.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::cargo::{Build, Profile, packages};
use crate::client;
use crate::place::Place;
use crate::promises::Id;
use crate::rustc::Rustc;
use crate::table::{Promised, Row, Unit};
use crate::{calibration, measure};

use super::{OFFICIAL, Run, program};

const CALIBRATION: &str = "structures and enums alone";

/// P1: the client of this repository's operations, five times in turns with a calibration crate of about a second.
pub(crate) fn six_operations(run: &Run<'_>) -> Result<Vec<Row>> {
    let models = run.place.trimmed_models();
    let client = client::generate(run.place, "six", &models, &[])?;
    let floor = calibration_crate(run.place, "measured-structures", &models, 40)?;
    let ours = run.build(client.folder.clone(), vec![client.folder]);
    let floor = run.build(floor.clone(), vec![floor]);
    let [ours, floor] = in_turns([&ours, &floor], Profile::Debug, 5)?;
    let official = |what, unit, figure| run.against_official(Id::P1, what, unit, figure, None);
    let mut rows = vec![
        official("rustc, debug", Unit::Seconds, ours.seconds()).promised(Promised::AtMost(1.0)),
        official("rustc, debug, memory", Unit::Megabytes, ours.memory())
            .promised(Promised::AtMost(200.0)),
        against_floor(Id::P1, "rustc, debug", &ours, &floor),
    ];
    rows.extend(parts(Id::P1, "debug", &ours));
    Ok(rows)
}

/// P2: the client of all of EC2, built as a dependency of the programs of P2u, so that it is built once for both.
pub(crate) fn all_of_ec2(run: &Run<'_>) -> Result<Vec<Row>> {
    let Some(model) = run.whole_model("the client of all of EC2") else { return Ok(Vec::new()) };
    let (package, client) = program::on_ours(run, &model)?;
    let floor = calibration_crate(run.place, "measured-whole-structures", &[model], 1)?;
    let ours = run.build(package, vec![client]);
    let floor = run.build(floor.clone(), vec![floor]);
    let mut rows = Vec::new();
    for (profile, times) in [(Profile::Debug, 10.0), (Profile::Release, 15.0)] {
        let name = profile.name();
        let [ours, floor] = in_turns([&ours, &floor], profile, run.arguments.repeat.max(1))?;
        let official = official_crate(run, profile)?;
        let [seconds, memory] =
            [official.as_ref().map(Sample::seconds), official.as_ref().map(Sample::memory)];
        let memory_times = if ours.crates().len() > 1 { 8.0 } else { 4.0 };
        let (what, what_memory) = (format!("rustc, {name}"), format!("rustc, {name}, memory"));
        rows.extend([
            run.against_official(Id::P2, &what, Unit::Seconds, ours.seconds(), seconds)
                .promised(Promised::Times(times)),
            run.against_official(Id::P2, &what_memory, Unit::Megabytes, ours.memory(), memory)
                .promised(Promised::Times(memory_times)),
            against_floor(Id::P2, &what, &ours, &floor),
            Row::new(Id::P2, &what_memory, Unit::Megabytes, ours.memory())
                .against(CALIBRATION, floor.memory()),
        ]);
        rows.extend(parts(Id::P2, name, &ours));
    }
    Ok(rows)
}

/// The official crate, if that was asked for.
fn official_crate(run: &Run<'_>, profile: Profile) -> Result<Option<Sample>> {
    let Some(package) = program::on_official(run)? else { return Ok(None) };
    let build = run.build(package.clone(), vec![source_of(run.place, &package, OFFICIAL)?]);
    let [sample] = in_turns([&build], profile, 1)?;
    Ok(Some(sample))
}

/// The folder of a package's dependency.
fn source_of(place: &Place, package: &Path, name: &str) -> Result<PathBuf> {
    let found = packages(place, package)?.into_iter().find(|package| package.name == name);
    let folder = found.and_then(|package| package.manifest_path.parent().map(Path::to_owned));
    Ok(folder.ok_or_else(|| format!("cargo knows no {name}"))?)
}

fn calibration_crate(
    place: &Place,
    name: &str,
    models: &[PathBuf],
    copies: usize,
) -> Result<PathBuf> {
    let text = std::fs::read_to_string(models.first().ok_or("no model")?)?;
    let source = calibration::source(&smithy_json_ast::read(text)?, copies);
    client::package(place, name, "", &[("src/lib.rs".to_owned(), source)])
}

/// What the crates of a package took, in several runs.
pub(crate) struct Sample {
    pub(crate) runs: Vec<Vec<Rustc>>,
}

impl Sample {
    fn each_seconds(&self) -> Vec<f64> {
        self.runs.iter().map(|crates| crates.iter().map(|rustc| rustc.seconds).sum()).collect()
    }

    /// Of all crates together.
    pub(crate) fn seconds(&self) -> f64 {
        measure::median(self.each_seconds())
    }

    /// Of the crate that takes most.
    pub(crate) fn memory(&self) -> f64 {
        self.runs.iter().flatten().map(|rustc| rustc.memory).fold(0.0, f64::max)
    }

    /// One of the runs.
    pub(crate) fn crates(&self) -> &[Rustc] {
        self.runs.first().map_or(&[], Vec::as_slice)
    }
}

/// Builds each so many times, in turns, and all that they depend on before.
pub(crate) fn in_turns<const N: usize>(
    builds: [&Build<'_>; N],
    profile: Profile,
    times: usize,
) -> Result<[Sample; N]> {
    for build in builds {
        build.dependencies(profile)?;
    }
    let mut samples = builds.map(|_| Sample { runs: Vec::new() });
    for time in 1..=times {
        eprintln!("    {}, {time} of {times}", profile.name());
        for (build, sample) in builds.iter().zip(&mut samples) {
            sample.runs.push(build.anew(profile)?);
        }
    }
    for (build, sample) in builds.iter().zip(&samples) {
        if build.passes {
            sample.crates().iter().for_each(print_passes);
        }
    }
    Ok(samples)
}

fn against_floor(promise: Id, what: &str, ours: &Sample, floor: &Sample) -> Row {
    let ratios = ours.each_seconds().into_iter().zip(floor.each_seconds());
    Row::new(promise, what, Unit::Seconds, ours.seconds())
        .against(CALIBRATION, floor.seconds())
        .by_turns(measure::median(ratios.map(|(ours, floor)| floor / ours).collect()))
}

/// Rows for the crates of a client that has several.
fn parts(promise: Id, profile: &str, sample: &Sample) -> Vec<Row> {
    let crates = sample.crates();
    if crates.len() < 2 {
        return Vec::new();
    }
    let row = |rustc: &Rustc, what: &str, unit, figure| {
        Row::new(promise, format!("… {}, {profile}{what}", rustc.name), unit, figure)
    };
    let rows = crates.iter().flat_map(|rustc| {
        [
            row(rustc, "", Unit::Seconds, rustc.seconds),
            row(rustc, ", memory", Unit::Megabytes, rustc.memory),
        ]
    });
    rows.collect()
}

/// The passes that take a fiftieth of the time or more.
fn print_passes(rustc: &Rustc) {
    eprintln!("    passes of {}, {:.1} s:", rustc.name, rustc.seconds);
    for (pass, seconds) in
        rustc.passes.iter().filter(|(_, seconds)| *seconds > rustc.seconds / 50.0)
    {
        eprintln!("    {seconds:8.2} s  {pass}");
    }
}
