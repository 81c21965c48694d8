//! How members and operations travel in protocols that this client does not speak.

use super::{Context, Found, sentence};
use crate::diff::delta::{Delta, What};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(id) = delta.what else { return None };
    let rule = match id {
        "smithy.api#jsonName" => "json-name",
        "smithy.api#http"
        | "smithy.api#httpError"
        | "smithy.api#httpHeader"
        | "smithy.api#httpLabel"
        | "smithy.api#httpPayload"
        | "smithy.api#httpPrefixHeaders"
        | "smithy.api#httpQuery"
        | "smithy.api#httpQueryParams"
        | "smithy.api#httpResponseCode" => "http-binding",
        _ => return None,
    };
    let note = "nothing on the wire: the protocol of this client does not use it";
    Some(Found::new(rule, sentence(delta, context)).note(note))
}
