//! How to go through the pages of operations.

use super::{Context, Found, subject};
use crate::diff::BehaviourVerdict::Notable;
use crate::diff::delta::{Delta, What};
use crate::model::traits::PAGINATED;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(PAGINATED) = delta.what else { return None };
    let of = subject(delta, context);
    Some(if delta.came() {
        Found::new("paginated-added", format!("{of} has pages now"))
    } else if delta.went() {
        Found::new("paginated-removed", format!("{of} has no pages any more"))
    } else {
        Found::new("paginated-changed", format!("pages of {of} are found in another way"))
            .behaviour(Notable)
    })
}
