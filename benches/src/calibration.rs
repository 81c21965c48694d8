//! The least that a client could be: the structures and enums of a model with their derives, and nothing else. What rustc takes for
//! it tells how fast a machine is, and how far a client is from the floor.

use std::fmt::Write;

use smithy_json_ast::{Ast, Map, Shape, ShapeId, ShapeKind, SimpleType};

/// The text of a crate with all structures, unions and enums of a model, so many times over.
pub(crate) fn source(model: &Ast, copies: usize) -> String {
    let mut text =
        "#![allow(dead_code, missing_docs, non_camel_case_types, non_snake_case)]\n".to_owned();
    for copy in 0..copies {
        let _ = writeln!(text, "pub mod copy_{copy} {{");
        for (id, shape) in &model.shapes {
            item(&mut text, &model.shapes, id, &shape.kind);
        }
        text.push_str("}\n");
    }
    text
}

fn item(text: &mut String, shapes: &Map<ShapeId, Shape>, id: &ShapeId, kind: &ShapeKind) {
    let name = id.name();
    // Writing to a `String` cannot fail.
    let _ = match kind {
        ShapeKind::Structure(members) => {
            let _ = writeln!(text, "#[derive(Clone, PartialEq, Debug)]\npub struct {name} {{");
            for (member, target) in members {
                let ty = ty(shapes, &target.target, Some(id), 0);
                let _ = writeln!(text, "    pub m_{member}: Option<{ty}>,");
            }
            writeln!(text, "}}")
        }
        ShapeKind::Union(members) => {
            let _ = writeln!(text, "#[derive(Clone, PartialEq, Debug)]\npub enum {name} {{");
            for (member, target) in members {
                let ty = ty(shapes, &target.target, Some(id), 0);
                let _ = writeln!(text, "    V_{member}({ty}),");
            }
            writeln!(text, "}}")
        }
        ShapeKind::Enum(members) => {
            let _ = writeln!(
                text,
                "#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]\npub enum {name} {{"
            );
            for member in members.keys() {
                let _ = writeln!(text, "    V_{member},");
            }
            writeln!(text, "    Other(String),\n}}")
        }
        _ => Ok(()),
    };
}

/// The type of a member. One that holds its own structure is put on the heap; models with longer circles are not for this.
fn ty(
    shapes: &Map<ShapeId, Shape>,
    target: &ShapeId,
    inside: Option<&ShapeId>,
    depth: u8,
) -> String {
    if depth > 8 {
        return "()".to_owned();
    }
    let below = |target| ty(shapes, target, None, depth + 1);
    match shapes.get(target).map(|shape| &shape.kind) {
        Some(ShapeKind::Structure(_) | ShapeKind::Union(_)) if inside == Some(target) => {
            format!("Box<{}>", target.name())
        }
        Some(ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_)) => {
            target.name().to_owned()
        }
        Some(ShapeKind::List(member) | ShapeKind::Set(member)) => {
            format!("Vec<{}>", below(&member.target))
        }
        Some(ShapeKind::Map { key, value }) => {
            format!("std::collections::HashMap<{}, {}>", below(&key.target), below(&value.target))
        }
        Some(ShapeKind::IntEnum(_)) => "i32".to_owned(),
        Some(ShapeKind::Simple(simple)) => of_simple(simple.as_str()).to_owned(),
        // The prelude's shapes, which models do not hold, are called like their types.
        _ => of_simple(&target.name().trim_start_matches("Primitive").to_lowercase()).to_owned(),
    }
}

fn of_simple(name: &str) -> &'static str {
    match SimpleType::from_name(name) {
        Some(SimpleType::Boolean) => "bool",
        Some(SimpleType::Byte) => "i8",
        Some(SimpleType::Short) => "i16",
        Some(SimpleType::Integer) => "i32",
        Some(SimpleType::Long) => "i64",
        Some(SimpleType::Float) => "f32",
        Some(SimpleType::Double) => "f64",
        Some(SimpleType::Timestamp) => "std::time::SystemTime",
        Some(SimpleType::Blob) => "Vec<u8>",
        _ => "String",
    }
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn structures_and_enums_are_there_and_nothing_else() -> crate::Result<()> {
        let model = smithy_json_ast::read(
            r#"{"smithy": "2.0", "shapes": {
                "a#S": {"type": "structure", "members": {
                    "self": {"target": "a#S"}, "L": {"target": "a#L"}, "n": {"target": "smithy.api#PrimitiveInteger"}}},
                "a#L": {"type": "list", "member": {"target": "a#E"}},
                "a#E": {"type": "enum", "members": {"X": {"target": "smithy.api#Unit"}}}}}"#,
        )?;
        let text = source(&model, 2);
        for part in [
            "pub mod copy_1 {",
            "m_self: Option<Box<S>>,",
            "m_L: Option<Vec<E>>,",
            "m_n: Option<i32>,",
            "V_X,",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!((text.matches("struct").count(), text.matches("enum").count()), (2, 2));
        Ok(())
    }
}
