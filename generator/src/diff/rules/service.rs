//! What a service says of all its operations: its version, the names that shapes have in it, which protocols it speaks.

use super::{Context, Found, sentence, short, subject};
use crate::diff::BehaviourVerdict::{Breaking, Notable};
use crate::diff::delta::{Delta, What};
use crate::model::traits::AWS_SERVICE;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let at = || subject(delta, context);
    match delta.what {
        What::Property("version") => {
            let message = format!("the version of {} changed, which every request names", at());
            Some(Found::new("service-version", message).behaviour(Notable))
        }
        What::Element("rename", shape) => {
            let message = format!("the name of `{}` in {} changed", short(shape), at());
            Some(Found::new("service-rename", message))
        }
        // What came or went with it says it.
        What::Element(list, of) => {
            let message =
                format!("`{}` was {} `{list}` of {}", short(of), super::verb(delta), at());
            Some(Found::new("service-binding", message))
        }
        What::Trait(AWS_SERVICE) => {
            Some(Found::new("service-identity", sentence(delta, context)).behaviour(Notable))
        }
        What::Trait(id) if id.starts_with("aws.protocols#") && delta.member.is_none() => {
            let found = Found::new("protocol", sentence(delta, context));
            Some(if delta.went() { found.behaviour(Breaking) } else { found })
        }
        _ => None,
    }
}
