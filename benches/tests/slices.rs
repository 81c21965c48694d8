//! A slice of an operation gives the crate that the whole model gives for it, and slicing again
//! changes nothing: for every operation of EC2 in a build with optimisation, else for the largest and
//! a spread of the others. Whole models are not part of the repository: the test runs when
//! `TINSMITH_MODELS` names a folder with `ec2/2026-11.json` in it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Write, stderr};
use std::path::Path;

use tinsmith::{Docs, Loaded, Options, OutputFile, Source};
use tinsmith_tests::skip::skipped;

/// How many operations are enough without optimisation.
const SPREAD: usize = 30;

fn options(operation: &str) -> Options {
    Options { operations: vec![operation.to_owned()], ..Options::default() }
}

fn load(name: &str, text: String) -> Loaded {
    Loaded::from_sources(vec![Source::new(name, text)]).unwrap()
}

fn slice(model: &Loaded, operation: &str, docs: Docs) -> String {
    model.slice(&options(operation), docs).unwrap()
}

/// Everything that is generated for an operation.
fn generate(model: &Loaded, operation: &str) -> Vec<OutputFile> {
    let generated = model.generate(&options(operation)).unwrap();
    // The runtime is the same for all.
    let files = generated.files.into_iter().filter(|file| !file.path.starts_with("runtime/"));
    files.chain(generated.modules).collect()
}

/// Lines of the modules that an operation and its types have for themselves.
fn own_lines(files: &[OutputFile]) -> usize {
    let own = ["src/operation/", "src/types/_", "src/types/error/", "src/waiters/"];
    let files = files.iter().filter(|file| own.iter().any(|own| file.path.starts_with(own)));
    files.map(|file| file.text.lines().count()).sum()
}

/// The operation with the largest slice, and others by a hash of their names, which says nothing of
/// what they are.
fn spread(whole: &Loaded, operations: &[String]) -> Vec<String> {
    let size = |name: &String| slice(whole, name, Docs::Drop).len();
    let sizes: HashMap<&String, usize> = operations.iter().map(|name| (name, size(name))).collect();
    let hash = |name: &String| {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        hasher.finish()
    };
    let mut chosen: Vec<String> = operations.to_vec();
    chosen.sort_by_key(hash);
    let largest = operations.iter().max_by_key(|name| sizes.get(name).copied());
    chosen.truncate(SPREAD);
    chosen.extend(largest.cloned());
    chosen
}

#[test]
fn the_slice_of_an_operation_gives_what_the_whole_model_gives() {
    let test = "the_slice_of_an_operation_gives_what_the_whole_model_gives";
    let Some(folder) = std::env::var_os("TINSMITH_MODELS") else {
        return skipped(test, "set TINSMITH_MODELS to a folder of whole models");
    };
    let path = Path::new(&folder).join("ec2/2026-11.json");
    let whole = Loaded::from_files([path]).unwrap();
    let all = whole.operations(None).unwrap();
    assert_eq!(all.len(), 830);
    let chosen = if cfg!(debug_assertions) { spread(&whole, &all) } else { all };
    let listed = whole.list(&Options { operations: chosen.clone(), ..Options::default() }).unwrap();
    for operation in &chosen {
        let kept = slice(&whole, operation, Docs::Keep);
        let part = load(operation, kept.clone());
        assert_eq!(part.operations(None).unwrap(), [operation.as_str()]);
        let (from_part, from_whole) = (generate(&part, operation), generate(&whole, operation));
        for (left, right) in from_part.iter().zip(&from_whole) {
            assert!(left == right, "{operation}: {} and {} differ", left.path, right.path);
        }
        assert_eq!(from_part.len(), from_whole.len(), "{operation}");
        // What `list` says of it without generating it alone.
        let row = listed.iter().find(|row| row.name == *operation).unwrap();
        assert_eq!(row.lines, Some(own_lines(&from_whole)), "{operation}");
        let ast = smithy_json_ast::read(&kept).unwrap();
        assert_eq!(row.shapes + 1, ast.shapes.len(), "{operation} and the service");
        // Slicing again changes nothing, whatever became of documentation meanwhile.
        for docs in [Docs::Keep, Docs::FirstSentence, Docs::Drop] {
            let once = slice(&whole, operation, docs);
            assert!(slice(&part, operation, docs) == once, "{operation}: {docs:?} after slicing");
            let again = load(operation, once.clone());
            assert!(slice(&again, operation, docs) == once, "{operation}: {docs:?} twice");
            assert!(slice(&again, operation, Docs::Keep) == once, "{operation}: {docs:?} kept");
        }
    }
    // Past the harness, which keeps to itself what passing tests print.
    let _ = writeln!(stderr(), "count: {} slices give what the whole model gives", chosen.len());
}
