//! Members that have to be set, or have not. Clients send what they are given, so it is the service that refuses.

use super::{Context, Found, subject};
use crate::diff::BehaviourVerdict::{Breaking, Notable};
use crate::diff::delta::{Delta, What};
use crate::model::traits::REQUIRED;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(REQUIRED) = delta.what else { return None };
    let member = subject(delta, context);
    let (sent, received) = (context.is_sent(delta), context.is_received(delta));
    Some(if delta.came() {
        let found = Found::new("required-added", format!("{member} is required now"));
        match sent {
            true => found.behaviour(Breaking).note("the service may refuse requests without it"),
            false => found,
        }
    } else if delta.went() {
        let found = Found::new("required-removed", format!("{member} is not required any more"));
        match received {
            true => found.behaviour(Notable).note("responses may leave it out"),
            false => found,
        }
    } else {
        Found::new("required-changed", format!("`required` changed on {member}"))
    })
}
