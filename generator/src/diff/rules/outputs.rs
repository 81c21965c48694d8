//! Inputs and outputs of operations that are other shapes.

use super::{Context, Found, subject};
use crate::diff::BehaviourVerdict::{Breaking, Notable};
use crate::diff::delta::{Delta, What};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let at = || subject(delta, context);
    let (name, rules) = match delta.what {
        What::Property("input") => ("input", ["input-added", "input-removed", "input-changed"]),
        What::Property("output") => {
            ("output", ["output-added", "output-removed", "output-changed"])
        }
        _ => return None,
    };
    let [added, removed, changed] = rules;
    Some(if delta.came() {
        Found::new(added, format!("{} has an {name} now", at()))
    } else if delta.went() {
        Found::new(removed, format!("{} has no {name} any more", at())).behaviour(Breaking)
    } else {
        let name_of = |side: Option<&crate::diff::value::Value<'_>>| {
            side.and_then(|value| value.as_id()).map(|id| id.name().to_owned()).unwrap_or_default()
        };
        let (old, new) = (name_of(delta.old.as_ref()), name_of(delta.new.as_ref()));
        Found::new(changed, format!("the {name} of {} is `{new}`, no longer `{old}`", at()))
            .behaviour(Notable)
    })
}
