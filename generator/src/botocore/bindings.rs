//! Where the members of a REST protocol go: labels, query, headers, status, payload.
//! Source: Smithy 2.0, "HTTP bindings".

use smithy_json_ast::{Node, Traits};

use super::members::Place;
use super::{add, mark, text};

/// Binds a member, and says whether it is out of the body, where names of another kind would count.
pub(super) fn bind(
    traits: &mut Traits,
    place: &Place<'_>,
    reference: &Node,
    shape: &Node,
    payload: bool,
) -> bool {
    let name = text(reference, "locationName").unwrap_or(place.member);
    match text(reference, "location") {
        Some("uri") => {
            mark(traits, "smithy.api#httpLabel");
            // A label cannot be absent. Smithy 2.0, "httpLabel trait".
            mark(traits, "smithy.api#required");
        }
        Some("querystring") if text(shape, "type") == Some("map") => {
            mark(traits, "smithy.api#httpQueryParams");
        }
        Some("querystring") => add(traits, "smithy.api#httpQuery", name),
        Some("header") => add(traits, "smithy.api#httpHeader", name),
        Some("headers") => {
            let prefix = text(reference, "locationName").unwrap_or_default();
            add(traits, "smithy.api#httpPrefixHeaders", prefix);
        }
        Some("statusCode") => mark(traits, "smithy.api#httpResponseCode"),
        _ => {
            if payload {
                mark(traits, "smithy.api#httpPayload");
            }
            return false;
        }
    }
    true
}

/// The URI of an operation. botocore's labels go by the names on the wire, Smithy's by those of
/// members.
pub(super) fn uri(pattern: &str, input: &Node) -> String {
    let members = super::object(input, "members");
    let member_of = |label: &str| {
        let labels = members.iter().filter(|(_, member)| text(member, "location") == Some("uri"));
        let mut named = labels
            .map(|(name, member)| (name.as_str(), text(member, "locationName").unwrap_or(name)));
        named.find(|(_, wire)| *wire == label).map_or(label.to_owned(), |(name, _)| name.to_owned())
    };
    let (mut uri, mut rest) = (String::new(), pattern);
    while let Some((before, after)) = rest.split_once('{') {
        let (label, tail) = after.split_once('}').unwrap_or((after, ""));
        let (label, greedy) = label.strip_suffix('+').map_or((label, ""), |label| (label, "+"));
        uri.push_str(&format!("{before}{{{}{greedy}}}", member_of(label)));
        rest = tail;
    }
    uri.push_str(rest);
    uri
}
