//! The same input gives the same bytes, whatever order its files hold things in, and a slice gives
//! what the whole model gives.
//!
//! Whole models are not part of the repository: tests that need one run when `TINSMITH_MODELS`
//! names a folder with `ec2/2026-11.json` in it, and say so when they do not.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

use std::io::Write;
use std::path::{Path, PathBuf};

use smithy_json_ast::{Ast, Map, ShapeKind};
use tinsmith::{CrateEntry, Docs, Loaded, Manifest, Options, OutputFile, Source};
use tinsmith_tests::skip::skipped;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What `tinsmith.toml` says about the client of EC2.
fn entry() -> CrateEntry {
    let manifest = Manifest::read(&root().join("tinsmith.toml")).unwrap();
    manifest.entry("tinsmith-ec2").unwrap().clone()
}

fn sources() -> Vec<Source> {
    let read = |path: &PathBuf| {
        let name = path.display().to_string();
        Source::new(name, std::fs::read_to_string(root().join(path)).unwrap())
    };
    entry().models.iter().map(read).collect()
}

/// Everything that is generated: the crate, its modules for a build script, its pages.
fn generate(sources: Vec<Source>) -> Vec<OutputFile> {
    let generated = Loaded::from_sources(sources).unwrap().generate(&entry().options).unwrap();
    [generated.files, generated.modules, generated.pages].concat()
}

fn whole_model(test: &str) -> Option<Source> {
    let Some(folder) = std::env::var_os("TINSMITH_MODELS") else {
        skipped(test, "set TINSMITH_MODELS to a folder of whole models");
        return None;
    };
    let path = Path::new(&folder).join("ec2/2026-11.json");
    let text = std::fs::read_to_string(&path);
    Some(Source::new("2026-11.json", text.unwrap_or_else(|e| panic!("{}: {e}", path.display()))))
}

/// Asserts file by file, as the whole is too much to read.
fn assert_same(left: &[OutputFile], right: &[OutputFile], what: &str) {
    let paths = |files: &[OutputFile]| files.iter().map(|f| f.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(left), paths(right), "{what}");
    for (left, right) in left.iter().zip(right) {
        assert_eq!(left.text, right.text, "{} of {what}", left.path);
    }
}

/// The same model with its shapes, the traits of each, and the operations of services in another
/// order. Members stay, as their order means something.
fn shuffled(text: &str, seed: u64) -> String {
    let mut random = fastrand::Rng::with_seed(seed);
    let ast = smithy_json_ast::read(text).unwrap();
    let mut shapes: Vec<_> = ast.shapes.into_iter().collect();
    random.shuffle(&mut shapes);
    for (_, shape) in &mut shapes {
        let mut traits: Vec<_> = std::mem::take(&mut shape.traits).into_iter().collect();
        random.shuffle(&mut traits);
        shape.traits = traits.into_iter().collect();
        if let ShapeKind::Service(service) = &mut shape.kind {
            random.shuffle(&mut service.operations);
        }
    }
    let shapes: Map<_, _> = shapes.into_iter().collect();
    smithy_json_ast::write(&Ast { shapes, ..ast })
}

/// A jar as Smithy's build makes it.
fn jar(models: &[(&str, &str)]) -> Vec<u8> {
    let mut jar = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let manifest: String = models.iter().map(|(name, _)| format!("{name}\n")).collect();
    let entries = models.iter().copied().chain([("manifest", manifest.as_str())]);
    for (name, text) in entries {
        let options = zip::write::SimpleFileOptions::default();
        jar.start_file(format!("META-INF/smithy/{name}"), options).unwrap();
        jar.write_all(text.as_bytes()).unwrap();
    }
    jar.finish().unwrap().into_inner()
}

#[test]
fn the_same_from_every_container() {
    let folder = tempfile::tempdir().unwrap();
    let [model, docs] = <[Source; 2]>::try_from(sources()).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(model.text.as_bytes()).unwrap();
    let files = [
        ("model.json.gz", gzip.finish().unwrap()),
        ("docs.json", docs.text.as_bytes().to_vec()),
        ("both.jar", jar(&[("ec2.json", &model.text), ("docs.json", &docs.text)])),
    ];
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let expected = generate(sources());
    for names in [["model.json.gz", "docs.json"].as_slice(), &["both.jar"]] {
        let loaded = Loaded::from_files(names.iter().map(|name| folder.path().join(name))).unwrap();
        let generated = loaded.generate(&entry().options).unwrap();
        let all = [generated.files, generated.modules, generated.pages].concat();
        assert_same(&all, &expected, &names.join(", "));
    }
}

