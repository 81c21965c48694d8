//! `waiters-2.json`. Smithy has no matcher for a status: 200 is success, and any other stands for
//! the errors of the operation that have it.

use smithy_json_ast::{Node, Object, ShapeKind};

use super::{Context, Diagnostic, Diagnostics, Shapes, add, object, text};

/// Without a maximum of its own, a waiter waits no longer than this between two tries, in seconds.
/// Source: Smithy 2.0, "waitable trait".
const MAX_DELAY: u64 = 120;

pub(super) fn convert(
    context: &Context<'_>,
    file: &Node,
    shapes: &mut Shapes,
    faults: &mut Diagnostics,
) {
    for (name, waiter) in object(file, "waiters") {
        let operation = text(waiter, "operation").unwrap_or_default();
        let mut left_out = |message: String| {
            let fault = Diagnostic::warning("left-out-waiter", message);
            faults.push(context.files.fault("waiters-2", fault, &["waiters", name]));
        };
        if !context.operations.contains_key(operation) {
            left_out(format!("waiter `{name}` is for an operation that is not there"));
            continue;
        }
        let fields = fields(context, operation, waiter, shapes);
        match (fields, shapes.get_mut(&context.names.operation(operation))) {
            (Err(reason), _) => left_out(format!("waiter `{name}` {reason}; it is left out")),
            (Ok(fields), Some(shape)) => {
                let mut all = Object::default();
                if let Some(old) = shape.traits.get("smithy.waiters#waitable") {
                    all = old.as_object().cloned().unwrap_or_default();
                }
                all.insert(name.clone(), fields.into());
                add(&mut shape.traits, "smithy.waiters#waitable", all);
            }
            (Ok(_), None) => {}
        }
    }
}

fn fields(
    context: &Context<'_>,
    operation: &str,
    waiter: &Node,
    shapes: &Shapes,
) -> Result<Object, String> {
    let acceptors = waiter.get("acceptors").and_then(Node::as_array).unwrap_or_default();
    let mut all: Vec<Node> = Vec::new();
    for acceptor in acceptors {
        let state = text(acceptor, "state").unwrap_or_default();
        for matcher in matchers(context, operation, acceptor, shapes)? {
            let mut fields = Object::default();
            fields.insert("state".to_owned(), state.into());
            fields.insert("matcher".to_owned(), matcher);
            all.push(fields.into());
        }
    }
    let mut fields = Object::default();
    fields.insert("acceptors".to_owned(), Node::Array(all));
    if let Some(delay) = waiter.get("delay") {
        fields.insert("minDelay".to_owned(), delay.clone());
        if delay.as_u64() > Some(MAX_DELAY) {
            fields.insert("maxDelay".to_owned(), delay.clone());
        }
    }
    Ok(fields)
}

/// The matchers that an acceptor stands for: one, or one for each error.
fn matchers(
    context: &Context<'_>,
    operation: &str,
    acceptor: &Node,
    shapes: &Shapes,
) -> Result<Vec<Node>, String> {
    let expected = acceptor.get("expected").unwrap_or(&Node::Null);
    let kind = text(acceptor, "matcher").unwrap_or_default();
    let success = |success: bool| Node::from_iter([("success", success)]);
    let error = |name: &str| Node::from_iter([("errorType", name)]);
    let comparator = match (kind, expected) {
        ("status", _) if expected.as_u64() == Some(200) => return Ok(vec![success(true)]),
        ("status", _) => {
            let with_status = |found: &(String, Object)| {
                expected.as_u64().is_some()
                    && found.1.get("httpError").and_then(Node::as_u64) == expected.as_u64()
            };
            let errors = errors(context, operation, shapes).into_iter().filter(with_status);
            let found: Vec<Node> = errors.map(|(name, _)| error(&name)).collect();
            return match found.is_empty() {
                true => Err(format!("looks for a status that no error of `{operation}` has")),
                false => Ok(found),
            };
        }
        ("error", Node::Bool(any)) => return Ok(vec![success(!any)]),
        ("error", Node::String(code)) => {
            let has_code = |found: &(String, Object)| {
                found.1.get("code").and_then(Node::as_str) == Some(code.as_str())
            };
            let named = errors(context, operation, shapes).into_iter().find(has_code);
            return Ok(vec![error(&named.map_or(code.clone(), |(name, _)| name))]);
        }
        ("path", Node::Bool(_)) => "booleanEquals",
        ("path", Node::String(_)) => "stringEquals",
        ("pathAll", Node::String(_)) => "allStringEquals",
        ("pathAny", Node::String(_)) => "anyStringEquals",
        _ => return Err(format!("matches `{kind}` against {}", expected.kind())),
    };
    let expected = match expected {
        Node::Bool(value) => value.to_string(),
        other => other.as_str().unwrap_or_default().to_owned(),
    };
    let path = text(acceptor, "argument").unwrap_or_default();
    let output =
        Node::from_iter([("path", path), ("expected", &expected), ("comparator", comparator)]);
    Ok(vec![Node::from_iter([("output", output)])])
}

/// The errors of an operation by name, each with its status and code.
fn errors(context: &Context<'_>, operation: &str, shapes: &Shapes) -> Vec<(String, Object)> {
    let shape = shapes.get(&context.names.operation(operation)).map(|shape| &shape.kind);
    let Some(ShapeKind::Operation(operation)) = shape else { return Vec::new() };
    let facts = |id: &smithy_json_ast::ShapeId| {
        let traits = &shapes.get(id)?.traits;
        let mut facts = Object::default();
        if let Some(status) = traits.get("smithy.api#httpError") {
            facts.insert("httpError".to_owned(), status.clone());
        }
        if let Some(error) = traits.get("aws.protocols#awsQueryError") {
            facts.insert("code".to_owned(), error.get("code").cloned().unwrap_or_default());
        }
        Some((id.name().to_owned(), facts))
    };
    operation.errors.iter().filter_map(facts).collect()
}
