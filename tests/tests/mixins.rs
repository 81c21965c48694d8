//! Mixins of the official protocol tests: what the model makes of them is what Smithy's own tools make of them, shape by shape.
//! `protocol-tests/X.json` has them as they are written, `protocol-tests/flat/X.json` resolved by Smithy.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use smithy_json_ast::{Shape, ShapeId};
use tinsmith::Loaded;
use tinsmith_tests::skip::skipped;

/// The protocols, and how many shapes of each have mixins.
const MODELS: [(&str, usize); 8] = [
    ("awsJson1_0", 6),
    ("awsJson1_1", 0),
    ("awsQuery", 0),
    ("ec2Query", 0),
    ("restJson1", 4),
    ("restXml", 28),
    ("rpcv2Cbor", 2),
    ("rpcv2Json", 2),
];

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Every shape in which the model differs from what it should be.
fn differences(ours: &Value, flat: &Value) -> Vec<String> {
    let names = |model: &Value| -> BTreeSet<String> {
        model["shapes"].as_object().unwrap().keys().cloned().collect()
    };
    let all: Vec<String> = names(ours).union(&names(flat)).cloned().collect();
    let differ = |name: &&String| ours["shapes"][name.as_str()] != flat["shapes"][name.as_str()];
    let text = |name: &String| {
        let (ours, flat) = (&ours["shapes"][name.as_str()], &flat["shapes"][name.as_str()]);
        format!("{name} is\n{ours}\nand should be\n{flat}")
    };
    all.iter().filter(differ).map(text).collect()
}

/// The members of each shape that has some, in their order.
fn orders(path: &Path) -> Vec<(ShapeId, Vec<String>)> {
    let ast = smithy_json_ast::read(std::fs::read_to_string(path).unwrap()).unwrap();
    let members = |shape: &Shape| Some(shape.members()?.keys().cloned().collect());
    ast.shapes.iter().filter_map(|(id, shape)| Some((id.clone(), members(shape)?))).collect()
}

#[test]
fn mixins_are_resolved_as_smithy_does() {
    let Some(models) = std::env::var_os("TINSMITH_MODELS").map(PathBuf::from) else {
        return skipped(
            "mixins of the protocol tests",
            "set TINSMITH_MODELS to a folder with `protocol-tests`",
        );
    };
    let folder = models.join("protocol-tests");
    for (name, with_mixins) in MODELS {
        let written = read(&folder.join(format!("{name}.json")));
        let shapes = written["shapes"].as_object().unwrap().values();
        assert_eq!(
            shapes.filter(|shape| !shape["mixins"].is_null()).count(),
            with_mixins,
            "{name}"
        );
        let model = Loaded::from_files([folder.join(format!("{name}.json"))]).unwrap();
        let ours: Value =
            serde_json::from_str(&smithy_json_ast::write(&model.model().to_ast())).unwrap();
        let flat = read(&folder.join(format!("flat/{name}.json")));
        let found = differences(&ours, &flat);
        assert!(found.is_empty(), "{name}: {} shapes\n{}", found.len(), found.join("\n\n"));
        for (id, members) in orders(&folder.join(format!("flat/{name}.json"))) {
            let ours = model.model().shape(&id).and_then(Shape::members).unwrap();
            assert!(ours.keys().eq(&members), "{name}: members of {id} should be {members:?}");
        }
        // Where there is something to resolve, the comparison sees it.
        assert_eq!(differences(&written, &flat).is_empty(), with_mixins == 0, "{name}");
    }
}
