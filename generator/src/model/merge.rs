//! Merges the files of a model as Smithy merges them: a shape may be defined once, or several
//! times alike; metadata lists are joined; `apply` entries of all files come together.
//! Source: Smithy 2.0 specification, "Merging model files" and "Metadata conflicts".

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use smithy_json_ast::{Ast, Node, Object, Shape, ShapeId, ShapeKind, Traits};

use crate::diagnostics::{Diagnostic, Diagnostics};

/// What the files say together, before mixins and `apply` entries are carried out.
#[derive(Default)]
pub(super) struct Merged {
    pub(super) metadata: Object,
    pub(super) shapes: BTreeMap<ShapeId, Shape>,
    /// Traits to add, by the shape or member that gets them, in the order of the files.
    pub(super) applies: BTreeMap<ShapeId, Vec<Traits>>,
}

pub(super) fn merge(asts: Vec<Ast>, faults: &mut Diagnostics) -> Merged {
    let mut merged = Merged::default();
    for ast in asts {
        for (key, value) in ast.metadata {
            merge_metadata(&mut merged.metadata, key, value, faults);
        }
        for (id, shape) in ast.shapes {
            if matches!(shape.kind, ShapeKind::Apply) {
                merged.applies.entry(id).or_default().push(shape.traits);
                continue;
            }
            match merged.shapes.entry(id) {
                Entry::Vacant(entry) => {
                    entry.insert(shape);
                }
                Entry::Occupied(entry) if *entry.get() == shape => {}
                Entry::Occupied(entry) => faults.push(
                    Diagnostic::error(
                        "conflicting-shape",
                        format!("`{}` is defined twice, and not alike", entry.key()),
                    )
                    .at(entry.key())
                    .help("keep one definition; add traits to it from another file with `apply`"),
                ),
            }
        }
    }
    merged
}

fn merge_metadata(all: &mut Object, key: String, value: Node, faults: &mut Diagnostics) {
    match (all.get_mut(&key), value) {
        (None, value) => {
            all.insert(key, value);
        }
        (Some(Node::Array(old)), Node::Array(new)) => old.extend(new),
        (Some(old), new) if *old == new => {}
        (Some(_), _) => faults.push(Diagnostic::error(
            "conflicting-metadata",
            format!("metadata `{key}` has two values that are neither alike nor both lists"),
        )),
    }
}
