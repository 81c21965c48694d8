//! Real models read, and a write gives back what was read. `TINSMITH_MODELS` names the folder that
//! holds them; without it these tests say loudly that they did nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;

/// All JSON files below a folder that say which version of Smithy they are of.
fn models(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("TINSMITH_MODELS: {}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            models(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let text = std::fs::read_to_string(&path).unwrap();
            let json: Value = serde_json::from_str(&text).unwrap();
            if json.get("smithy").is_some() {
                found.push(path);
            }
        }
    }
}

/// Drops what may be written or left out.
fn normalise(mut json: Value) -> Value {
    let model = json.as_object_mut().unwrap();
    if model.get("metadata").is_some_and(|metadata| metadata == &Value::Object(Default::default()))
    {
        model.remove("metadata");
    }
    json
}

#[test]
fn real_models_survive_reading_and_writing() {
    let Some(folder) = std::env::var_os("TINSMITH_MODELS") else {
        // Not eprintln!, whose text the test harness keeps to itself when a test passes.
        let skipped = "\n!!! SKIPPED: set TINSMITH_MODELS to a folder of Smithy models !!!\n\n";
        std::io::stderr().write_all(skipped.as_bytes()).unwrap();
        return;
    };
    let mut paths = Vec::new();
    models(Path::new(&folder), &mut paths);
    assert!(!paths.is_empty(), "TINSMITH_MODELS has no models");
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let start = Instant::now();
        let ast = smithy_json_ast::read(&text);
        let read = start.elapsed();
        let ast = ast.unwrap_or_else(|faults| panic!("{}: {faults}", path.display()));
        let start = Instant::now();
        let written = smithy_json_ast::write(&ast);
        let write = start.elapsed();
        eprintln!("{}: read in {read:?}, written in {write:?}", path.display());
        let original: Value = serde_json::from_str(&text).unwrap();
        let ours: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(normalise(ours), normalise(original), "{}", path.display());
        let again = smithy_json_ast::read(&written).unwrap();
        assert_eq!(again, ast, "{}", path.display());
        assert_eq!(smithy_json_ast::write(&again), written, "{}", path.display());
    }
}
