//! What is generated compiles for users: outside of this workspace, without a warning, and
//! without any of the lints that this repository denies itself.
//!
//! This runs cargo in a temporary folder, without the network: the workspace has fetched what it
//! needs. What is compiled stays in `tmp` below the target folder, so only the first run is slow.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

mod diagram;
mod endpoints;
mod hostile_docs;
mod names;

use std::path::{Path, PathBuf};
use std::process::Command;

use tinsmith::{Generated, Loaded, Manifest, Options, Runtime, Source, Split};
pub(crate) use tinsmith_tests::cargo::root;
use tinsmith_tests::skip::skipped;
use walkdir::WalkDir;

const LINTS: [&str; 10] = [
    "-D",
    "warnings",
    "-D",
    "clippy::unwrap_used",
    "-D",
    "clippy::expect_used",
    "-D",
    "clippy::panic",
    "-D",
    "clippy::indexing_slicing",
];

/// Fixtures that are compiled in several crates as well.
const SPLIT: [&str; 9] = [
    "endpoint-parameters",
    "errors",
    "errors-in-members",
    "never-absent",
    "paginators",
    "request-compression",
    "shapes",
    "smithy-1",
    "waiters",
];

fn write(folder: &Path, generated: &Generated) {
    for file in &generated.files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
}

/// The client that this repository generates for itself, in the form that users get.
fn write_client(folder: &Path) {
    let manifest = Manifest::read(&root().join("../tinsmith.toml")).unwrap();
    let entry = manifest.entry("tinsmith-ec2").unwrap();
    write(folder, &manifest.load(entry).unwrap().generate(&entry.options).unwrap());
}

/// A workspace with the client of every valid fixture and of every model that is made here, which all
/// use the runtime in `runtime`.
fn write_fixtures(folder: &Path, runtime: &str) {
    let mut members = Vec::new();
    for case in WalkDir::new(root().join("fixtures/valid")).min_depth(1).sort_by_file_name() {
        let case = case.unwrap();
        if !case.file_type().is_dir() {
            continue;
        }
        let name = case.file_name().to_str().unwrap().to_owned();
        let (models, mut options) = models(case.path());
        options.package = Some(name.clone());
        options.runtime = Runtime::Path(runtime.to_owned());
        write(
            &folder.join(&name),
            &Loaded::from_files(&models).unwrap().generate(&options).unwrap(),
        );
        if SPLIT.contains(&name.as_str()) {
            let name = format!("split-{name}");
            options.package = Some(name.clone());
            options.split = Split::Above(40);
            write(
                &folder.join(&name),
                &Loaded::from_files(&models).unwrap().generate(&options).unwrap(),
            );
            members.push(name);
        }
        write_behaviour(&folder.join(&name), &name);
        members.push(name);
    }
    let hostile_docs = (hostile_docs::NAME.to_owned(), hostile_docs::model());
    for (name, model) in names::models().chain([hostile_docs]) {
        let options = Options {
            package: Some(name.clone()),
            runtime: Runtime::Path(runtime.to_owned()),
            ..Options::default()
        };
        let loaded = Loaded::from_sources(vec![Source::new("model.json", model)]);
        write(&folder.join(&name), &loaded.unwrap().generate(&options).unwrap());
        members.push(name);
    }
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    std::fs::write(folder.join("Cargo.toml"), workspace).unwrap();
}

/// Adds the tests of a fixture that say how its client behaves, if it has any.
fn write_behaviour(folder: &Path, name: &str) {
    let tests = root().join(format!("tests/compile/behaviour/{name}.rs"));
    if !tests.exists() {
        return;
    }
    std::fs::create_dir_all(folder.join("tests")).unwrap();
    std::fs::copy(tests, folder.join("tests/behaviour.rs")).unwrap();
    let manifest = folder.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(manifest, format!("{text}\n[dev-dependencies]\nserde_json = \"1\"\n")).unwrap();
}

fn models(folder: &Path) -> (Vec<PathBuf>, Options) {
    let manifest = folder.join("tinsmith.toml");
    if manifest.exists() {
        let entry = Manifest::read(&manifest).unwrap().crates.remove(0);
        let models = entry.models.iter().map(|model| folder.join(model)).collect();
        return (models, entry.options);
    }
    let files = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    (files.map(|file| file.unwrap().into_path()).collect(), Options::default())
}

/// Runs cargo, which has to succeed.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let output = tinsmith_tests::cargo::run(folder, target, arguments).unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {}:\n{text}", arguments.join(" "));
}

#[test]
fn generated_crates_compile_without_a_warning() {
    let scratch = tempfile::tempdir().unwrap();
    let (client, fixtures) = (scratch.path().join("client"), scratch.path().join("fixtures"));
    write_client(&client);
    write_fixtures(&fixtures, "../../client/runtime");
    lint(&client, &[]);
    cargo(&client, &["doc", "--no-deps"]);
    lint(&fixtures, &["--workspace", "--features", "serde"]);
    // Of names, rustdoc learns what it has from `prelude-*`, and it takes longer for these than for all others.
    cargo(&fixtures, &["doc", "--no-deps", "--workspace", "--exclude", "every-name-*"]);
    cargo(&fixtures, &["test", "--workspace", "--features", "serde", "--test", "behaviour"]);
    hostile_docs::check(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile/doc"));
}

/// Compiles with warnings denied; with clippy's, where there is clippy.
fn lint(folder: &Path, arguments: &[&str]) {
    let version = Command::new(env!("CARGO")).args(["clippy", "--version"]).output().unwrap();
    if version.status.success() {
        return cargo(folder, &[&["clippy"], arguments, &["--"], &LINTS].concat());
    }
    skipped("clippy on generated crates", "install clippy with `rustup component add clippy`");
    cargo(folder, &[&["check", "--config", "build.rustflags=['-Dwarnings']"], arguments].concat());
}
