//! How long generation takes, from model text to formatted files in memory. With `TINSMITH_MODELS`
//! set to a folder of whole models, also from the whole of EC2.

#![expect(clippy::expect_used, reason = "a benchmark that cannot run says so and stops")]

use std::path::{Path, PathBuf};

use tinsmith::{Loaded, Manifest, Options};

fn main() {
    if whole_model().is_none() {
        eprintln!(
            "skipped: benchmarks on whole models, as TINSMITH_MODELS names no folder of them"
        );
    }
    divan::main();
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn options() -> Options {
    let manifest = Manifest::read(&repository().join("tinsmith.toml")).expect("a manifest");
    manifest.crates.first().expect("one crate").options.clone()
}

fn trimmed_models() -> [PathBuf; 2] {
    ["models/ec2.json", "models/ec2.docs.json"].map(|path| repository().join(path))
}

fn whole_model() -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os("TINSMITH_MODELS")?).join("ec2/2026-11.json");
    path.exists().then_some(path)
}

/// The six operations of this repository, from the trimmed model: at most 60 ms.
#[divan::bench]
fn six_operations_from_trimmed_model(bencher: divan::Bencher<'_, '_>) {
    let options = options();
    bencher.bench(|| {
        Loaded::from_files(trimmed_models())
            .and_then(|model| model.generate(&options))
            .expect("a crate")
    });
}

/// The same from the whole model: at most 200 ms.
#[divan::bench]
fn six_operations_from_whole_model(bencher: divan::Bencher<'_, '_>) {
    let Some(path) = whole_model() else { return };
    let options = options();
    bencher.bench(|| {
        Loaded::from_files([&path]).and_then(|model| model.generate(&options)).expect("a crate")
    });
}

/// Reading the whole model alone.
#[divan::bench]
fn read_whole_model(bencher: divan::Bencher<'_, '_>) {
    let Some(path) = whole_model() else { return };
    bencher.bench(|| Loaded::from_files([&path]).expect("a model"));
}
