//! Which values a service takes. Clients send what they are given, so nothing of this is in the crate.

use smithy_json_ast::Node;

use super::{Context, Found, sentence};
use crate::diff::BehaviourVerdict::{Breaking, None as Nothing, Notable};
use crate::diff::delta::{Delta, What};
use crate::diff::value::Value;
use crate::model::traits::{LENGTH, PATTERN, RANGE, UNIQUE_ITEMS};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(id) = delta.what else { return None };
    let rule = match id {
        LENGTH => "length",
        RANGE => "range",
        PATTERN => "pattern",
        UNIQUE_ITEMS => "unique-items",
        _ => return None,
    };
    let found = Found::new(rule, sentence(delta, context));
    if !context.is_sent(delta) {
        return Some(found);
    }
    let narrower = match id {
        LENGTH | RANGE => Some(is_narrower(delta)),
        // Of two patterns, nobody knows which matches more.
        _ if delta.came() => Some(true),
        _ if delta.went() => Some(false),
        _ => None,
    };
    Some(match narrower {
        Some(true) => found.behaviour(Breaking).note("the service may refuse values that it took"),
        Some(false) => found.behaviour(Nothing).note("the service takes all values that it took"),
        None => found.behaviour(Notable).note("the service may refuse values that it took"),
    })
}

/// Whether a bound came, or lies further in.
fn is_narrower(delta: &Delta<'_>) -> bool {
    let bound = |side: &Option<Value<'_>>, key: &str| {
        side.as_ref().and_then(Value::as_node).and_then(|node| node.get(key)).and_then(Node::as_f64)
    };
    let (old, new) = (&delta.old, &delta.new);
    let min = match (bound(old, "min"), bound(new, "min")) {
        (Some(old), Some(new)) => new > old,
        (old, new) => old.is_none() && new.is_some(),
    };
    let max = match (bound(old, "max"), bound(new, "max")) {
        (Some(old), Some(new)) => new < old,
        (old, new) => old.is_none() && new.is_some(),
    };
    min || max
}
