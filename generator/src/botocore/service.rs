//! The service shape.

use std::collections::BTreeSet;

use smithy_json_ast::{Node, Object, Service, Shape, ShapeKind, Traits};

use super::members::describe;
use super::{Context, Diagnostic, Diagnostics, Shapes, add, auth, flag, mark, object, text};

pub(super) fn convert(
    context: &Context<'_>,
    rules: &Node,
    shapes: &mut Shapes,
    faults: &mut Diagnostics,
) {
    let mut operations: Vec<_> =
        context.operations.keys().map(|name| context.names.operation(name)).collect();
    operations.sort();
    let version = context.meta("apiVersion").unwrap_or_default().to_owned();
    let service = Service { version, operations, ..Service::default() };
    let mut shape = Shape::new(ShapeKind::Service(service));
    let traits = &mut shape.traits;
    describe(traits, context.whole);
    if let Some(title) = context.meta("serviceFullName") {
        add(traits, "smithy.api#title", title);
    }
    if let Some(uri) = context.namespace {
        add(traits, "smithy.api#xmlNamespace", Node::from_iter([("uri", uri)]));
    }
    aws(context, traits);
    protocols(context, traits, faults);
    auth::service(context, traits, faults);
    if let Some(parameters) = context.whole.get("clientContextParams") {
        add(traits, "smithy.rules#clientContextParams", parameters.clone());
    }
    if !rules.is_null() {
        add(traits, "smithy.rules#endpointRuleSet", rules.clone());
    }
    let mut names = context.operations.iter();
    if let Some((name, _)) = names.find(|(_, node)| flag(node, "endpointoperation")) {
        let id = context.names.operation(name);
        // botocore knows the error by its name.
        let error = "InvalidEndpointException";
        let error = context.shapes.contains_key(error).then(|| context.names.shape(error));
        let fields = [("operation", Some(&id)), ("error", error.as_ref())];
        let fields = fields.into_iter().filter_map(|(key, id)| Some((key, id?.as_str())));
        let discovery: Node = fields.collect();
        add(traits, "aws.api#clientEndpointDiscovery", discovery);
    }
    shapes.insert(context.names.service.clone(), shape);
}

/// The XML namespace of the service: what the metadata says, or else the only one that inputs and
/// payloads have.
pub(super) fn namespace(whole: &Node) -> Option<&str> {
    if let Some(uri) = whole.get("metadata").and_then(uri) {
        return Some(uri);
    }
    let inputs = object(whole, "operations").values().filter_map(|node| node.get("input"));
    let payloads = object(whole, "shapes")
        .values()
        .filter_map(|node| object(node, "members").get(text(node, "payload")?));
    let found: BTreeSet<&str> = inputs.chain(payloads).filter_map(uri).collect();
    found.first().copied().filter(|_| found.len() == 1)
}

/// The URI alone, or in an object.
fn uri(node: &Node) -> Option<&str> {
    let namespace = node.get("xmlNamespace")?;
    namespace.as_str().or_else(|| text(namespace, "uri"))
}

fn aws(context: &Context<'_>, traits: &mut Traits) {
    let id = context.meta("serviceId").unwrap_or_default();
    let endpoint = context.meta("endpointPrefix").unwrap_or_default();
    let signing = context.meta("signingName").unwrap_or(endpoint);
    let source = format!("{signing}.amazonaws.com");
    let formation: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
    let fields = Node::from_iter([
        ("sdkId", id),
        ("arnNamespace", signing),
        ("cloudFormationName", &formation),
        ("cloudTrailEventSource", &source),
        ("endpointPrefix", endpoint),
    ]);
    add(traits, "aws.api#service", fields);
}

/// One trait for each protocol that the service speaks.
fn protocols(context: &Context<'_>, traits: &mut Traits, faults: &mut Diagnostics) {
    for protocol in &context.protocols {
        let id = match *protocol {
            "ec2" => "aws.protocols#ec2Query",
            "query" => "aws.protocols#awsQuery",
            "json" if context.meta("jsonVersion") == Some("1.1") => "aws.protocols#awsJson1_1",
            "json" => "aws.protocols#awsJson1_0",
            "rest-json" => "aws.protocols#restJson1",
            "rest-xml" => "aws.protocols#restXml",
            "smithy-rpc-v2-cbor" => "smithy.protocols#rpcv2Cbor",
            other => {
                let message = format!("the protocol `{other}` is not known");
                let fault = Diagnostic::error("unknown-protocol", message);
                let help = "known are ec2, json, query, rest-json, rest-xml and smithy-rpc-v2-cbor";
                faults.push(context.fault(fault.help(help), &["metadata", "protocol"]));
                continue;
            }
        };
        let http2 = context.metadata.get("protocolSettings").and_then(|s| text(s, "h2"));
        let mut fields = Object::default();
        if let Some(kind) = http2.filter(|_| !matches!(*protocol, "ec2" | "query")) {
            fields.insert("http".to_owned(), Node::from_iter(["http/1.1", "h2"]));
            if kind == "eventstream" {
                fields.insert("eventStreamHttp".to_owned(), Node::from_iter(["h2"]));
            }
        }
        add(traits, id, fields);
    }
    if context.metadata.contains_key("awsQueryCompatible") {
        mark(traits, "aws.protocols#awsQueryCompatible");
    }
}
