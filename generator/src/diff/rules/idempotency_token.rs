//! Members that clients fill with a token, so that a request can be sent again.

use super::{Context, Found, subject};
use crate::diff::BehaviourVerdict::Notable;
use crate::diff::delta::{Delta, What};
use crate::model::traits::IDEMPOTENCY_TOKEN;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(IDEMPOTENCY_TOKEN) = delta.what else { return None };
    let of = subject(delta, context);
    let found = if delta.went() {
        Found::new("idempotency-token-removed", format!("{of} is no idempotency token any more"))
            .note("it is not sent unless a program sets it")
    } else {
        Found::new("idempotency-token-added", format!("{of} is an idempotency token now"))
            .note("the client fills it in unless a program sets it")
    };
    Some(found.behaviour(Notable))
}
