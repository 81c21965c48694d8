//! All that no other rule knows: what it means is not known here, unless it is a trait that no client asks for.

use super::{Context, Found, sentence};
use crate::analysis::{TraitUse, trait_use};
use crate::diff::BehaviourVerdict::Notable;
use crate::diff::delta::{Delta, What};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Found {
    let found = Found::new("other", sentence(delta, context));
    let meaning = match delta.what {
        What::Trait(id) => id.parse().ok().and_then(|id| trait_use(&id)),
        _ => None,
    };
    match meaning {
        Some(TraitUse::NoEffect) => found.note("clients do the same with and without it"),
        _ => found.behaviour(Notable).note("what it means to programs is not known here"),
    }
}
