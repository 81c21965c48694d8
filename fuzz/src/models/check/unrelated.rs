//! An operation more in the model changes only what lists all operations, and nothing where others are chosen.

use serde_json::json;
use tinsmith::{Generated, Source};

use super::{assert_same, generate};
use crate::models::{Model, text_of};

/// The files that list operations or types.
const LISTS: [&str; 7] = [
    "Cargo.toml",
    "README.md",
    "src/client.rs",
    "src/error_meta.rs",
    "src/lib.rs",
    "src/operation.rs",
    "src/types.rs",
];

pub(super) fn changes_nothing(model: &Model, expected: &Generated) {
    let mut shapes = model.built.shapes.clone();
    let string = json!({"target": "smithy.api#String"});
    let target = json!({"target": "example.unrelated#ZqStructure"});
    let member = json!({"type": "structure", "members": {"Zq": target, "ZqText": string}});
    for id in ["ZqInput", "ZqOutput"] {
        shapes.insert(format!("example.unrelated#{id}"), member.clone());
    }
    let structure = json!({"type": "structure", "members": {"Zq": string}});
    shapes.insert("example.unrelated#ZqStructure".to_owned(), structure);
    let operation = json!({
        "type": "operation",
        "input": {"target": "example.unrelated#ZqInput"},
        "output": {"target": "example.unrelated#ZqOutput"}
    });
    shapes.insert("example.unrelated#ZqOperation".to_owned(), operation);
    let operations = &mut shapes[&model.built.service]["operations"];
    operations
        .as_array_mut()
        .expect("a list")
        .push(json!({"target": "example.unrelated#ZqOperation"}));
    let mut sources = vec![Source::new("model.json", text_of(&shapes))];
    sources.extend(model.sources().into_iter().skip(1));
    let all = generate(sources.clone(), &[]);
    let (_, all) = all.unwrap_or_else(|error| panic!("refused with one operation more:\n{error}"));
    for old in &expected.files {
        let new = all.files.iter().find(|new| new.path == old.path);
        let new = new.unwrap_or_else(|| panic!("{} is gone with one operation more", old.path));
        if !LISTS.contains(&old.path.as_str()) {
            assert_eq!(new.text, old.text, "{} with one operation more", old.path);
        }
    }
    let ids: Vec<String> =
        model.built.operations.iter().map(|operation| operation.id.clone()).collect();
    let (_, own) =
        generate(sources, &ids).unwrap_or_else(|error| panic!("refused by ids:\n{error}"));
    let without_manifest = |generated: &Generated| {
        // It says what was asked for.
        let files = generated.files.iter().filter(|file| file.path != "Cargo.toml");
        files.cloned().collect::<Vec<_>>()
    };
    assert_same(&without_manifest(&own), &without_manifest(expected), "the same operations, by id");
}
