//! How requests are signed.

use super::{Context, Found, sentence};
use crate::diff::BehaviourVerdict::Breaking;
use crate::diff::delta::{Delta, What};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(id) = delta.what else { return None };
    let is_auth = id.starts_with("aws.auth#")
        || ["smithy.api#auth", "smithy.api#optionalAuth"].contains(&id)
        || id.starts_with("smithy.api#http") && id.ends_with("Auth");
    is_auth.then(|| Found::new("auth", sentence(delta, context)).behaviour(Breaking))
}
