//! Random models without libFuzzer: a number is the seed of the bytes that decide what a model has.
//!
//! ```text
//! models check SEED NUMBER           checks so many models, and prints what became of them
//! models show SEED                   prints the files of one
//! models crates SEED NUMBER FOLDER   writes a workspace of clients, each with its model, and compiles it, as users would with clippy and
//!                                    rustdoc, without a warning; that takes about two seconds for each
//! ```

use std::error::Error;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;

use tinsmith::{Loaded, Options, Runtime};
use tinsmith_fuzz::models::check::Outcome;
use tinsmith_fuzz::models::{Model, Random, Verdict, check, random_bytes};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["check", seed, number] => checked(seed.parse()?, number.parse()?),
        ["show", seed] => {
            for source in model(seed.parse()?).sources() {
                println!("{}", source.text);
            }
            Ok(())
        }
        ["crates", seed, number, folder] => {
            crates(seed.parse()?, number.parse()?, Path::new(folder))
        }
        _ => Err("models check SEED NUMBER | show SEED | crates SEED NUMBER FOLDER".into()),
    }
}

fn model(seed: u64) -> Model {
    Model::new(&mut Random::new(&random_bytes(seed)))
}

fn checked(first: u64, number: u64) -> Result<(), Box<dyn Error>> {
    let (mut generated, mut refused, mut faulty, mut open, mut failed) = (0, 0, 0, 0, Vec::new());
    for seed in first..first + number {
        let bytes = random_bytes(seed);
        let mut random = Random::new(&bytes);
        let model = Model::new(&mut random);
        match model.verdict {
            Verdict::Faulty(_) => faulty += 1,
            Verdict::Open => open += 1,
            Verdict::Supported => {}
        }
        match catch_unwind(AssertUnwindSafe(|| check::check(&model, &mut random))) {
            Ok(Outcome::Generated) => generated += 1,
            Ok(Outcome::Refused) => refused += 1,
            Err(_) => {
                eprintln!("seed {seed}");
                failed.push(seed);
            }
        }
    }
    println!(
        "{generated} generated, {refused} refused; {faulty} have a fault, and {open} may have one"
    );
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("a check failed for seeds {failed:?}").into())
    }
}

/// Only models that generate count.
fn crates(first: u64, number: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime").canonicalize()?;
    let mut members = Vec::new();
    for seed in first.. {
        let (model, package) = (model(seed), format!("model-{seed}"));
        let options = Options {
            package: Some(package.clone()),
            runtime: Runtime::Path(runtime.display().to_string()),
            ..Options::default()
        };
        let made =
            Loaded::from_sources(model.sources()).and_then(|loaded| loaded.generate(&options));
        let Ok(generated) = made else { continue };
        for file in &generated.files {
            let path = folder.join(&package).join(&file.path);
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(path, &file.text)?;
        }
        for source in model.sources() {
            fs::write(folder.join(&package).join(&source.name), &*source.text)?;
        }
        members.push(package);
        if members.len() == number {
            break;
        }
    }
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(folder.join("Cargo.toml"), workspace)?;
    // The versions that the repository has fetched.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let lints = LINTS.iter().flat_map(|lint| ["-D", lint]);
    let clippy = ["clippy", "--workspace", "--keep-going", "--features", "serde", "--"];
    cargo(folder, &clippy.into_iter().chain(lints).collect::<Vec<_>>())?;
    cargo(folder, &["doc", "--workspace", "--keep-going", "--no-deps"])
}

const LINTS: [&str; 5] = [
    "warnings",
    "clippy::unwrap_used",
    "clippy::expect_used",
    "clippy::panic",
    "clippy::indexing_slicing",
];

fn cargo(folder: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(folder);
    command.env("CARGO_NET_OFFLINE", "true").env("RUSTDOCFLAGS", "-D warnings");
    if command.status()?.success() {
        Ok(())
    } else {
        Err(format!("cargo {} failed in {}", arguments.join(" "), folder.display()).into())
    }
}
