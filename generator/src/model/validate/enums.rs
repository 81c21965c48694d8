//! Enums: values of the right type, none twice.

use std::collections::{BTreeMap, BTreeSet};

use smithy_json_ast::{Node, ShapeKind, SimpleType};

use super::at_member;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::traits::{ENUM, ENUM_VALUE};
use crate::model::{Model, members};

pub(super) fn values(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        let (members, is_string) = match &shape.kind {
            ShapeKind::Enum(members) => (members, true),
            ShapeKind::IntEnum(members) => (members, false),
            _ => continue,
        };
        let mut fault = |name: Option<&str>, message: String| {
            let help = if is_string {
                "each member has a text of its own: its name, or `smithy.api#enumValue`"
            } else {
                "each member has a 32-bit number of its own in `smithy.api#enumValue`"
            };
            let fault = Diagnostic::error(code, message).at(id).help(help);
            faults.push(match name {
                // As far as it exists: a name can be its own value.
                Some(name) => fault.below(&["members", name, "traits", ENUM_VALUE]),
                None => fault.below(&["members"]),
            });
        };
        if members.is_empty() {
            fault(None, format!("enum `{id}` has no values"));
        }
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (name, member) in members {
            let value = match (member.traits.get(ENUM_VALUE), is_string) {
                (None, true) => name.clone(),
                (Some(Node::String(text)), true) if !text.is_empty() => text.clone(),
                (Some(node), false) if node.as_i64().is_some_and(|n| i32::try_from(n).is_ok()) => {
                    node.as_i64().unwrap_or_default().to_string()
                }
                (None, false) => {
                    fault(Some(name), format!("value `{name}` of intEnum `{id}` has no number"));
                    continue;
                }
                (Some(node), _) => {
                    let wanted = if is_string { "a string that is not empty" } else { "a number" };
                    let found = node.kind();
                    let message = format!("value `{name}` of `{id}` must be {wanted}, not {found}");
                    fault(Some(name), message);
                    continue;
                }
            };
            if let Some(other) = seen.insert(value.clone(), name) {
                let message = format!("`{other}` and `{name}` of enum `{id}` are both `{value}`");
                fault(Some(name), message);
            }
        }
    }
}

const DEFINITIONS: &str = "strings have definitions like `{\"value\": \"a\", \"name\": \"A\"}`, each of its own, with names or without";

/// The 1.0 form: a string with an `enum` trait. Either all definitions have a name, or none has.
/// Source: Smithy 1.0 specification, "enum trait".
pub(super) fn definitions(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        for (name, _) in members(&shape.kind).filter(|(_, member)| member.traits.contains_key(ENUM))
        {
            let message = format!("member `{id}${name}` has values of an enum: its target can");
            let fault = at_member(Diagnostic::error(code, message), id, shape, name);
            faults.push(fault.help("move the trait to the string that the member targets"));
        }
        let Some(node) = shape.traits.get(ENUM) else { continue };
        let mut fault = |below: &[&str], message: String| {
            let place: Vec<&str> =
                ["traits", ENUM].into_iter().chain(below.iter().copied()).collect();
            faults.push(Diagnostic::error(code, message).at(id).below(&place).help(DEFINITIONS));
        };
        let Some(definitions) = node.as_array().filter(|all| !all.is_empty()) else {
            fault(&[], format!("`{}` of `{id}` must be a list of definitions", ENUM));
            continue;
        };
        if !matches!(shape.kind, ShapeKind::Simple(SimpleType::String)) {
            fault(&[], format!("`{id}` has values of an enum, and is no string"));
        }
        let are_named = definitions.iter().any(|definition| definition.get("name").is_some());
        let keys: &[&str] = if are_named { &["value", "name"] } else { &["value"] };
        for key in keys {
            let mut seen = BTreeSet::new();
            for (i, definition) in definitions.iter().enumerate() {
                let place = [&*i.to_string(), key];
                match definition.get(key).and_then(Node::as_str).filter(|text| !text.is_empty()) {
                    Some(text) if !seen.insert(text) => {
                        fault(&place, format!("two values of enum `{id}` have the {key} `{text}`"));
                    }
                    Some(_) => {}
                    None => fault(&place, format!("value {} of enum `{id}` has no {key}", i + 1)),
                }
            }
        }
    }
}
