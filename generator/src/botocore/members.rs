//! Members: what they target, and the traits that stand on them. botocore puts together what a
//! reference says and what the shape says that it refers to; Smithy knows some of the latter only
//! on members.

use smithy_json_ast::{Member, Node, Object, Shape, ShapeKind, SimpleType, Traits};

use super::{Context, Shapes, add, bindings, flag, mark, shapes, text};

/// Which member, and of what.
pub(super) struct Place<'a> {
    pub(super) member: &'a str,
    /// The structure as botocore has it.
    pub(super) structure: &'a Node,
}

/// A member of a structure or union.
pub(super) fn member(
    context: &Context<'_>,
    place: &Place<'_>,
    reference: &Node,
    all: &mut Shapes,
) -> Member {
    let mut member = target(context, reference, all);
    let shape = context.shape(text(reference, "shape").unwrap_or_default());
    let traits = &mut member.traits;
    describe(traits, reference);
    timestamp_format(traits, reference);
    for (key, id) in [
        ("idempotencyToken", "smithy.api#idempotencyToken"),
        ("hostLabel", "smithy.api#hostLabel"),
        ("eventpayload", "smithy.api#eventPayload"),
        ("eventheader", "smithy.api#eventHeader"),
        ("endpointdiscoveryid", "aws.api#clientEndpointDiscoveryId"),
    ] {
        if flag(reference, key) {
            mark(traits, id);
        }
    }
    if let Some(parameter) = reference.get("contextParam") {
        add(traits, "smithy.rules#contextParam", parameter.clone());
    }
    let payload = text(place.structure, "payload") == Some(place.member);
    if context.is_rest() && bindings::bind(traits, place, reference, shape, payload) {
        return member;
    }
    if payload && streams(reference, shape) && !required(place) {
        // A stream is never absent. Smithy 2.0, "streaming trait".
        add(traits, "smithy.api#default", "");
    }
    if context.is_xml() {
        xml(context, traits, reference, shape, payload);
    } else if let Some(name) = text(reference, "locationName").filter(|n| *n != place.member) {
        add(traits, "smithy.api#jsonName", name);
    }
    member
}

fn required(place: &Place<'_>) -> bool {
    let all = place.structure.get("required").and_then(Node::as_array).unwrap_or_default();
    all.iter().any(|name| name.as_str() == Some(place.member))
}

fn streams(reference: &Node, shape: &Node) -> bool {
    text(shape, "type") == Some("blob")
        && (flag(reference, "streaming") || flag(shape, "streaming"))
}

/// The shape that a reference means. Smithy has two facts on shapes alone that botocore has on
/// references; a shape of its own carries them then.
pub(super) fn target(context: &Context<'_>, reference: &Node, all: &mut Shapes) -> Member {
    let name = text(reference, "shape").unwrap_or_default();
    let shape = context.shape(name);
    let mut derived = |prefix: &str, id: &str, value: Node| {
        let derived = context.names.derived(prefix, name);
        let kind = text(shape, "type").and_then(shapes::simple).unwrap_or(SimpleType::String);
        let mut copy = Shape::new(ShapeKind::Simple(kind));
        copy.traits = shapes::traits(shape);
        add(&mut copy.traits, id, value);
        all.insert(derived.clone(), copy);
        Member::new(derived)
    };
    if flag(reference, "jsonvalue") {
        return derived("SynthesizedJson", "smithy.api#mediaType", "application/json".into());
    }
    if streams(reference, shape) && !flag(shape, "streaming") {
        return derived("Streaming", "smithy.api#streaming", Object::default().into());
    }
    Member::new(context.names.shape(name))
}

/// Documentation and deprecation, which stand on everything.
pub(super) fn describe(traits: &mut Traits, node: &Node) {
    if let Some(documentation) = text(node, "documentation") {
        add(traits, "smithy.api#documentation", documentation);
    }
    if flag(node, "deprecated") {
        let fields = [("message", "deprecatedMessage"), ("since", "deprecatedSince")];
        let fields = fields.into_iter().filter_map(|(to, from)| Some((to, text(node, from)?)));
        add(traits, "smithy.api#deprecated", fields.collect::<Node>());
    }
}

pub(super) fn timestamp_format(traits: &mut Traits, node: &Node) {
    let format = match text(node, "timestampFormat") {
        Some("iso8601") => "date-time",
        Some("unixTimestamp") => "epoch-seconds",
        Some("rfc822") => "http-date",
        _ => return,
    };
    add(traits, "smithy.api#timestampFormat", format);
}

/// `{"uri": …}`, with or without a prefix, or the URI alone.
pub(super) fn xml_namespace(node: &Node) -> Option<Node> {
    match node.get("xmlNamespace")? {
        Node::String(uri) => Some(Node::from_iter([("uri", uri.as_str())])),
        Node::Object(fields) => Some(fields.clone().into()),
        _ => None,
    }
}

/// Names on the wire of the protocols that have XML. What a reference does not say, its shape does.
fn xml(context: &Context<'_>, traits: &mut Traits, reference: &Node, shape: &Node, payload: bool) {
    let flattened = flag(reference, "flattened") || flag(shape, "flattened");
    if flattened {
        mark(traits, "smithy.api#xmlFlattened");
    }
    let inner = shape.get("member").and_then(|member| text(member, "locationName"));
    let own = text(reference, "locationName").or_else(|| text(shape, "locationName"));
    if let Some(name) = inner.filter(|_| flattened).or(own) {
        add(traits, "smithy.api#xmlName", name);
        if context.speaks(&["ec2"]) && name.starts_with(|c: char| c.is_ascii_lowercase()) {
            add(traits, EC2_QUERY_NAME, capitalized(name));
        }
    }
    if let Some(name) = text(reference, "queryName").filter(|_| context.speaks(&["ec2"])) {
        add(traits, EC2_QUERY_NAME, name);
    }
    if flag(reference, "xmlAttribute") {
        mark(traits, "smithy.api#xmlAttribute");
    }
    // The root of a payload has the namespace of the service anyway.
    let namespace = xml_namespace(reference).or_else(|| xml_namespace(shape));
    let same = |node: &Node| text(node, "uri") == context.namespace;
    if let Some(namespace) = namespace.filter(|namespace| !(payload && same(namespace))) {
        add(traits, "smithy.api#xmlNamespace", namespace);
    }
}

const EC2_QUERY_NAME: &str = "aws.protocols#ec2QueryName";

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
