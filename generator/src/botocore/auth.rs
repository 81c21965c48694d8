//! How requests are signed, of the service and of operations that differ.

use smithy_json_ast::{Node, Traits};

use super::{Context, Diagnostic, Diagnostics, add, flag, mark, text};

const SIGV4: &str = "aws.auth#sigv4";
const BEARER: &str = "smithy.api#httpBearerAuth";

/// The schemes of the service, and their order where it is not the alphabetical one, which is what
/// Smithy takes without an `auth` trait.
pub(super) fn service(context: &Context<'_>, traits: &mut Traits, faults: &mut Diagnostics) {
    let listed = context.metadata.get("auth").and_then(Node::as_array).unwrap_or_default();
    let mut schemes: Vec<&str> = listed.iter().filter_map(Node::as_str).collect();
    match context.meta("signatureVersion") {
        _ if !schemes.is_empty() => {}
        Some("bearer") => schemes.push(BEARER),
        Some(version @ "v2") => {
            let message = format!("Smithy has no trait for signature version `{version}`");
            let fault = Diagnostic::warning("left-out-auth", message);
            let fault = fault.help("requests to this service cannot be signed");
            faults.push(context.fault(fault, &["metadata", "signatureVersion"]));
        }
        _ => schemes.push(SIGV4),
    }
    let name = context.meta("signingName").or(context.meta("endpointPrefix")).unwrap_or_default();
    for scheme in &schemes {
        match *scheme {
            SIGV4 | "aws.auth#sigv4a" => add(traits, scheme, Node::from_iter([("name", name)])),
            other => mark(traits, other),
        }
    }
    if !schemes.is_sorted() {
        add(traits, "smithy.api#auth", schemes.into_iter().collect::<Node>());
    }
}

/// What an operation does otherwise.
pub(super) fn operation(traits: &mut Traits, node: &Node) {
    let kind = text(node, "authtype");
    if flag(node, "unsignedPayload") || kind == Some("v4-unsigned-body") {
        mark(traits, "aws.auth#unsignedPayload");
    }
    let listed = node.get("auth").and_then(Node::as_array).unwrap_or_default();
    let listed: Vec<&str> = listed.iter().filter_map(Node::as_str).collect();
    let none = listed == ["smithy.api#noAuth"] || (listed.is_empty() && kind == Some("none"));
    if none {
        add(traits, "smithy.api#auth", Node::Array(Vec::new()));
    } else if !listed.is_empty() {
        add(traits, "smithy.api#auth", listed.into_iter().collect::<Node>());
    } else if kind == Some("bearer") {
        add(traits, "smithy.api#auth", [BEARER].into_iter().collect::<Node>());
    }
}
