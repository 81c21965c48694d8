//! Values of models: in canonical form, by which they are told apart whatever the file looks like, and in a line for people.

use smithy_json_ast::{Member, Node, Shape, ShapeId, ShapeKind, Traits};

use crate::model::members;
use crate::model::traits::{self, ENUM_VALUE};

/// How much of a value is shown.
const MOST: usize = 120;

/// What a side of a difference has.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Shape(&'a Shape),
    Member(&'a Member),
    Id(&'a ShapeId),
    Node(&'a Node),
    Text(&'a str),
    Names(Vec<&'a str>),
}

impl<'a> Value<'a> {
    pub(super) fn as_node(&self) -> Option<&'a Node> {
        match self {
            Self::Node(node) => Some(node),
            _ => None,
        }
    }

    pub(super) fn as_id(&self) -> Option<&'a ShapeId> {
        match self {
            Self::Id(id) => Some(id),
            _ => None,
        }
    }

    pub(super) fn as_member(&self) -> Option<&'a Member> {
        match self {
            Self::Member(member) => Some(member),
            _ => None,
        }
    }

    pub(super) fn as_shape(&self) -> Option<&'a Shape> {
        match self {
            Self::Shape(shape) => Some(shape),
            _ => None,
        }
    }

    /// JSON without spaces, the keys of objects in order; members stay in theirs.
    pub(super) fn canonical(&self) -> String {
        let mut out = String::new();
        match self {
            Self::Shape(shape) => write_shape(&mut out, shape),
            Self::Member(member) => write_member(&mut out, member),
            Self::Id(id) => quote(&mut out, id.as_str()),
            Self::Node(node) => write(&mut out, node),
            Self::Text(text) => quote(&mut out, text),
            Self::Names(names) => list(&mut out, names.iter(), |out, name| quote(out, name)),
        }
        out
    }

    /// What can be shown in a line; of a long text its start, and nothing of a long object.
    pub(super) fn short(&self) -> Option<String> {
        let text = match self {
            Self::Shape(shape) => shape.type_name().to_owned(),
            // Of a value of an enum its text, of other members what they target.
            Self::Member(member) => match traits::text(&member.traits, ENUM_VALUE) {
                Some(text) => text.to_owned(),
                None => member.target.as_str().to_owned(),
            },
            Self::Id(id) => id.as_str().to_owned(),
            Self::Text(text) => (*text).to_owned(),
            Self::Node(Node::String(text)) => text.clone(),
            Self::Node(Node::Object(object)) if object.is_empty() => return None,
            Self::Node(_) | Self::Names(_) => {
                return Some(self.canonical()).filter(|text| text.chars().count() <= MOST);
            }
        };
        let line: String =
            text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
        Some(if line.len() < text.len() { line + "…" } else { line })
    }
}

fn quote(out: &mut String, text: &str) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

fn list<T>(out: &mut String, items: impl Iterator<Item = T>, mut one: impl FnMut(&mut String, T)) {
    out.push('[');
    for (at, item) in items.enumerate() {
        if at > 0 {
            out.push(',');
        }
        one(out, item);
    }
    out.push(']');
}

/// Writes a value; equal values give equal texts.
pub(super) fn write(out: &mut String, node: &Node) {
    match node {
        Node::Null => out.push_str("null"),
        Node::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Node::Number(number) => out.push_str(&number.to_string()),
        Node::String(text) => quote(out, text),
        Node::Array(items) => list(out, items.iter(), write),
        Node::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (at, (key, value)) in entries.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                quote(out, key);
                out.push(':');
                write(out, value);
            }
            out.push('}');
        }
    }
}

fn write_member(out: &mut String, member: &Member) {
    quote(out, member.target.as_str());
    write_traits(out, &member.traits);
}

fn write_traits(out: &mut String, traits: &Traits) {
    let mut traits: Vec<_> = traits.iter().collect();
    traits.sort_by_key(|(id, _)| *id);
    for (id, value) in traits {
        out.push_str(id.as_str());
        write(out, value);
    }
}

fn write_shape(out: &mut String, shape: &Shape) {
    out.push_str(shape.type_name());
    write_traits(out, &shape.traits);
    for (name, member) in members(&shape.kind) {
        quote(out, name);
        write_member(out, member);
    }
    if let ShapeKind::Operation(operation) = &shape.kind {
        for id in operation.input.iter().chain(&operation.output) {
            quote(out, id.as_str());
        }
        list(out, operation.errors.iter(), |out, id| quote(out, id.as_str()));
    }
}
