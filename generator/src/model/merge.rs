//! Merges the files of a model as Smithy merges them: a shape may be defined once, or several
//! times alike; metadata lists are joined; `apply` entries of all files come together.
//! Source: Smithy 2.0 specification, "Merging model files" and "Metadata conflicts".

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use smithy_json_ast::{Ast, Node, Object, Shape, ShapeId, ShapeKind, Traits};

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Source};

/// What the files say together, before mixins and `apply` entries are carried out.
#[derive(Default)]
pub(super) struct Merged {
    pub(super) metadata: Object,
    pub(super) shapes: BTreeMap<ShapeId, Shape>,
    /// Traits to add, by the shape or member that gets them, in the order of the files.
    pub(super) applies: Applies,
}

/// `apply` entries, by the shape or member that gets the traits.
pub(super) type Applies = BTreeMap<ShapeId, Vec<Applied>>;

/// An `apply` entry.
pub(super) struct Applied {
    /// The place of its file among the sources.
    pub(super) source: usize,
    pub(super) traits: Traits,
}

/// Merges `asts`, each of which was read from the source in the same place.
pub(super) fn merge(sources: &[Source], asts: Vec<Ast>, faults: &mut Diagnostics) -> Merged {
    let mut merged = Merged::default();
    for (i, ast) in asts.into_iter().enumerate() {
        // A conflict is shown where it arises, with the name of the file that came first.
        let (before, at) = sources.split_at_checked(i).unwrap_or_default();
        for (key, value) in ast.metadata {
            merge_metadata(&mut merged.metadata, key, value, before, at, faults);
        }
        for (id, shape) in ast.shapes {
            if matches!(shape.kind, ShapeKind::Apply) {
                let applied = Applied { source: i, traits: shape.traits };
                merged.applies.entry(id).or_default().push(applied);
                continue;
            }
            match merged.shapes.entry(id) {
                Entry::Vacant(entry) => {
                    entry.insert(shape);
                }
                Entry::Occupied(entry) if *entry.get() == shape => {}
                Entry::Occupied(entry) => {
                    let id = entry.key();
                    let fault = Diagnostic::error(
                        "conflicting-shape",
                        format!("`{id}` is defined twice, and not alike"),
                    );
                    let help = "keep one; add traits to it from another file with `apply`";
                    let fault = conflict(fault.at(id), before, at, help);
                    faults.push(fault);
                }
            }
        }
    }
    merged
}

fn merge_metadata(
    all: &mut Object,
    key: String,
    value: Node,
    before: &[Source],
    at: &[Source],
    faults: &mut Diagnostics,
) {
    match (all.get_mut(&key), value) {
        (None, value) => {
            all.insert(key, value);
        }
        (Some(Node::Array(old)), Node::Array(new)) => old.extend(new),
        (Some(old), new) if *old == new => {}
        (Some(_), _) => {
            let fault = Diagnostic::error(
                "conflicting-metadata",
                format!("metadata `{key}` has two values that are neither alike nor both lists"),
            );
            let key = key.replace('~', "~0").replace('/', "~1");
            let fault = fault.place(Place::Pointer(format!("/metadata/{key}")));
            faults.push(conflict(fault, before, at, "keep one"));
        }
    }
}

/// Moves a fault to the first source of `at`, and says which of `before` it conflicts with.
fn conflict(fault: Diagnostic, before: &[Source], at: &[Source], help: &str) -> Diagnostic {
    let Some(Place::Pointer(pointer)) = &fault.place else { return fault.help(help) };
    let find = |source: &&Source| smithy_json_ast::locate_key(&source.text, pointer).is_some();
    let help = match before.iter().find(find) {
        Some(first) => format!("it is first in `{}`; {help}", first.name),
        None => help.to_owned(),
    };
    let here = at.first().and_then(|source| position(source, pointer));
    match here {
        Some(place) => fault.place(place).help(help),
        None => fault.help(help),
    }
}

/// Where the key that a JSON pointer ends with stands in a source.
pub(super) fn position(source: &Source, pointer: &str) -> Option<Place> {
    let at = smithy_json_ast::locate_key(&source.text, pointer)?;
    Some(Place::Position {
        source: source.name.clone(),
        offset: at.offset,
        line: at.line,
        column: at.column,
    })
}
