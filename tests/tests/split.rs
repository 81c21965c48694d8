//! A client in several crates: what each holds, and that its text is that of the client in one. That these crates compile,
//! `compile` shows; that they behave as the official one, the tests on all of EC2.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tinsmith::{Generated, Loaded, Options, Runtime, Source, Split};
use walkdir::WalkDir;

/// Modules that say what is in a crate, and so differ.
const INDEXES: [&str; 5] = ["builder.rs", "lib.rs", "operation.rs", "types.rs", "waiters.rs"];

fn generate(loaded: &Loaded, split: Split) -> Generated {
    let options = Options { package: Some("client".to_owned()), split, ..Options::default() };
    loaded.generate(&options).unwrap()
}

/// The folder of the crate that a source file is in, with the file's path in `src`, and its text.
fn sources(generated: &Generated) -> Vec<(&str, &str, &str)> {
    let files = generated.files.iter().filter(|file| !file.path.starts_with("runtime/"));
    let found = files.filter_map(|file| {
        let (folder, path) = file.path.split_once("src/")?;
        Some((folder, path, file.text.as_str()))
    });
    found.collect()
}

fn fixtures() -> Vec<(PathBuf, Loaded)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/valid");
    let cases = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
    let mut fixtures = Vec::new();
    for case in cases {
        let case = case.unwrap().into_path();
        // A manifest says what else there is to know, which has nothing to do with crates.
        if case.join("tinsmith.toml").exists() {
            continue;
        }
        let files = WalkDir::new(&case).min_depth(1).sort_by_file_name().into_iter();
        let files: Vec<_> = files.map(|file| file.unwrap().into_path()).collect();
        let loaded = Loaded::from_files(files).unwrap();
        fixtures.push((case, loaded));
    }
    fixtures
}

#[test]
fn every_module_is_in_one_crate_and_reads_as_in_the_client_in_one() {
    let mut crates = BTreeSet::new();
    for (case, loaded) in fixtures() {
        let whole = generate(&loaded, Split::Never);
        let whole: BTreeMap<&str, &str> =
            sources(&whole).into_iter().map(|(_, path, text)| (path, text)).collect();
        let split = generate(&loaded, Split::Above(25));
        let mut seen = BTreeSet::new();
        for (folder, path, text) in sources(&split) {
            crates.insert(folder.to_owned());
            let wanted = whole.get(path);
            assert!(wanted.is_some(), "{}: {folder}{path} is new", case.display());
            if !INDEXES.contains(&path) {
                assert!(seen.insert(path), "{}: {path} is in two crates", case.display());
                assert_eq!(wanted.copied(), Some(text), "{}: {folder}{path}", case.display());
            }
        }
        let wanted: BTreeSet<&str> =
            whole.keys().copied().filter(|path| !INDEXES.contains(path)).collect();
        // What says how calls start is the same; only the client's own file names them.
        assert_eq!(seen, wanted, "{}", case.display());
    }
    // Or nothing was tested.
    for one in ["", "crates/types-1/", "crates/types-2/", "crates/operations-2/"] {
        assert!(crates.contains(one), "no fixture has a crate {one:?}: {crates:?}");
    }
}

/// Structures that hold each other by tens, and a loop.
fn model(operations: usize) -> Loaded {
    let mut shapes = vec![
        "\"a#S\": {\"type\": \"service\", \"version\": \"1\", \"operations\": [%], \"traits\": {\"aws.protocols#ec2Query\": {}, \
         \"aws.auth#sigv4\": {\"name\": \"s\"}}}"
            .replace(
                '%',
                &(0..operations)
                    .map(|at| format!("{{\"target\": \"a#Do{at}\"}}"))
                    .collect::<Vec<_>>()
                    .join(","),
            ),
    ];
    for at in 0..operations {
        shapes.push(format!(
            "\"a#Do{at}\": {{\"type\": \"operation\", \"input\": {{\"target\": \"a#In{at}\"}}}}"
        ));
        shapes.push(format!(
            "\"a#In{at}\": {{\"type\": \"structure\", \"members\": {{\"Value\": {{\"target\": \"a#T39\"}}}}}}"
        ));
    }
    for at in 0..40 {
        // Each tenth closes a loop with the nine before it.
        let held = if at % 10 == 0 { Some(at + 9) } else { None };
        let held = held.into_iter().chain((at % 10 != 0 || at > 0).then(|| at - 1));
        let members: Vec<String> = held
            .map(|held| format!("\"M{held}\": {{\"target\": \"a#T{held}\"}}"))
            .chain([format!("\"Text{at}\": {{\"target\": \"smithy.api#String\"}}")])
            .collect();
        shapes.push(format!(
            "\"a#T{at}\": {{\"type\": \"structure\", \"members\": {{{}}}}}",
            members.join(",")
        ));
    }
    let text = format!("{{\"smithy\": \"2.0\", \"shapes\": {{{}}}}}", shapes.join(","));
    Loaded::from_sources(vec![Source::new("model.json", text)]).unwrap()
}

