//! Members that came, went or have another name.

use super::{Context, Found, subject};
use crate::diff::BehaviourVerdict::Breaking;
use crate::diff::Direction;
use crate::diff::delta::{Delta, What};
use crate::model::traits::{self, REQUIRED};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Member(before) = delta.what else { return None };
    let member = subject(delta, context);
    let is_required = delta
        .new
        .as_ref()
        .and_then(|value| value.as_member())
        .is_some_and(|member| traits::has(&member.traits, REQUIRED));
    Some(match before {
        Some(before) => {
            let name = delta.member.unwrap_or_default();
            let of = delta.shape.map(|shape| shape.name()).unwrap_or_default();
            let message = format!("member `{before}` of `{of}` was renamed to `{name}`");
            Found::new("member-renamed", message)
        }
        None if delta.came() => {
            let found = Found::new("member-added", format!("{member} was added"));
            match is_required && context.is_sent(delta) {
                true => found
                    .behaviour(Breaking)
                    .note("it is required: the service may refuse requests without it"),
                false => found,
            }
        }
        None => {
            let found =
                Found::new("member-removed", format!("{member} was removed")).behaviour(Breaking);
            found.note(match context.direction(delta.shape) {
                Direction::In => "the service may refuse or ignore it",
                Direction::Out => "responses may not hold it any more",
                Direction::Both | Direction::None => "the service may not know it any more",
            })
        }
    })
}
