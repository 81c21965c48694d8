//! The member of lists, and the key and value of maps: what holds them is of another type with them.

use smithy_json_ast::ShapeKind;

use super::targets::{between, explained};
use super::{Context, Found};
use crate::diff::delta::{Delta, What};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Target = delta.what else { return None };
    let what = match context.shape(delta)?.kind {
        ShapeKind::List(_) | ShapeKind::Set(_) => "list",
        ShapeKind::Map { .. } => "map",
        _ => return None,
    };
    let (name, part) = (delta.shape?.name(), delta.member?);
    let message = format!("the {part} of {what} `{name}` {}", between(delta));
    let rule = if what == "list" { "list-member-target" } else { "map-member-target" };
    Some(explained(Found::new(rule, message), delta, context))
}
