//! Waiters that came, went, or wait in another way.

use super::{Context, Found, subject};
use crate::diff::BehaviourVerdict::Notable;
use crate::diff::delta::{Delta, What};
use crate::diff::value::Value;
use crate::model::traits::WAITABLE;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(WAITABLE) = delta.what else { return None };
    let all = |side: &Option<Value<'_>>| {
        let object = side.as_ref().and_then(Value::as_node).and_then(|node| node.as_object());
        object.cloned().unwrap_or_default()
    };
    let (old, new) = (all(&delta.old), all(&delta.new));
    let mut parts = Vec::new();
    let mut say = |verb: &str, names: Vec<&String>| {
        if !names.is_empty() {
            let mut names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            names.sort();
            parts.push(format!("{} {verb}", names.join(", ")));
        }
    };
    say("added", new.keys().filter(|name| !old.contains_key(*name)).collect());
    say("removed", old.keys().filter(|name| !new.contains_key(*name)).collect());
    let changed = new.iter().filter(|(name, it)| old.get(*name).is_some_and(|old| old != *it));
    let changed: Vec<&String> = changed.map(|(name, _)| name).collect();
    let is_changed = !changed.is_empty();
    say("changed", changed);
    let message = format!("waiters of {}: {}", subject(delta, context), parts.join("; "));
    let found = Found::new("waiters", message);
    Some(if is_changed { found.behaviour(Notable) } else { found })
}
