//! What clients do with whole requests and their failures: compress them, try them again.

use super::{Context, Found, sentence};
use crate::diff::BehaviourVerdict::Notable;
use crate::diff::delta::{Delta, What};
use crate::model::traits::{ERROR, REQUEST_COMPRESSION, RETRYABLE};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(id) = delta.what else { return None };
    let rule = match id {
        REQUEST_COMPRESSION => "request-compression",
        RETRYABLE => "retryable",
        ERROR => "error-fault",
        _ => return None,
    };
    Some(Found::new(rule, sentence(delta, context)).behaviour(Notable))
}
