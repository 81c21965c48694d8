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

/// From what to what; with namespaces where the names are the same.
pub(super) fn between(delta: &Delta<'_>) -> String {
    let id = |side: &Option<Value<'_>>| side.as_ref().and_then(Value::as_id).cloned();
    let (Some(old), Some(new)) = (id(&delta.old), id(&delta.new)) else { return String::new() };
    let (before, after) = match old.name() == new.name() {
        true => (old.as_str(), new.as_str()),
        false => (old.name(), new.name()),
    };
    format!("targets `{after}`, no longer `{before}`")
}

/// What another target does to programs: of the same type, nothing.
pub(super) fn explained(found: Found, delta: &Delta<'_>, context: &Context<'_>) -> Found {
    let kind = |side: &Option<Value<'_>>| {
        let id = side.as_ref().and_then(Value::as_id);
        id.map(|id| context.type_of(id)).unwrap_or_default()
    };
    let (old, new) = (kind(&delta.old), kind(&delta.new));
    let texts = ["string", "enum"];
    let width = |kind: &str| ["byte", "short", "integer", "long"].iter().position(|it| *it == kind);
    let is_wider = width(old).is_some() && width(old) < width(new);
    if old == new {
        found
    } else if is_wider {
        found.note(format!("{old} became {new}, which holds all that it held"))
    } else if texts.contains(&old) && texts.contains(&new) {
        found.note("values travel as the same text")
    } else {
        found.behaviour(Breaking).note(format!("{old} became {new}"))
    }
}
