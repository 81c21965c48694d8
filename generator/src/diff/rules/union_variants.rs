//! Variants of unions that came, went or have another name.

use smithy_json_ast::ShapeKind;

use super::{Context, Found};
use crate::diff::BehaviourVerdict::{Breaking, Notable};
use crate::diff::delta::{Delta, What};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let (id, member) = (delta.shape?, delta.member?);
    let ShapeKind::Union(_) = context.shape(delta)?.kind else { return None };
    let of = id.name();
    let What::Member(before) = delta.what else { return None };
    Some(match before {
        Some(before) => {
            let message = format!("variant `{before}` of union `{of}` was renamed to `{member}`");
            Found::new("union-variant-renamed", message)
        }
        None if delta.came() => {
            let message = format!("variant `{member}` was added to union `{of}`");
            let found = Found::new("union-variant-added", message);
            match context.is_received(delta) {
                true => {
                    found.behaviour(Notable).note("it was an unknown variant of responses before")
                }
                false => found,
            }
        }
        None => {
            let message = format!("variant `{member}` was removed from union `{of}`");
            let found = Found::new("union-variant-removed", message);
            match context.is_sent(delta) {
                true => found.behaviour(Breaking),
                false => found.behaviour(Notable),
            }
        }
    })
}