/// In which crate each type and operation is.
fn places(generated: &Generated) -> BTreeMap<String, String> {
    let files = sources(generated).into_iter().filter(|(_, path, _)| path.contains('/'));
    files.map(|(folder, path, _)| (path.to_owned(), folder.to_owned())).collect()
}

#[test]
fn types_stand_above_those_that_they_hold_and_a_loop_stays_in_one_crate() {
    let generated = generate(&model(1), Split::Above(250));
    let places = places(&generated);
    let of = |at: usize| places[&format!("types/_t{at}.rs")].clone();
    let crates: Vec<String> = (0..4).map(|tenth| of(tenth * 10)).collect();
    for at in 0..40 {
        assert_eq!(of(at), crates[at / 10], "T{at}");
    }
    assert!(crates.is_sorted(), "{crates:?}");
    assert_ne!(crates.first(), crates.last());
}

#[test]
fn a_new_operation_moves_no_other() {
    let before = places(&generate(&model(30), Split::Above(500)));
    let after = places(&generate(&model(31), Split::Above(500)));
    let crates: BTreeSet<&String> = before.values().collect();
    assert!(crates.contains(&"crates/operations-3/".to_owned()), "{crates:?}");
    for (path, folder) in &before {
        assert_eq!(Some(folder), after.get(path), "{path}");
    }
    assert_eq!(before.len() + 1, after.len());
}

#[test]
fn the_modules_of_several_crates_are_not_for_a_build_script() {
    let generated = generate(&model(1), Split::Above(1));
    assert!(generated.modules.is_empty());
    let folder = tempfile::tempdir().unwrap();
    let error = generated.write_modules(folder.path()).unwrap_err().to_string();
    assert!(error.contains("`split = \"never\"`"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_manifest_remembers_when_the_client_is_split() {
    let folder = tempfile::tempdir().unwrap();
    let loaded = model(1);
    for split in [Split::Auto, Split::Never, Split::Above(40)] {
        let folder = folder.path().join(split.to_string());
        let generated = generate(&loaded, split);
        generated.write(&folder).unwrap();
        let options = Options::of_crate(&folder).unwrap();
        assert_eq!(options.split, split);
        assert_eq!(loaded.generate(&options).unwrap().check(&folder).unwrap(), []);
    }
    let faults = ["", "often", "-1", "1.5"].map(|text| text.parse::<Split>().unwrap_err());
    assert!(faults[1].contains("`often`"), "{faults:?}");
}

#[test]
fn packages_of_a_client_have_names_that_registries_take() {
    let options =
        Options { package: Some("a".repeat(60)), split: Split::Above(1), ..Options::default() };
    let error = model(1).generate(&options).unwrap_err().to_string();
    assert!(error.contains("longer than 64 characters"), "{error}");
    let options = Options { split: Split::Never, ..options };
    model(1).generate(&options).unwrap();
}

#[test]
fn crates_find_the_runtime_wherever_it_is() {
    let runtimes = [
        (Runtime::Bundled, "runtime", "../../runtime"),
        (Runtime::Path("../runtime".to_owned()), "../runtime", "../../../runtime"),
        (Runtime::Path("/runtime".to_owned()), "/runtime", "/runtime"),
    ];
    for (runtime, of_client, of_types) in runtimes {
        let options = Options { split: Split::Above(1), runtime, ..Options::default() };
        let generated = model(1).generate(&options).unwrap();
        for (path, wanted) in [("Cargo.toml", of_client), ("crates/types-1/Cargo.toml", of_types)] {
            let manifest = generated.files.iter().find(|file| file.path == path).unwrap();
            let manifest: toml::Table = manifest.text.parse().unwrap();
            let found = &manifest["dependencies"]["tinsmith-runtime"]["path"];
            assert_eq!(found.as_str(), Some(wanted), "{path}");
        }
    }
}
