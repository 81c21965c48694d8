//! Witnesses of major changes are compiled: each against the crate before, where it compiles, and against the crate after, where it
//! does not. A change that is not major has none.

use std::collections::BTreeSet;
use std::path::Path;

use tinsmith::diff::{self, RustVerdict};
use tinsmith::{Generated, Loaded, Options, Runtime, Source};
use tinsmith_tests::cargo;
use walkdir::WalkDir;

fn write(folder: &Path, generated: &Generated) {
    for file in &generated.files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
}

/// A package with one witness, which calls the crate in `client` by that name.
fn write_witness(folder: &Path, name: &str, client: &str, witness: &str) {
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         client = {{ package = \"{client}\", path = \"../{client}\" }}\n"
    );
    let folder = folder.join(name);
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let text = format!("#![allow(deprecated)]\n\n{witness}\n");
    std::fs::write(folder.join("src/lib.rs"), text).unwrap();
}

fn write_workspace(folder: &Path, members: &[String]) {
    let text = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    std::fs::write(folder.join("Cargo.toml"), text).unwrap();
}

#[test]
fn witnesses_compile_before_and_not_after() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path();
    let (mut clients, mut before, mut after) = (Vec::new(), Vec::new(), Vec::new());
    let fixtures = cargo::root().join("fixtures/diff");
    for case in WalkDir::new(&fixtures).min_depth(1).max_depth(1).sort_by_file_name() {
        let case = case.unwrap();
        let name = case.file_name().to_str().unwrap().to_owned();
        let load = |side: &str| {
            let text = std::fs::read_to_string(case.path().join(format!("{side}.json"))).unwrap();
            Loaded::from_sources(vec![Source::new(side, text)]).unwrap()
        };
        let (old, new) = (load("old"), load("new"));
        let options = Options::default();
        let comparison = diff::compare(&old, &new, &options, &options).unwrap();
        let mut witnesses = Vec::new();
        for finding in &comparison.findings {
            let is_major = finding.rust == RustVerdict::Major;
            assert_eq!(finding.witness.is_some(), is_major, "{name}: {}", finding.id);
            witnesses.extend(finding.witness.as_ref());
        }
        if witnesses.is_empty() {
            continue;
        }
        for (side, loaded) in [("old", &old), ("new", &new)] {
            let package = format!("{name}-{side}");
            // The first has the runtime for all.
            let runtime = match clients.is_empty() {
                true => Runtime::Bundled,
                false => Runtime::Path(format!("../{}/runtime", clients.first().unwrap())),
            };
            let options = Options { package: Some(package.clone()), runtime, ..Options::default() };
            write(&folder.join(&package), &loaded.generate(&options).unwrap());
            clients.push(package);
        }
        for (at, witness) in witnesses.into_iter().enumerate() {
            for (side, all) in [("old", &mut before), ("new", &mut after)] {
                let package = format!("witness-{at}-of-{name}-{side}");
                write_witness(folder, &package, &format!("{name}-{side}"), witness);
                all.push(package);
            }
        }
    }
    assert!(before.len() > 20, "{} witnesses", before.len());
    let all: Vec<String> = clients.iter().chain(&before).chain(&after).cloned().collect();
    write_workspace(folder, &all);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let packages = |names: &[String]| -> Vec<String> {
        names.iter().flat_map(|name| ["--package".to_owned(), name.clone()]).collect()
    };
    let check = |names: &[String]| {
        let mut arguments = vec!["check".to_owned(), "--keep-going".to_owned()];
        arguments.extend(packages(names));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        cargo::run(folder, target, &arguments).unwrap()
    };
    let output = check(&[clients.clone(), before].concat());
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "before:\n{text}");
    let output = check(&after);
    let text = String::from_utf8_lossy(&output.stderr);
    let failed: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("error: could not compile `")?.split('`').next())
        .collect();
    let compiled: Vec<&String> =
        after.iter().filter(|name| !failed.contains(name.as_str())).collect();
    assert_eq!(compiled, Vec::<&String>::new(), "after:\n{text}");
}
