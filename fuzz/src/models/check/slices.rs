//! A slice has what its operations need and nothing else, and gives the same crate as the whole model.

use std::collections::BTreeSet;

use serde_json::Value;
use tinsmith::{Docs, Loaded, Source};

use super::{assert_same, generate, options};
use crate::models::{Model, Random};

pub(super) fn give_the_same(model: &Model, whole: &Loaded, random: &mut Random<'_>) {
    let mut names: Vec<String> =
        model.built.operations.iter().map(|operation| name(&operation.id)).collect();
    random.shuffle(&mut names);
    names.truncate(1 + random.below(names.len()));
    let options = options(&names);
    let slice = |loaded: &Loaded, docs| {
        loaded.slice(&options, docs).unwrap_or_else(|error| panic!("not sliced:\n{error}"))
    };
    let read = |text: &str| {
        Loaded::from_sources(vec![Source::new("slice.json", text)])
            .unwrap_or_else(|error| panic!("the slice is refused:\n{error}\n{text}"))
    };
    let text = slice(whole, Docs::Keep);
    let again = read(&text);
    assert_eq!(slice(&again, Docs::Keep), text, "a slice of the slice");
    let bare = slice(whole, Docs::Drop);
    assert_eq!(slice(&again, Docs::Drop), bare, "documentation dropped after slicing");
    assert_eq!(slice(&read(&bare), Docs::Keep), bare, "a slice of the slice without documentation");
    assert!(!bare.contains("smithy.api#documentation\""), "documentation is left:\n{bare}");
    let first = slice(whole, Docs::FirstSentence);
    assert_eq!(slice(&again, Docs::FirstSentence), first, "first sentences after slicing");
    assert_eq!(
        slice(&read(&first), Docs::FirstSentence),
        first,
        "first sentences of first sentences"
    );
    reaches_all(&text, &names);
    let crate_of = |sources, what: &str| {
        generate(sources, &names).unwrap_or_else(|error| panic!("{what} is refused:\n{error}")).1
    };
    let from_slice = crate_of(vec![Source::new("slice.json", text)], "the slice");
    let from_whole = crate_of(model.sources(), "the choice");
    assert_same(&from_slice.files, &from_whole.files, "the slice");
}

/// Asserts that the service has these operations, and that they reach every shape.
fn reaches_all(text: &str, names: &[String]) {
    let model: Value = serde_json::from_str(text).expect("a slice is JSON");
    let shapes = model["shapes"].as_object().expect("a slice has shapes");
    let (service, shape) =
        shapes.iter().find(|(_, shape)| shape["type"] == "service").expect("a slice has a service");
    let bound: BTreeSet<String> = targets(&shape["operations"]).iter().map(|id| name(id)).collect();
    assert_eq!(bound, names.iter().cloned().collect(), "the operations of a slice");
    let mut reached = BTreeSet::from([service.clone()]);
    let mut todo = vec![service.clone()];
    while let Some(id) = todo.pop() {
        for target in targets(&shapes[&id]) {
            if shapes.contains_key(&target) && reached.insert(target.clone()) {
                todo.push(target);
            } else {
                assert!(
                    shapes.contains_key(&target) || target.starts_with("smithy.api#"),
                    "{target} is missing"
                );
            }
        }
    }
    assert_eq!(reached, shapes.keys().cloned().collect(), "what a slice reaches, and what it has");
}

/// Every shape that a value targets, traits left out.
fn targets(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(targets).collect(),
        Value::Object(entries) => {
            let below =
                entries.iter().filter(|(key, _)| *key != "traits").flat_map(|(key, value)| {
                    match value {
                        Value::String(id) if key == "target" => vec![id.clone()],
                        value => targets(value),
                    }
                });
            below.collect()
        }
        _ => Vec::new(),
    }
}

fn name(id: &str) -> String {
    id.rsplit('#').next().unwrap_or_default().to_owned()
}
