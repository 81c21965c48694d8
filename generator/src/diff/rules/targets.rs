//! Members that target other shapes.

use super::{Context, Found, subject};
use crate::diff::BehaviourVerdict::Breaking;
use crate::diff::delta::{Delta, What};
use crate::diff::value::Value;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Target = delta.what else { return None };
    let message = format!("{} {}", subject(delta, context), between(delta));
    Some(explained(Found::new("member-target", message), delta, context))
}

/// From what to what.
pub(super) fn between(delta: &Delta<'_>) -> String {
    let name = |side: &Option<Value<'_>>| {
        side.as_ref().and_then(Value::as_id).map(|id| id.name().to_owned()).unwrap_or_default()
    };
    format!("targets `{}`, no longer `{}`", name(&delta.new), name(&delta.old))
}

/// What another target does to programs: of the same type, nothing.
pub(super) fn explained(found: Found, delta: &Delta<'_>, context: &Context<'_>) -> Found {
    let kind = |side: &Option<Value<'_>>| {
        let id = side.as_ref().and_then(Value::as_id);
        id.map(|id| context.type_of(id)).unwrap_or_default()
    };
    let (old, new) = (kind(&delta.old), kind(&delta.new));
    let texts = ["string", "enum"];
    if old == new {
        found
    } else if texts.contains(&old) && texts.contains(&new) {
        found.note("values travel as the same text")
    } else {
        found.behaviour(Breaking).note(format!("a {old} became a {new}"))
    }
}
