//! Defaults, and what says whether clients heed them.

use super::{Context, Found, sentence};
use crate::diff::BehaviourVerdict::Notable;
use crate::diff::delta::{Delta, What};
use crate::model::traits::{ADDED_DEFAULT, CLIENT_OPTIONAL, DEFAULT};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    match delta.what {
        What::Trait(DEFAULT) => {
            let rule = match (delta.came(), delta.went()) {
                (true, _) => "default-added",
                (_, true) => "default-removed",
                _ => "default-changed",
            };
            let found = Found::new(rule, sentence(delta, context));
            Some(found.behaviour(Notable).note("it holds for whoever does not set the member"))
        }
        What::Trait(ADDED_DEFAULT) => Some(Found::new("added-default", sentence(delta, context))),
        What::Trait(CLIENT_OPTIONAL) => {
            Some(Found::new("client-optional", sentence(delta, context)))
        }
        What::Trait("smithy.api#box") => Some(
            Found::new("box", sentence(delta, context))
                .note("only version 1.0 of Smithy asks for it"),
        ),
        _ => None,
    }
}
