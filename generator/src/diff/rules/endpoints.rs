//! Where requests go: endpoint rules and what gives them parameters.

use super::{Context, Found, sentence};
use crate::diff::BehaviourVerdict::{None as Nothing, Notable};
use crate::diff::delta::{Delta, What};
use crate::model::traits::{ENDPOINT, ENDPOINT_BDD, ENDPOINT_RULE_SET, ENDPOINT_TESTS, HOST_LABEL};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(id) = delta.what else { return None };
    match id {
        ENDPOINT_RULE_SET | ENDPOINT_BDD => {
            let (changes, note) = context.endpoints.explain();
            let found = Found::new("endpoint-rules", sentence(delta, context)).note(note);
            Some(found.behaviour(if changes { Notable } else { Nothing }))
        }
        ENDPOINT_TESTS => Some(Found::new("endpoint-tests", sentence(delta, context))),
        ENDPOINT | HOST_LABEL => {
            Some(Found::new("host-prefix", sentence(delta, context)).behaviour(Notable))
        }
        id if id.starts_with("smithy.rules#") => {
            Some(Found::new("endpoint-parameters", sentence(delta, context)).behaviour(Notable))
        }
        _ => None,
    }
}
