//! The front end for botocore's data against whole models that were made without it, and over every
//! service that botocore has.
//!
//! Neither is part of the repository. `TINSMITH_BOTOCORE` names a folder with unpacked wheels of
//! botocore in folders called by their versions, so that `1.44.5/botocore/data` is there, and
//! `TINSMITH_MODELS` one with `ec2/2026-11.json`; without them, the tests say that they do not run.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

use std::path::{Path, PathBuf};

use smithy_json_ast::{Ast, Shape, ShapeKind};
use tinsmith::{Docs, Loaded, Options, OutputFile};
use tinsmith_tests::skip::skipped;

const ENDPOINT_TESTS: &str = "smithy.rules#endpointTests";
const SERVICE: &str = "com.amazonaws.ec2#AmazonEC2";

fn folder(test: &str, variable: &str, what: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    if folder.is_none() {
        skipped(test, &format!("set {variable} to a folder {what}"));
    }
    folder
}

fn data(test: &str, version: &str) -> Option<PathBuf> {
    let folder = folder(test, "TINSMITH_BOTOCORE", "of unpacked wheels of botocore, by version")?;
    Some(folder.join(version).join("botocore/data"))
}

fn model(test: &str, name: &str) -> Option<PathBuf> {
    Some(folder(test, "TINSMITH_MODELS", "of whole models")?.join("ec2").join(name))
}

fn members(shape: &Shape) -> Vec<&String> {
    shape.members().into_iter().flat_map(|members| members.keys()).collect()
}

/// Takes the tests of endpoints out of a model, which are not in the package.
fn without_endpoint_tests(mut ast: Ast) -> (Ast, Option<smithy_json_ast::Node>) {
    let taken = ast.shapes.get_mut(SERVICE).and_then(|s| s.traits.shift_remove(ENDPOINT_TESTS));
    (ast, taken)
}

/// Shape by shape, as the whole is too much to read; the order of shapes, of traits and of keys
/// means nothing, that of members and of lists does.
#[track_caller]
fn assert_same_model(test: &str, version: &str, name: &str) {
    let (Some(data), Some(model)) = (data(test, version), model(test, name)) else { return };
    let nothing: [&Path; 0] = [];
    let ours = Loaded::from_botocore(&data.join("ec2"), None, nothing).unwrap();
    assert!(ours.warnings().diagnostics().is_empty(), "{}", ours.warnings());
    let (ours, none) = without_endpoint_tests(ours.model().to_ast());
    assert_eq!(none, None);
    let theirs = Loaded::from_files([model]).unwrap();
    let (theirs, tests) = without_endpoint_tests(theirs.model().to_ast());
    assert!(tests.is_some(), "the whole model has tests of endpoints");
    for (id, shape) in &theirs.shapes {
        let same = ours.shapes.get(id).unwrap_or_else(|| panic!("{id} is missing"));
        assert_eq!(same, shape, "{id}");
        assert_eq!(members(same), members(shape), "{id}");
    }
    let more: Vec<_> = ours.shapes.keys().filter(|id| !theirs.shapes.contains_key(*id)).collect();
    assert!(more.is_empty(), "{more:?}");
    assert_eq!(ours.metadata, theirs.metadata);
}

#[test]
fn ec2_of_november_2026() {
    assert_same_model("ec2_of_november_2026", "1.44.5", "2026-11.json");
}

#[test]
fn ec2_of_may_2026() {
    assert_same_model("ec2_of_may_2026", "1.43.11", "2026-05.json");
}

/// With the tests of endpoints given beside it, botocore's data makes the same crate, byte for byte.
#[test]
fn the_same_crate() {
    let test = "the_same_crate";
    let (Some(data), Some(model)) = (data(test, "1.44.5"), model(test, "2026-11.json")) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let whole = Loaded::from_files([&model]).unwrap();
    let (_, tests) = without_endpoint_tests(whole.model().to_ast());
    let mut apply = Shape::new(ShapeKind::Apply);
    let id = smithy_json_ast::ShapeId::parse(ENDPOINT_TESTS).unwrap();
    apply.traits.insert(id, tests.unwrap());
    let service = smithy_json_ast::ShapeId::parse(SERVICE).unwrap();
    let shapes = [(service, apply)].into_iter().collect();
    let apply = folder.path().join("tests.json");
    std::fs::write(&apply, smithy_json_ast::write(&Ast { shapes, ..Ast::default() })).unwrap();

    let ours = Loaded::from_botocore(&data, Some("ec2"), [&apply]).unwrap();
    let generate = |loaded: Loaded, service: Option<&str>| -> Vec<OutputFile> {
        let options = Options { service: service.map(str::to_owned), ..Options::default() };
        loaded.generate(&options).unwrap().files
    };
    let (ours, theirs) = (generate(ours, Some("ec2")), generate(whole, None));
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours.path, theirs.path);
        assert!(ours.text == theirs.text, "{} differs", ours.path);
    }
}

/// Every version of every service becomes a valid model, and its slice is read again.
#[test]
fn every_service() {
    let Some(data) = data("every_service", "1.44.5") else { return };
    let (mut read, mut faults) = (0, Vec::new());
    let subfolders = |path: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_dir()).collect()
    };
    let versions = subfolders(&data).into_iter().flat_map(|service| subfolders(&service));
    for version in versions {
        if !["service-2.json", "service-2.json.gz"].iter().any(|f| version.join(f).exists()) {
            continue;
        }
        read += 1;
        let nothing: [&Path; 0] = [];
        let slice = Loaded::from_botocore(&version, None, nothing)
            .and_then(|loaded| loaded.slice(&Options::default(), Docs::Keep))
            .and_then(|text| Loaded::from_sources(vec![tinsmith::Source::new("slice", text)]));
        if let Err(error) = slice {
            faults.push(format!("{}: {error}", version.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(read, 472, "services and versions of botocore 1.44.5");
}
