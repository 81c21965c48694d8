//! What members are called on the wire, and the form of their values there. What that does, the bytes say.

use super::{Context, Found, sentence};
use crate::diff::delta::{Delta, What};
use crate::model::traits::{EC2_QUERY_NAME, TIMESTAMP_FORMAT, XML_FLATTENED, XML_NAME};

/// Traits, and the names of findings about them.
const TRAITS: [(&str, &str); 6] = [
    (XML_NAME, "xml-name"),
    (EC2_QUERY_NAME, "ec2-query-name"),
    (XML_FLATTENED, "xml-flattened"),
    (TIMESTAMP_FORMAT, "timestamp-format"),
    ("smithy.api#xmlAttribute", "xml-attribute"),
    ("smithy.api#xmlNamespace", "xml-namespace"),
];

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(id) = delta.what else { return None };
    let (_, rule) = TRAITS.iter().find(|(known, _)| *known == id)?;
    Some(Found::new(rule, sentence(delta, context)))
}
