//! `waiters-2.json`. Smithy has no matcher for a status: 200 is success, and any other stands for
//! the errors of the operation that have it.

use smithy_json_ast::{Node, Object, ShapeId, ShapeKind};

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
            let found = with_status(context, operation, expected.as_u64(), shapes);
            return match found.is_empty() {
                true => Err(format!("looks for a status that tells no error of `{operation}`")),
                false => Ok(found.iter().map(|name| error(name)).collect()),
            };
        }
        ("error", Node::Bool(any)) => return Ok(vec![success(!any)]),
        ("error", Node::String(code)) => return Ok(vec![error(code)]),
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

/// The names of the errors of an operation that have a status. The response to a HEAD request has no
/// body, so nothing in it names an error.
fn with_status<'a>(
    context: &Context<'_>,
    operation: &str,
    status: Option<u64>,
    shapes: &'a Shapes,
) -> Vec<&'a str> {
    let http = context.operations.get(operation).and_then(|node| node.get("http"));
    let head = http.and_then(|http| text(http, "method")) == Some("HEAD");
    let shape = shapes.get(&context.names.operation(operation)).map(|shape| &shape.kind);
    let Some(ShapeKind::Operation(operation)) = shape.filter(|_| !head && status.is_some()) else {
        return Vec::new();
    };
    let has_status = |id: &&ShapeId| {
        let traits = shapes.get(*id).map(|shape| &shape.traits);
        let found = traits.and_then(|traits| traits.get("smithy.api#httpError"));
        found.and_then(Node::as_u64) == status
    };
    operation.errors.iter().filter(has_status).map(ShapeId::name).collect()
}
