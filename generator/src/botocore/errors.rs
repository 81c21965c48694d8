//! Which structures are errors, whose fault they are, and their codes on the wire.

use std::collections::BTreeMap;

use smithy_json_ast::Node;

use super::{Context, Shapes, add, flag, text};

/// Marks every structure that is called an exception, or that an operation lists as an error. What
/// the shape does not say, the first reference to it may, operations in the order of their names.
pub(super) fn convert(context: &Context<'_>, shapes: &mut Shapes) {
    let mut references: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
    let mut operations: Vec<_> = context.operations.iter().collect();
    operations.sort_by_key(|(name, _)| *name);
    for (_, operation) in operations {
        let errors = operation.get("errors").and_then(Node::as_array).unwrap_or_default();
        for error in errors {
            references.entry(text(error, "shape").unwrap_or_default()).or_default().push(error);
        }
    }
    for (name, node) in context.shapes {
        let references = references.get(name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let is_error =
            flag(node, "exception") || flag(node, "fault") || node.get("error").is_some();
        let Some(shape) = shapes.get_mut(&context.names.shape(name)) else { continue };
        if text(node, "type") != Some("structure") || (!is_error && references.is_empty()) {
            continue;
        }
        let all = || std::iter::once(node).chain(references.iter().copied());
        let error = all().find_map(|node| node.get("error")).unwrap_or(&Node::Null);
        let status = error.get("httpStatusCode").and_then(Node::as_u64);
        let server = all().any(|node| flag(node, "fault"))
            || flag(error, "fault")
            || (status >= Some(500) && !flag(error, "senderFault"));
        let traits = &mut shape.traits;
        add(traits, "smithy.api#error", if server { "server" } else { "client" });
        if let Some(status) = status {
            add(traits, "smithy.api#httpError", status);
        }
        let by_code =
            context.speaks(&["query"]) || context.metadata.contains_key("awsQueryCompatible");
        if let Some(code) = text(error, "code").filter(|_| by_code) {
            let mut value = Node::from_iter([("code", code)]);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("httpResponseCode".to_owned(), status.unwrap_or(400).into());
            }
            add(traits, "aws.protocols#awsQueryError", value);
        }
        if let Some(retryable) = node.get("retryable") {
            let throttling = [("throttling", true)];
            let throttling = throttling.into_iter().filter(|_| flag(retryable, "throttling"));
            add(traits, "smithy.api#retryable", throttling.collect::<Node>());
        }
        let documented = traits.contains_key("smithy.api#documentation");
        let documentation = all().find_map(|node| text(node, "documentation"));
        if let Some(documentation) = documentation.filter(|_| !documented) {
            add(traits, "smithy.api#documentation", documentation);
        }
    }
}
