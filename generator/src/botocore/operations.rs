//! Operations, and which structures are inputs and outputs.

use std::collections::BTreeMap;

use smithy_json_ast::{Node, Object, Operation, Shape, ShapeId, ShapeKind, Traits};

use super::{
    Context, Diagnostic, Diagnostics, Shapes, add, auth, bindings, flag, mark, members, object,
    text,
};

pub(super) fn convert(context: &Context<'_>, shapes: &mut Shapes, faults: &mut Diagnostics) {
    let uses = uses(context);
    for (name, node) in context.operations {
        let target = |key: &str| node.get(key).and_then(|reference| text(reference, "shape"));
        let id = |shape: Option<&str>| match shape {
            Some(shape) => Some(context.names.shape(shape)),
            None => ShapeId::parse("smithy.api#Unit").ok(),
        };
        let errors = node.get("errors").and_then(Node::as_array).unwrap_or_default();
        let mut operation = Operation {
            input: id(target("input")),
            output: id(target("output")),
            errors: Vec::new(),
        };
        for error in errors.iter().filter_map(|error| text(error, "shape")) {
            let error = context.names.shape(error);
            if !operation.errors.contains(&error) {
                operation.errors.push(error);
            }
        }
        for (key, trait_id) in [("input", "smithy.api#input"), ("output", "smithy.api#output")] {
            let once = target(key).filter(|shape| uses.get(shape) == Some(&1));
            let shape = once.and_then(|shape| shapes.get_mut(&context.names.shape(shape)));
            if let Some(shape) = shape {
                mark(&mut shape.traits, trait_id);
                let own = node.get(key).filter(|_| key == "input" && context.is_xml());
                let own = own.and_then(members::xml_namespace);
                if let Some(own) = own.filter(|own| text(own, "uri") != context.namespace) {
                    add(&mut shape.traits, "smithy.api#xmlNamespace", own);
                }
            }
        }
        let mut shape = Shape::new(ShapeKind::Operation(operation));
        shape.traits = traits(context, node);
        auth::operation(&mut shape.traits, node);
        unsaid(context, name, node, faults);
        if let Some(http) = http(context, name, node, faults) {
            add(&mut shape.traits, "smithy.api#http", http);
        }
        shapes.insert(context.names.operation(name), shape);
    }
}

/// How often each shape is referred to.
fn uses<'a>(context: &Context<'a>) -> BTreeMap<&'a str, usize> {
    let mut uses = BTreeMap::new();
    let mut count = |reference: Option<&'a Node>| {
        if let Some(name) = reference.and_then(|reference| text(reference, "shape")) {
            *uses.entry(name).or_default() += 1;
        }
    };
    for operation in context.operations.values() {
        count(operation.get("input"));
        count(operation.get("output"));
        operation
            .get("errors")
            .and_then(Node::as_array)
            .unwrap_or_default()
            .iter()
            .for_each(|error| count(Some(error)));
    }
    for shape in context.shapes.values() {
        object(shape, "members").values().for_each(|member| count(Some(member)));
        ["member", "key", "value"].into_iter().for_each(|key| count(shape.get(key)));
    }
    uses
}

fn traits(context: &Context<'_>, node: &Node) -> Traits {
    let mut traits = Traits::default();
    members::describe(&mut traits, node);
    for (key, id) in [
        ("idempotent", "smithy.api#idempotent"),
        ("readonly", "smithy.api#readonly"),
        ("httpChecksumRequired", "smithy.api#httpChecksumRequired"),
    ] {
        if flag(node, key) {
            mark(&mut traits, id);
        }
    }
    for (key, id) in [
        ("httpChecksum", "aws.protocols#httpChecksum"),
        ("requestcompression", "smithy.api#requestCompression"),
        ("staticContextParams", "smithy.rules#staticContextParams"),
        ("operationContextParams", "smithy.rules#operationContextParams"),
    ] {
        if let Some(value) = node.get(key) {
            add(&mut traits, id, value.clone());
        }
    }
    if let Some(prefix) = node.get("endpoint").and_then(|endpoint| text(endpoint, "hostPrefix")) {
        add(&mut traits, "smithy.api#endpoint", Node::from_iter([("hostPrefix", prefix)]));
    }
    if let Some(discovery) = node.get("endpointdiscovery")
        && context.operations.values().any(|operation| flag(operation, "endpointoperation"))
    {
        let required = Node::from_iter([("required", flag(discovery, "required"))]);
        add(&mut traits, "aws.api#clientDiscoveredEndpoint", required);
    }
    traits
}

/// Names on the wire that Smithy derives from the name of the operation, where they are others.
fn unsaid(context: &Context<'_>, name: &str, node: &Node, faults: &mut Diagnostics) {
    let mut differs = |key: &str, found: Option<&str>, wanted: &str, path: &[&str]| {
        if let Some(found) = found.filter(|found| *found != wanted) {
            let message =
                format!("`{key}` of `{name}` is `{found}`; in Smithy it can only be `{wanted}`");
            let fault = Diagnostic::warning("left-out-name", message);
            faults.push(context.fault(fault, path));
        }
    };
    if !context.is_rest() {
        differs("name", text(node, "name"), name, &["operations", name, "name"]);
    }
    if context.speaks(&["query"]) {
        let wrapper = node.get("output").and_then(|output| text(output, "resultWrapper"));
        let path = ["operations", name, "output", "resultWrapper"];
        differs("resultWrapper", wrapper, &format!("{name}Result"), &path);
    }
}

/// Only REST protocols say more than "POST to the root".
fn http(
    context: &Context<'_>,
    name: &str,
    node: &Node,
    faults: &mut Diagnostics,
) -> Option<Object> {
    let http = node.get("http")?;
    let (method, uri) = (text(http, "method")?, text(http, "requestUri")?);
    if !context.is_rest() {
        if (method, uri) != ("POST", "/") {
            let message = format!(
                "`{name}` asks for `{method} {uri}`, which its protocol cannot say in Smithy; it is \
                 left out"
            );
            let fault = Diagnostic::warning("left-out-http", message);
            faults.push(context.fault(fault, &["operations", name, "http"]));
        }
        return None;
    }
    let input = node.get("input").and_then(|input| text(input, "shape")).unwrap_or_default();
    let mut fields = Object::default();
    fields.insert("method".to_owned(), method.into());
    fields.insert("uri".to_owned(), bindings::uri(uri, context.shape(input)).into());
    let code = http.get("responseCode").cloned().unwrap_or_else(|| 200.into());
    fields.insert("code".to_owned(), code);
    Some(fields)
}
