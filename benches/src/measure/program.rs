//! P2u: what rustc and the linker take for a program that calls 0, 1, 5 or 20 operations of all of EC2, and what operations add.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::cargo::Profile;
use crate::client;
use crate::promises::Id;
use crate::table::{Promised, Row, Unit};

use super::{OFFICIAL, OFFICIAL_VERSION, Run};

/// What the programs call; each the first so many of these.
const OPERATIONS: [&str; 20] = [
    "describe_instances",
    "run_instances",
    "describe_images",
    "describe_volumes",
    "describe_instance_types",
    "describe_subnets",
    "describe_security_groups",
    "describe_vpcs",
    "create_tags",
    "terminate_instances",
    "start_instances",
    "stop_instances",
    "describe_regions",
    "describe_availability_zones",
    "describe_key_pairs",
    "describe_addresses",
    "allocate_address",
    "deprovision_byoip_cidr",
    "create_volume",
    "attach_volume",
];

const COUNTS: [usize; 4] = [0, 1, 5, 20];

/// The program that decodes recorded responses with the official crate. It is among these so that they share one build of that.
pub(crate) const REPLAY: &str = "replay-official";

/// A program that sends so many requests and prints what comes back.
pub(crate) fn source(operations: &[&str]) -> String {
    let mut text = String::from(
        "use aws_sdk_ec2::Client;\nuse aws_sdk_ec2::config::BehaviorVersion;\n\n\
         #[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {\n    \
         let config = aws_config::load_defaults(BehaviorVersion::latest()).await;\n    \
         let client = Client::new(&config);\n    println!(\"{client:?}\");\n",
    );
    for operation in operations {
        let _ = writeln!(text, "    println!(\"{{:?}}\", client.{operation}().send().await?);");
    }
    text.push_str("    Ok(())\n}\n");
    text
}

/// What such programs depend on, and how they are built.
pub(crate) fn manifest(client: &str) -> String {
    format!(
        "[dependencies]\naws-config = \"1\"\n{client}tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n\
         [profile.release]\nstrip = true\n"
    )
}

/// What the programs of one client took: for each count of operations, seconds and megabytes.
type Figures = Vec<(f64, f64)>;

pub(crate) fn programs(run: &Run<'_>) -> Result<Vec<Row>> {
    let Some(model) = run.whole_model("programs on the client of all of EC2") else {
        return Ok(Vec::new());
    };
    let (ours, _) = on_ours(run, &model)?;
    let official = on_official(run)?;
    let mut rows = Vec::new();
    for profile in Profile::ALL {
        let ours = build(run, &ours, profile)?;
        let theirs = match &official {
            Some(package) => build(run, package, profile)?,
            None => Vec::new(),
        };
        rows.extend(compare(run, profile, &ours, &theirs));
    }
    Ok(rows)
}

/// The programs on the client of all of EC2, and the folder of that.
pub(crate) fn on_ours(run: &Run<'_>, model: &Path) -> Result<(PathBuf, PathBuf)> {
    let client = client::generate(run.place, "whole", &[model.to_owned()], &[])?;
    let package = package(run, "calls", &client.dependency(OFFICIAL, ""), Vec::new())?;
    Ok((package, client.folder))
}

/// The programs on the official crate, and [`REPLAY`], if that is to be built.
pub(crate) fn on_official(run: &Run<'_>) -> Result<Option<PathBuf>> {
    if !run.arguments.official() {
        return Ok(None);
    }
    let dependencies = format!(
        "{OFFICIAL} = \"={OFFICIAL_VERSION}\"\n\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\"] }}\naws-smithy-types = \"1\"\n"
    );
    let replay = include_str!("../../programs/replay.rs").to_owned();
    let more = vec![(format!("src/bin/{REPLAY}.rs"), replay)];
    package(run, "calls-official", &dependencies, more).map(Some)
}

fn package(
    run: &Run<'_>,
    name: &str,
    dependencies: &str,
    mut files: Vec<(String, String)>,
) -> Result<PathBuf> {
    files.extend(COUNTS.map(|count| {
        let operations = OPERATIONS.get(..count).unwrap_or_default();
        (format!("src/bin/{name}-{count}.rs"), source(operations))
    }));
    client::package(run.place, name, &manifest(dependencies), &files)
}

fn build(run: &Run<'_>, package: &Path, profile: Profile) -> Result<Figures> {
    let build = run.build(package.to_owned(), vec![package.to_owned()]);
    build.dependencies(profile)?;
    eprintln!("    {}, {}", package.display(), profile.name());
    let crates = build.anew(profile)?;
    let name = package.file_name().unwrap_or_default().to_string_lossy();
    let figures = COUNTS.map(|count| {
        let name = format!("{name}-{count}");
        let found = crates.iter().find(|rustc| rustc.name == name.replace('-', "_"));
        let seconds = found.ok_or("rustc was not called for a program")?.seconds;
        let program = run.place.target.join(profile.name()).join(name);
        let program = program.with_extension(std::env::consts::EXE_EXTENSION);
        Ok((seconds, std::fs::metadata(program)?.len() as f64 / 1e6))
    });
    figures.into_iter().collect()
}

fn compare(run: &Run<'_>, profile: Profile, ours: &Figures, theirs: &Figures) -> Vec<Row> {
    let name = profile.name();
    let mut rows = Vec::new();
    let base = ours.first().map_or(0.0, |(seconds, _)| *seconds);
    for (at, (&count, &(seconds, size))) in COUNTS.iter().zip(ours).enumerate() {
        let official = theirs.get(at).copied();
        let what = format!("operations: {count}, {name}");
        let row = |what: &str, unit, ours, theirs| {
            run.against_official(Id::P2u, what, unit, ours, theirs)
        };
        let whole = row(&what, Unit::Seconds, seconds, official.map(|(seconds, _)| seconds));
        rows.push(match (profile, count) {
            (Profile::Release, 1..) => whole.promised(Promised::Times(1.0)),
            _ => whole,
        });
        if count > 0 {
            let added = Row::new(
                Id::P2u,
                format!("{what}, more than with none"),
                Unit::Seconds,
                seconds - base,
            );
            rows.push(match (profile, count) {
                (Profile::Debug, 5) => added.promised(Promised::AtMost(1.5)),
                _ => added,
            });
        }
        let what = format!("{what}, size of the program");
        rows.push(row(&what, Unit::Megabytes, size, official.map(|(_, size)| size)));
    }
    rows
}
