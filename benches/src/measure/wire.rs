//! P4 and P5: how fast a client decodes and encodes, and what it allocates, against readers and a writer that build fast. The programs
//! that do it are in `benches/programs/wire`.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::Result;
use crate::cargo::{cargo, succeed};
use crate::client;
use crate::measure::median;
use crate::promises::Id;
use crate::table::{Promised, Row, Unit};

use super::{Run, program};

/// What the cases call, besides the operations of this repository.
const OPERATIONS: [&str; 6] = [
    "DescribeByoipCidrs",
    "ProvisionByoipCidr",
    "DescribeInstances",
    "DescribeInstanceTypes",
    "RunInstances",
    "CreateTags",
];

/// What is promised of a case against a peer.
struct Promise {
    kind: &'static str,
    case: &'static str,
    peer: &'static str,
    times: f64,
}

const PROMISES: [Promise; 3] = [
    Promise { kind: "decode", case: "DescribeInstances", peer: "quick-xml", times: 1.0 },
    Promise { kind: "decode", case: "DescribeInstances", peer: super::OFFICIAL, times: 4.0 },
    // Of all requests.
    Promise { kind: "encode", case: "", peer: "aws-smithy-query", times: 3.0 },
];

pub(crate) fn decoding(run: &Run<'_>) -> Result<Vec<Row>> {
    rows(run, Id::P4, "decode")
}

pub(crate) fn encoding(run: &Run<'_>) -> Result<Vec<Row>> {
    rows(run, Id::P5, "encode")
}

/// Seconds that each way of one case takes, round by round.
#[derive(Deserialize)]
struct Speed {
    kind: String,
    case: String,
    bytes: f64,
    names: Vec<String>,
    seconds: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
struct Allocations {
    kind: String,
    case: String,
    name: String,
    allocations: f64,
    grown: f64,
    bytes: f64,
}

fn rows(run: &Run<'_>, promise: Id, kind: &str) -> Result<Vec<Row>> {
    build(run)?;
    let official = if kind == "decode" { official(run)? } else { Vec::new() };
    let mut rows = Vec::new();
    let mut allocations: BTreeMap<String, Vec<Allocations>> = BTreeMap::new();
    for found in output_of::<Allocations>(run, "wire-allocations", kind)? {
        allocations.entry(found.case.clone()).or_default().push(found);
    }
    for speed in output_of::<Speed>(run, "wire-speed", kind)? {
        let official = official.iter().find(|official| official.case == speed.case);
        rows.extend(speeds(run, promise, &speed, official));
        rows.extend(counts(promise, allocations.get(&speed.case).map_or(&[], Vec::as_slice)));
    }
    Ok(rows)
}

impl Speed {
    fn rate(&self, seconds: f64) -> f64 {
        self.bytes / seconds / 1e6
    }

