//! The reader of the JSON AST, on bytes.
//!
//! - What it refuses has at least one fault; they are in order, and each has a place in the text.
//! - What it reads is JSON to `serde_json` and nests no deeper than the limit. It is written, and read again, equal; the written
//!   text is a fixpoint, and holds what the text held.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use serde_json::Value;
use smithy_json_ast::{MAX_DEPTH, locate, locate_key, read, write};
use tinsmith_fuzz::place::assert_within;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    match read(bytes) {
        Ok(ast) => {
            let given: Value = serde_json::from_slice(bytes).expect("what is read is JSON");
            assert!(depth(&given) <= MAX_DEPTH);
            let written = write(&ast);
            let again = read(&written).expect("what is written can be read");
            assert_eq!(again, ast);
            assert_eq!(write(&again), written);
            let held: Value = serde_json::from_str(&written).expect("what is written is JSON");
            assert_eq!(normal(held), normal(given));
        }
        Err(faults) => {
            assert!(!faults.as_slice().is_empty());
            assert!(faults.iter().map(|fault| fault.offset).is_sorted());
            let valid = match str::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => str::from_utf8(&bytes[..error.valid_up_to()]).expect("valid so far"),
            };
            for fault in &faults {
                assert_within(valid, fault.offset, fault.line, fault.column);
                let _ = (locate(valid, &fault.pointer), locate_key(valid, &fault.pointer));
            }
        }
    }
    Corpus::Keep
});

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(entries) => 1 + entries.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// Without what the writer may leave out or spell in another way: empty collections, and the short forms of the version.
fn normal(value: Value) -> Value {
    let empty = |value: &Value| match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    };
    match value {
        Value::Array(items) => items.into_iter().map(normal).collect(),
        Value::Object(entries) => {
            let entries = entries.into_iter().map(|(key, value)| match (key.as_str(), &value) {
                ("smithy", Value::String(version)) if version.len() == 1 => {
                    let version = format!("{version}.0");
                    (key, version.into())
                }
                _ => (key, normal(value)),
            });
            entries.filter(|(_, value)| !empty(value)).collect()
        }
        value => value,
    }
}