#[test]
fn the_same_twice() {
    assert_same(&generate(sources()), &generate(sources()), "two runs");
}

#[test]
fn the_order_of_shapes_and_traits_means_nothing() {
    let expected = generate(sources());
    for seed in 0..5 {
        let shuffle = |source: Source| {
            let text = shuffled(&source.text, seed);
            assert_ne!(text, *source.text, "seed {seed} changes nothing");
            Source::new(source.name, text)
        };
        let sources = sources().into_iter().map(shuffle).collect();
        assert_same(&generate(sources), &expected, &format!("seed {seed}"));
    }
}

#[test]
fn the_order_of_files_means_nothing_unless_they_say_different_things() {
    let sources = sources();
    assert_eq!(sources.len(), 2, "a model and its documentation");
    let turned = sources.iter().rev().cloned().collect();
    assert_same(&generate(turned), &generate(sources), "documentation before the model");
}

#[test]
fn the_order_of_chosen_operations_means_nothing() {
    let loaded = Loaded::from_sources(sources()).unwrap();
    let options = entry().options;
    let mut turned = options.clone();
    turned.operations.reverse();
    turned.operations.extend(options.operations.first().cloned());
    assert_ne!(turned.operations, options.operations);
    let files = |options: &Options| loaded.generate(options).unwrap().files;
    assert_same(&files(&turned), &files(&options), "operations in reverse, and one twice");
}

#[test]
fn a_slice_of_a_slice_is_the_slice() {
    let path = root().join("models/ec2.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let loaded = Loaded::from_files([path]).unwrap();
    for docs in [Docs::Drop, Docs::FirstSentence, Docs::Keep] {
        assert_eq!(loaded.slice(&entry().options, docs).unwrap(), text, "{docs:?}");
    }
}

#[test]
fn one_operation_is_the_same_from_a_smaller_slice() {
    let options = Options { operations: vec!["DescribeByoipCidrs".to_owned()], ..entry().options };
    let loaded = Loaded::from_sources(sources()).unwrap();
    let slice = Source::new("slice.json", loaded.slice(&options, Docs::Keep).unwrap());
    let from_slice = Loaded::from_sources(vec![slice]).unwrap().generate(&options).unwrap();
    assert_same(&from_slice.files, &loaded.generate(&options).unwrap().files, "the slice");
}

#[test]
fn the_trimmed_model_is_a_slice_of_the_whole() {
    let Some(whole) = whole_model("the_trimmed_model_is_a_slice_of_the_whole") else { return };
    let slice = Loaded::from_sources(vec![whole]).unwrap().slice(&entry().options, Docs::Drop);
    let kept = std::fs::read_to_string(root().join("models/ec2.json")).unwrap();
    assert_eq!(slice.unwrap(), kept);
}

#[test]
fn the_whole_model_gives_what_its_slice_gives() {
    let Some(whole) = whole_model("the_whole_model_gives_what_its_slice_gives") else { return };
    let options = entry().options;
    let turned = Source::new("turned.json", shuffled(&whole.text, 7));
    let loaded = Loaded::from_sources(vec![whole]).unwrap();
    let slice = |docs| loaded.slice(&options, docs).unwrap();
    let kept = Source::new("slice.json", slice(Docs::Keep));
    let expected = loaded.generate(&options).unwrap().files;
    for source in [kept, turned] {
        let name = source.name.clone();
        let from = Loaded::from_sources(vec![source]).unwrap();
        assert_same(&from.generate(&options).unwrap().files, &expected, &name);
        for docs in [Docs::Keep, Docs::FirstSentence, Docs::Drop] {
            assert!(from.slice(&options, docs).unwrap() == slice(docs), "{docs:?} of {name}");
        }
    }
}
