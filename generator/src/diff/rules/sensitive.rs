//! Secrets, which `Debug` and logs hide.

use super::{Context, Found, subject};
use crate::diff::BehaviourVerdict::Notable;
use crate::diff::delta::{Delta, What};
use crate::model::traits::SENSITIVE;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(SENSITIVE) = delta.what else { return None };
    let of = subject(delta, context);
    let found = if delta.went() {
        Found::new("sensitive-removed", format!("{of} is no secret any more"))
            .note("`Debug` and logs show it")
    } else {
        Found::new("sensitive-added", format!("{of} is a secret now"))
            .note("`Debug` and logs do not show it any more")
    };
    Some(found.behaviour(Notable))
}
