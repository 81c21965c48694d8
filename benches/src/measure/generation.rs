//! P3: how long the generator takes, stage by stage, against `serde_json` reading the same model and doing nothing with it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tinsmith::{Loaded, Options, Runtime};

use crate::Result;
use crate::measure::median;
use crate::promises::Id;
use crate::rustc::own_seconds;
use crate::table::{Promised, Row, Unit};

use super::Run;

/// What a stage is called, and its milliseconds.
type Stages = Vec<(String, f64)>;

/// Models, operations, and how they are measured.
struct Case {
    what: &'static str,
    models: Vec<PathBuf>,
    operations: Vec<String>,
    /// The most milliseconds, if that was promised.
    promised: Option<f64>,
    times: usize,
}

pub(crate) fn generation(run: &Run<'_>) -> Result<Vec<Row>> {
    let trimmed = run.place.trimmed_models();
    let operations = Loaded::from_files(&trimmed)?.operations(None)?;
    let case = |what, models, operations, promised, times| Case {
        what,
        models,
        operations,
        promised,
        times,
    };
    let mut cases = vec![case("six operations", trimmed, Vec::new(), Some(60.0), 21)];
    if let Some(whole) = run.whole_model("generating all of EC2") {
        let whole = vec![whole];
        cases.push(case("six operations of the whole model", whole.clone(), operations, None, 9));
        let times = if run.arguments.short { 3 } else { 7 };
        cases.push(case("all of EC2", whole, Vec::new(), Some(1500.0), times));
    }
    let mut rows = Vec::new();
    for case in &cases {
        eprintln!("    {}, {} times", case.what, case.times);
        rows.extend(measure(run, case)?);
    }
    Ok(rows)
}

/// What one run took, in milliseconds: by the clock, and on all processors.
#[derive(Clone, Copy)]
struct Cost {
    clock: f64,
    processor: f64,
}

impl Cost {
    fn of<T>(work: impl FnOnce() -> Result<T>) -> Result<(Self, T)> {
        let (start, busy) = (Instant::now(), own_seconds()?);
        let value = work()?;
        Ok((Self { clock: milliseconds(start), processor: (own_seconds()? - busy) * 1e3 }, value))
    }
}

/// How a row of both is made: what of a run it takes, and what it adds to the name.
type Aspect = (fn(&Cost) -> f64, &'static str);

fn measure(run: &Run<'_>, case: &Case) -> Result<Vec<Row>> {
    let mut costs: Vec<(Cost, Cost)> = Vec::new();
    let mut stages: Vec<(String, Vec<f64>)> = Vec::new();
    // A folder for each run, which all go in the end: for a while after files were removed, ext4 takes seconds to make others.
    let folders = run.place.work.join("generated");
    for time in 0..case.times {
        let folder = folders.join(time.to_string());
        let (ours, timings) = Cost::of(|| generate(case, &folder))?;
        for (at, (stage, time)) in timings.into_iter().enumerate() {
            if stages.len() == at {
                stages.push((stage, Vec::new()));
            }
            stages.get_mut(at).into_iter().for_each(|(_, times)| times.push(time));
        }
        let (peer, ()) = Cost::of(|| serde_json(&case.models))?;
        costs.push((ours, peer));
    }
    std::fs::remove_dir_all(folders)?;
    let row = |(figure, name): Aspect| {
        let ours = median(costs.iter().map(|(ours, _)| figure(ours)).collect());
        let peers = median(costs.iter().map(|(_, peer)| figure(peer)).collect());
        let ratios = costs.iter().map(|(ours, peer)| figure(peer) / figure(ours));
        Row::new(Id::P3, format!("{}, model to files{name}", case.what), Unit::Milliseconds, ours)
            .against("serde_json, reading alone", peers)
            .by_turns(median(ratios.collect()))
    };
    let clock = row((|cost| cost.clock, ""))
        .promised(case.promised.map_or(Promised::Nothing, Promised::AtMost));
    let processor = row((|cost| cost.processor, ", processors"));
    let parts = stages.into_iter().map(|(stage, times)| {
        Row::new(Id::P3, format!("… {}: {stage}", case.what), Unit::Milliseconds, median(times))
    });
    Ok([clock, processor].into_iter().chain(parts).collect())
}

/// Generates a crate into a folder, and says what each stage took.
fn generate(case: &Case, folder: &Path) -> Result<Stages> {
    let start = Instant::now();
    let loaded = Loaded::from_files(&case.models)?;
    let read = milliseconds(start);
    let options = Options {
        operations: case.operations.clone(),
        runtime: Runtime::Path("runtime".to_owned()),
        ..Options::default()
    };
    let generated = loaded.generate(&options)?;
    let start = Instant::now();
    generated.write(folder)?;
    let written = milliseconds(start);
    let timings = generated.timings;
    let of = |time: Duration| time.as_secs_f64() * 1e3;
    let stages = [
        ("reading", read),
        ("defining the crate", of(timings.define)),
        ("printing and formatting code", of(timings.emit)),
        ("pages", of(timings.pages)),
        ("manifests, roots, digest", of(timings.package)),
        ("writing files", written),
    ];
    Ok(stages.map(|(stage, time)| (stage.to_owned(), time)).to_vec())
}

fn serde_json(models: &[PathBuf]) -> Result<()> {
    for model in models {
        let value: serde_json::Value = serde_json::from_slice(&std::fs::read(model)?)?;
        std::hint::black_box(&value);
    }
    Ok(())
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}
