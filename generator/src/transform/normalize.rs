//! What Smithy 1.0 wrote differently becomes what 2.0 writes.

use smithy_json_ast::{Member, Node, ShapeId, ShapeKind, SimpleType, Traits};

use crate::diagnostics::Diagnostics;
use crate::model::Model;
use crate::model::prelude::UNIT;
use crate::model::traits::{DEPRECATED, DOCUMENTATION, ENUM, ENUM_VALUE};

pub(super) fn sets_to_lists(model: &mut Model, _: &mut Diagnostics) {
    for shape in model.shapes.values_mut() {
        if let ShapeKind::Set(member) = &shape.kind {
            shape.kind = ShapeKind::List(member.clone());
        }
    }
}

/// Where definitions have no names, their values stand for names, and the trait stays to say so.
pub(super) fn enum_strings_to_enums(model: &mut Model, _: &mut Diagnostics) {
    let Ok(unit) = ShapeId::parse(UNIT) else { return };
    for shape in model.shapes.values_mut() {
        if !matches!(shape.kind, ShapeKind::Simple(SimpleType::String)) {
            continue;
        }
        let Some(definitions) = shape.traits.get(ENUM).and_then(Node::as_array) else { continue };
        let are_named = definitions.iter().all(|definition| definition.get("name").is_some());
        let key = if are_named { "name" } else { "value" };
        let member = |definition| member(&unit, key, definition);
        // What is lost here was reported by the model stage.
        shape.kind = ShapeKind::Enum(definitions.iter().filter_map(member).collect());
        if are_named {
            shape.traits.shift_remove(ENUM);
        }
    }
}

fn member(unit: &ShapeId, name: &str, definition: &Node) -> Option<(String, Member)> {
    let text = |key: &str| definition.get(key).and_then(Node::as_str);
    let mut traits = Traits::default();
    let mut add = |id: &str, value: Node| {
        if let Ok(id) = ShapeId::parse(id) {
            traits.insert(id, value);
        }
    };
    add(ENUM_VALUE, Node::from(text("value")?));
    if let Some(documentation) = text("documentation") {
        add(DOCUMENTATION, Node::from(documentation));
    }
    if definition.get("deprecated").and_then(Node::as_bool) == Some(true) {
        add(DEPRECATED, Node::Object(Default::default()));
    }
    Some((text(name)?.to_owned(), Member { target: unit.clone(), traits }))
}
