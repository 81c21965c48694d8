//! Constraint traits, as documentation states them. A member's own trait comes before the one of
//! its target. Source: Smithy 2.0 specification, "Constraint traits".

use smithy_json_ast::{Member, Node, ShapeId, ShapeKind, Traits};

use super::build::Context;
use super::def::{Bounds, Constraints};
use crate::model::traits::{LENGTH, PATTERN, RANGE, UNIQUE_ITEMS};

/// The constraints on a member's value.
pub(super) fn of(context: &Context<'_>, member: &Member) -> Constraints {
    let find = |id: &str| {
        let target = context.model.traits(&member.target);
        member.traits.get(id).or_else(|| target.and_then(|all: &Traits| all.get(id)))
    };
    Constraints {
        length: find(LENGTH).map(bounds).unwrap_or_default(),
        range: find(RANGE).map(bounds).unwrap_or_default(),
        pattern: find(PATTERN).and_then(Node::as_str).map(str::to_owned),
        unique_items: find(UNIQUE_ITEMS).is_some(),
    }
}

/// The constraints on the items, when `id` is a list.
pub(super) fn of_items(context: &Context<'_>, id: &ShapeId) -> Constraints {
    match context.model.shape(id).map(|shape| &shape.kind) {
        Some(ShapeKind::List(item)) => of(context, item),
        _ => Constraints::default(),
    }
}

fn bounds(node: &Node) -> Bounds {
    let bound = |key: &str| node.get(key).and_then(Node::as_number).map(ToString::to_string);
    Bounds { min: bound("min"), max: bound("max") }
}
