//! Values of enums that came, went, or have another name or text.

use smithy_json_ast::ShapeKind;

use super::{Context, Found};
use crate::diff::BehaviourVerdict::{Breaking, Notable};
use crate::diff::delta::{Delta, What};
use crate::model::traits::ENUM_VALUE;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let (id, member) = (delta.shape?, delta.member?);
    let (ShapeKind::Enum(_) | ShapeKind::IntEnum(_)) = context.shape(delta)?.kind else {
        return None;
    };
    let of = id.name();
    match delta.what {
        What::Member(Some(before)) => {
            let message = format!("value `{before}` of enum `{of}` was renamed to `{member}`");
            Some(Found::new("enum-value-renamed", message).note("it travels as the same text"))
        }
        What::Member(None) if delta.came() => {
            let message = format!("value `{member}` was added to enum `{of}`");
            let found = Found::new("enum-value-added", message);
            Some(if context.is_received(delta) {
                found.behaviour(Notable).note(
                    "responses may hold it: programs that look at the known values meet a new one",
                )
            } else {
                found
            })
        }
        What::Member(None) => {
            let message = format!("value `{member}` was removed from enum `{of}`");
            let found = Found::new("enum-value-removed", message);
            Some(if context.is_sent(delta) {
                found.behaviour(Breaking).note("the service may refuse it")
            } else {
                found.behaviour(Notable).note("responses may not hold it any more")
            })
        }
        What::Trait(ENUM_VALUE) => {
            let message = format!("value `{member}` of enum `{of}` has another text");
            Some(Found::new("enum-value-text", message).behaviour(Breaking))
        }
        _ => None,
    }
}
