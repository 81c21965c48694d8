//! Shapes: their types, and the traits that stand on them. Traits of members are in
//! [`super::members`].

use smithy_json_ast::{Member, Members, Node, Object, Shape, ShapeKind, SimpleType, Traits};

use super::members;
use super::{Context, Shapes, add, enums, flag, mark, object, text};

/// The Smithy type of a botocore type without members.
pub(super) fn simple(kind: &str) -> Option<SimpleType> {
    Some(match kind {
        "char" | "character" => SimpleType::String,
        "bigdecimal" => SimpleType::BigDecimal,
        "biginteger" => SimpleType::BigInteger,
        other => SimpleType::from_name(other).filter(|simple| *simple != SimpleType::Document)?,
    })
}

pub(super) fn convert(context: &Context<'_>, shapes: &mut Shapes) {
    for (name, node) in context.shapes {
        let kind = match text(node, "type") {
            Some("structure") if flag(node, "document") => ShapeKind::Simple(SimpleType::Document),
            Some("structure") => structure(context, node, shapes),
            Some("list") => ShapeKind::List(element(context, node, "member", shapes)),
            Some("map") => ShapeKind::Map {
                key: element(context, node, "key", shapes),
                value: element(context, node, "value", shapes),
            },
            Some(kind) => of_values(node)
                .unwrap_or_else(|| ShapeKind::Simple(simple(kind).unwrap_or(SimpleType::String))),
            None => continue,
        };
        let mut shape = Shape::new(kind);
        shape.traits = traits(node);
        shapes.insert(context.names.shape(name), shape);
    }
}

fn of_values(node: &Node) -> Option<ShapeKind> {
    let values = node.get("enum")?.as_array()?;
    enums::shape(values).filter(|_| text(node, "type") == Some("string"))
}

fn structure(context: &Context<'_>, node: &Node, shapes: &mut Shapes) -> ShapeKind {
    let required = node.get("required").and_then(Node::as_array).unwrap_or_default();
    let union = flag(node, "union") || flag(node, "eventstream");
    let mut members = Members::default();
    for (member, reference) in object(node, "members") {
        let place = members::Place { member, structure: node };
        let mut converted = members::member(context, &place, reference, shapes);
        // One member of a union is set at a time, whatever is called required.
        if !union && required.iter().any(|name| name.as_str() == Some(member)) {
            mark(&mut converted.traits, "smithy.api#required");
        }
        members.insert(member.clone(), converted);
    }
    if union { ShapeKind::Union(members) } else { ShapeKind::Structure(members) }
}

/// The member of a list, or the key or value of a map.
fn element(context: &Context<'_>, node: &Node, key: &str, shapes: &mut Shapes) -> Member {
    let reference = node.get(key).unwrap_or(&Node::Null);
    let mut member = members::target(context, reference, shapes);
    members::describe(&mut member.traits, reference);
    // A flattened list takes the name of its elements to the member that targets it.
    let flat_list = key == "member" && flag(node, "flattened");
    if context.is_xml()
        && !flat_list
        && let Some(name) = text(reference, "locationName")
    {
        add(&mut member.traits, "smithy.api#xmlName", name);
    }
    member
}

/// The traits of a shape.
pub(super) fn traits(node: &Node) -> Traits {
    let mut traits = Traits::default();
    members::describe(&mut traits, node);
    for (key, id) in [
        ("sensitive", "smithy.api#sensitive"),
        ("sparse", "smithy.api#sparse"),
        ("streaming", "smithy.api#streaming"),
        ("eventstream", "smithy.api#streaming"),
        ("requiresLength", "smithy.api#requiresLength"),
    ] {
        if flag(node, key) {
            mark(&mut traits, id);
        }
    }
    if let Some(pattern) = text(node, "pattern") {
        add(&mut traits, "smithy.api#pattern", pattern);
    }
    let limits: Object = ["min", "max"]
        .into_iter()
        .filter_map(|key| Some((key.to_owned(), node.get(key)?.clone())))
        .collect();
    if !limits.is_empty() {
        let id = match text(node, "type") {
            Some("string" | "list" | "map" | "blob") => "smithy.api#length",
            _ => "smithy.api#range",
        };
        add(&mut traits, id, limits);
    }
    members::timestamp_format(&mut traits, node);
    traits
}
