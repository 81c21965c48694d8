//! Members that stand in another order: fields do, and so do the keys of requests, of which services know no order.

use super::{Context, Found, subject};
use crate::diff::delta::{Delta, What};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Order = delta.what else { return None };
    let message = format!("members of {} stand in another order", subject(delta, context));
    let found = Found::new("members-reordered", message);
    Some(match context.is_sent(delta) {
        true => found.note("requests have their keys in the order of members"),
        false => found,
    })
}
