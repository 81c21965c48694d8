//! Defaults that are no values of what they are defaults of. Source: Smithy 2.0 specification, "default trait".

use smithy_json_ast::{Member, Node, ShapeId, ShapeKind, SimpleType};

use super::at_member;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::literals::{self, Moment};
use crate::model::traits::{self, DEFAULT, RANGE};
use crate::model::{Model, members, prelude};

const HELP: &str = "give it a value that its type allows, or take the trait away";

pub(super) fn values(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        if let Some(default) = shape.traits.get(DEFAULT) {
            let wrong = match default {
                Node::Null => Some("only members can have none".to_owned()),
                default => fault_of(model, id, default)
                    .or_else(|| out_of_range(shape.traits.get(RANGE)?, default)),
            };
            if let Some(why) = wrong {
                let message = format!("the default of `{id}` is {}: {why}", text(default));
                let fault = Diagnostic::error(code, message).at(id).below(&["traits", DEFAULT]);
                faults.push(fault.help(HELP));
            }
        }
        let is_structure = matches!(shape.kind, ShapeKind::Structure(_));
        for (name, member) in members(&shape.kind) {
            let wrong = match member.traits.get(DEFAULT) {
                Some(_) if !is_structure => Some("only members of structures have one".to_owned()),
                Some(Node::Null) => None,
                Some(default) => member_fault(model, member, default),
                None => None,
            };
            if let (Some(why), Some(default)) = (wrong, member.traits.get(DEFAULT)) {
                let message = format!("the default of `{id}${name}` is {}: {why}", text(default));
                let fault = at_member(Diagnostic::error(code, message), id, shape, name);
                faults.push(fault.below(&["traits", DEFAULT]).help(HELP));
            }
        }
    }
}

/// A member says the same as its target, or nothing.
pub(super) fn targets(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        let ShapeKind::Structure(members) = &shape.kind else { continue };
        for (name, member) in members {
            let target = model.traits(&member.target).and_then(|own| own.get(DEFAULT));
            let Some(target) = target.filter(|target| !target.is_null()) else { continue };
            let own = member.traits.get(DEFAULT);
            if own.is_some_and(|own| own.is_null() || own == target) {
                continue;
            }
            let (of, is) = (&member.target, text(target));
            let message = match own {
                Some(own) => format!(
                    "the default of `{id}${name}` is {}, and that of `{of}` is {is}",
                    text(own)
                ),
                None => format!("`{id}${name}` has no default, and its target `{of}` has {is}"),
            };
            let fault = at_member(Diagnostic::error(code, message), id, shape, name);
            faults.push(
                fault.help(format!("give the member `\"{DEFAULT}\": {is}`, or `null` for none")),
            );
        }
    }
}

fn member_fault(model: &Model, member: &Member, default: &Node) -> Option<String> {
    fault_of(model, &member.target, default).or_else(|| {
        let target = model.traits(&member.target).and_then(|own| own.get(RANGE));
        out_of_range(member.traits.get(RANGE).or(target)?, default)
    })
}

/// Why a value is none of shape `id`.
fn fault_of(model: &Model, id: &ShapeId, default: &Node) -> Option<String> {
    let expected = |what: &str, fits: bool| (!fits).then(|| format!("expected {what}"));
    let simple = match model.shape(id).map(|shape| &shape.kind) {
        None => prelude::simple_type(id)?,
        Some(ShapeKind::Simple(simple)) => *simple,
        Some(ShapeKind::Enum(values)) => {
            let is_value = |text: &str| {
                values.iter().any(|(name, member)| {
                    traits::text(&member.traits, traits::ENUM_VALUE).unwrap_or(name) == text
                })
            };
            return expected("a value of the enum", default.as_str().is_some_and(is_value));
        }
        Some(ShapeKind::IntEnum(values)) => {
            let is_value = |number: i64| {
                let of = |member: &Member| member.traits.get(traits::ENUM_VALUE)?.as_i64();
                values.values().any(|member| of(member) == Some(number))
            };
            return expected("a value of the enum", default.as_i64().is_some_and(is_value));
        }
        Some(ShapeKind::List(_) | ShapeKind::Set(_)) => {
            return expected("an empty list", default.as_array().is_some_and(<[_]>::is_empty));
        }
        Some(ShapeKind::Map { .. }) => {
            return expected("an empty map", default.as_object().is_some_and(|map| map.is_empty()));
        }
        Some(ShapeKind::Structure(_) | ShapeKind::Union(_)) => {
            return Some("structures and unions have none".to_owned());
        }
        Some(_) => return None,
    };
    let whole = |bits: u32| {
        let fits = |number: i64| number >> (bits - 1) == number >> 63;
        expected(&format!("an integer of {bits} bits"), default.as_i64().is_some_and(fits))
    };
    match simple {
        SimpleType::Boolean => expected("`true` or `false`", default.as_bool().is_some()),
        SimpleType::String => expected("a string", default.as_str().is_some()),
        SimpleType::Byte => whole(8),
        SimpleType::Short => whole(16),
        SimpleType::Integer => whole(32),
        SimpleType::Long => whole(64),
        SimpleType::Float => {
            let fits = |number: f64| number.abs() <= f64::from(f32::MAX);
            expected("a number of 32 bits", default.as_f64().is_some_and(fits))
        }
        SimpleType::Double => expected("a number", default.as_f64().is_some_and(f64::is_finite)),
        SimpleType::BigInteger | SimpleType::BigDecimal => {
            expected("a number", default.as_number().is_some())
        }
        SimpleType::Blob => expected("base64", literals::bytes(default).is_some()),
        SimpleType::Timestamp => expected(
            "seconds since 1970, or a date and time such as `2026-11-23T06:49:25Z`",
            Moment::read(default).is_some(),
        ),
        SimpleType::Document => {
            let is_empty = match default {
                Node::Array(items) => items.is_empty(),
                Node::Object(entries) => entries.is_empty(),
                _ => true,
            };
            expected("an empty list or map, or a simple value", is_empty)
        }
    }
}

/// Zero is never refused: that is what numbers of models from before there were defaults are.
fn out_of_range(range: &Node, default: &Node) -> Option<String> {
    let number = default.as_f64().filter(|number| *number != 0.0)?;
    let bound = |key: &str| range.get(key).and_then(Node::as_f64);
    let is_outside = bound("min").is_some_and(|min| number < min)
        || bound("max").is_some_and(|max| number > max);
    is_outside.then(|| "it is out of its `range`".to_owned())
}

/// A value for people.
fn text(node: &Node) -> String {
    match node {
        Node::Null => "`null`".to_owned(),
        Node::Bool(value) => format!("`{value}`"),
        Node::Number(number) => format!("`{number}`"),
        Node::String(text) => format!("`{text:?}`"),
        Node::Array(items) if items.is_empty() => "`[]`".to_owned(),
        Node::Object(entries) if entries.is_empty() => "`{}`".to_owned(),
        Node::Array(_) | Node::Object(_) => node.kind().to_owned(),
    }
}