    /// Megabytes a second of the first way.
    fn first(&self) -> f64 {
        self.rate(median(self.seconds.first().cloned().unwrap_or_default()))
    }
}

fn speeds(run: &Run<'_>, promise: Id, speed: &Speed, official: Option<&Speed>) -> Vec<Row> {
    let rate = |seconds: f64| speed.rate(seconds);
    let Some((ours, peers)) = speed.seconds.split_first() else { return Vec::new() };
    let figure = speed.first();
    let row = || Row::new(promise, &speed.case, Unit::MegabytesPerSecond, figure);
    let promised = |row: Row| {
        let peer = row.peer.as_ref().map_or("", |peer| &peer.name);
        let found = PROMISES.iter().find(|promise| {
            promise.kind == speed.kind
                && (promise.case.is_empty() || promise.case == speed.case)
                && peer.starts_with(promise.peer)
        });
        let times = found.map_or(Promised::Nothing, |promise| Promised::Times(promise.times));
        row.promised(times)
    };
    let mut rows = Vec::new();
    for (name, peer) in speed.names.iter().skip(1).zip(peers) {
        let ratios = ours.iter().zip(peer).map(|(ours, peer)| peer / ours).collect();
        rows.push(promised(
            row().against(name, rate(median(peer.clone()))).by_turns(median(ratios)),
        ));
    }
    let official = run.against_official(
        promise,
        &speed.case,
        Unit::MegabytesPerSecond,
        figure,
        official.map(Speed::first),
    );
    if official.peer.is_some() {
        rows.push(promised(official));
    }
    let best = ours.iter().copied().fold(f64::INFINITY, f64::min);
    rows.push(Row::new(
        promise,
        format!("… {}, best round", speed.case),
        Unit::MegabytesPerSecond,
        rate(best),
    ));
    rows
}

/// What our way of a case allocates; against a peer only if that makes the same, and does not just look at a response.
fn counts(promise: Id, all: &[Allocations]) -> Vec<Row> {
    let Some((ours, peers)) = all.split_first() else { return Vec::new() };
    let row = |what, unit, figure: fn(&Allocations) -> f64| {
        let row = Row::new(promise, format!("… {}: {what}", ours.case), unit, figure(ours));
        match peers.first().filter(|_| ours.kind == "encode") {
            Some(peer) => row.against(&peer.name, figure(peer)),
            None => row,
        }
    };
    vec![
        row("allocations", Unit::Count, |found| found.allocations),
        row("times that one grew", Unit::Count, |found| found.grown),
        row("allocated", Unit::Megabytes, |found| found.bytes / 1e6),
    ]
}

/// Generates the client, and builds the programs. The second time there is nothing to do.
fn build(run: &Run<'_>) -> Result<()> {
    eprintln!("    a client and the programs on it, release");
    let (models, operations, features) = match run.whole_model("decoding recorded responses") {
        Some(whole) => (vec![whole], OPERATIONS.as_slice(), "default = [\"whole\"]\n"),
        None => (run.place.trimmed_models(), [].as_slice(), ""),
    };
    let client = client::generate(run.place, "wire", &models, operations)?;
    let source = |file: &str| run.place.repository.join("benches/programs/wire").join(file);
    let manifest = format!(
        "[features]\n{features}whole = []\n[lib]\nname = \"wire\"\npath = {:?}\n\
         [[bin]]\nname = \"wire-speed\"\npath = {:?}\n[[bin]]\nname = \"wire-allocations\"\npath = {:?}\n\
         [dependencies]\naws-smithy-query = \"0.64\"\naws-smithy-types = \"1\"\naws-smithy-xml = \"0.64\"\n{}quick-xml = \"0.42\"\n\
         serde_json = \"1\"\nstats_alloc = \"0.1\"\ntinsmith-runtime = {{ path = {:?}, default-features = false }}\n\
         [target.'cfg(unix)'.dependencies]\nnix = {{ version = \"0.32\", default-features = false, features = [\"time\"] }}\n\
         [profile.release]\ndebug = \"line-tables-only\"\n",
        source("lib.rs"),
        source("speed.rs"),
        source("allocations.rs"),
        client.dependency("client", ", default-features = false"),
        run.place.repository.join("runtime"),
    );
    let package = client::package(run.place, "wire", &manifest, &[])?;
    succeed(cargo(run.place, &package, "build")?.args(["--quiet", "--release"]))
}

/// The official crate's speeds, if it is to be built and there are responses. Requests it encodes only to send them.
fn official(run: &Run<'_>) -> Result<Vec<Speed>> {
    match (program::on_official(run)?, &run.place.responses) {
        (Some(package), Some(_)) => {
            eprintln!("    the official crate, release");
            let mut build = cargo(run.place, &package, "build")?;
            succeed(build.args(["--quiet", "--release", "--bin", program::REPLAY]))?;
            output_of(run, program::REPLAY, "decode")
        }
        _ => Ok(Vec::new()),
    }
}

/// Runs one of the programs, and reads what it prints.
fn output_of<T: DeserializeOwned>(run: &Run<'_>, name: &str, kind: &str) -> Result<Vec<T>> {
    eprintln!("    {name}");
    let program = run.place.target.join("release").join(name);
    let mut command = Command::new(program.with_extension(std::env::consts::EXE_EXTENSION));
    command.arg(kind).args(&run.place.responses).stderr(Stdio::inherit());
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("{name}: {}", output.status).into());
    }
    let text = String::from_utf8(output.stdout)?;
    Ok(text.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?)
}
