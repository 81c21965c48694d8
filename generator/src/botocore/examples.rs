//! `examples-1.json`. Smithy checks examples against their shapes, and botocore's are not checked,
//! so those that do not fit are left out, with all others of their operation.
//! Source: Smithy 2.0, "examples trait".

use smithy_json_ast::{Node, Object, ShapeId, ShapeKind, SimpleType};

use super::{Context, Shapes, add, object, text};

pub(super) fn convert(context: &Context<'_>, file: &Node, shapes: &mut Shapes) {
    for (name, examples) in object(file, "examples") {
        let id = context.names.operation(name);
        let examples = examples.as_array().unwrap_or_default();
        let Some(ShapeKind::Operation(operation)) = shapes.get(&id).map(|shape| &shape.kind) else {
            continue;
        };
        if !context.operations.contains_key(name) || examples.is_empty() {
            continue;
        }
        let fit = |key: &str, target: &Option<ShapeId>| {
            let values = || examples.iter().filter_map(|example| example.get(key));
            target.as_ref().is_none_or(|target| values().all(|value| fits(shapes, target, value)))
        };
        if fit("input", &operation.input) && fit("output", &operation.output) {
            let examples: Vec<Node> = examples.iter().map(example).collect();
            if let Some(shape) = shapes.get_mut(&id) {
                add(&mut shape.traits, "smithy.api#examples", Node::Array(examples));
            }
        }
    }
}

fn example(from: &Node) -> Node {
    let mut fields = Object::default();
    fields.insert("title".to_owned(), text(from, "title").unwrap_or_default().into());
    if let Some(description) = text(from, "description") {
        fields.insert("documentation".to_owned(), description.into());
    }
    for key in ["input", "output"] {
        let value = from.get(key).cloned().unwrap_or_else(|| Object::default().into());
        fields.insert(key.to_owned(), value);
    }
    fields.into()
}

/// Whether a value is one of a shape.
fn fits(shapes: &Shapes, target: &ShapeId, value: &Node) -> bool {
    let Some(shape) = shapes.get(target) else {
        // The only prelude shape that botocore's data comes to is the empty structure.
        return value.as_object().is_some_and(Object::is_empty);
    };
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => {
            value.as_object().is_some_and(|fields| {
                fields.iter().all(|(name, value)| {
                    members.get(name).is_some_and(|member| fits(shapes, &member.target, value))
                })
            })
        }
        ShapeKind::List(member) => value
            .as_array()
            .is_some_and(|all| all.iter().all(|value| fits(shapes, &member.target, value))),
        ShapeKind::Map { key, value: element } => value.as_object().is_some_and(|entries| {
            entries.iter().all(|(name, value)| {
                fits(shapes, &key.target, &name.as_str().into())
                    && fits(shapes, &element.target, value)
            })
        }),
        ShapeKind::Enum(members) => {
            members.values().any(|member| member.traits.get("smithy.api#enumValue") == Some(value))
        }
        ShapeKind::Simple(simple) => is_simple(*simple, value),
        _ => false,
    }
}

fn is_simple(simple: SimpleType, value: &Node) -> bool {
    match simple {
        SimpleType::Blob | SimpleType::String => value.as_str().is_some(),
        SimpleType::Boolean => value.as_bool().is_some(),
        SimpleType::Timestamp => value.as_number().is_some() || value.as_str().is_some_and(is_time),
        SimpleType::Document => true,
        _ => value.as_number().is_some(),
    }
}

/// Whether a text is a time of RFC 3339 in UTC, by its form.
fn is_time(text: &str) -> bool {
    let Some(text) = text.strip_suffix('Z') else { return false };
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let form =
        |(c, wanted): (char, char)| if wanted == '0' { c.is_ascii_digit() } else { c == wanted };
    whole.len() == 19 && whole.chars().zip("0000-00-00T00:00:00".chars()).all(form)
}
