//! Shapes that came, went, or have another name or type.

use super::{Context, Found};
use crate::diff::BehaviourVerdict::Notable;
use crate::diff::delta::{Delta, What};

pub(super) fn find(delta: &Delta<'_>, _: &Context<'_>) -> Option<Found> {
    let id = delta.shape?;
    let name = id.name();
    match delta.what {
        What::Shape(before) => {
            let kind = delta.new.as_ref().or(delta.old.as_ref())?.as_shape()?.type_name();
            Some(match before {
                Some(before) => {
                    let message = format!("{kind} `{}` was renamed to `{name}`", before.name());
                    Found::new("shape-renamed", message)
                }
                None if delta.came() => {
                    Found::new("shape-added", format!("{kind} `{name}` was added"))
                        .note("something that the operations use has it now")
                }
                // The model may have it still.
                None => Found::new("shape-removed", format!("{kind} `{name}` was removed"))
                    .note("nothing that the operations use has it any more"),
            })
        }
        What::Type => {
            let short = |side: &Option<crate::diff::value::Value<'_>>| {
                side.as_ref().and_then(|value| value.short()).unwrap_or_default()
            };
            let (old, new) = (short(&delta.old), short(&delta.new));
            let found = Found::new("shape-type", format!("{old} `{name}` became a {new}"));
            let is_same = old == "set" && new == "list" || old == "list" && new == "set";
            Some(if is_same { found } else { found.behaviour(Notable) })
        }
        _ => None,
    }
}
