//! Which members are never absent, so that they are plain values in Rust and not options. Source: Smithy 2.0 specification,
//! "Structure member optionality", as careful clients read it: structures and unions are always optional.

use smithy_json_ast::{Member, ShapeId, ShapeKind, Traits};

use crate::model::Model;
use crate::model::traits::{self, CLIENT_OPTIONAL, DEFAULT, INPUT, REQUIRED};

/// Whether a member of structure `holder` is never absent. Only where the structure is the input of an operation, no member is:
/// an input may leave out anything.
pub(crate) fn is_never_absent(model: &Model, holder: &ShapeId, member: &Member) -> bool {
    let is_input = model.traits(holder).is_some_and(|own| traits::has(own, INPUT));
    let target = model.shape(&member.target).map(|target| &target.kind);
    let is_aggregate = matches!(target, Some(ShapeKind::Structure(_) | ShapeKind::Union(_)));
    !is_input
        && !is_aggregate
        && !traits::has(&member.traits, CLIENT_OPTIONAL)
        && (traits::has(&member.traits, REQUIRED) || has_default(&member.traits))
}

/// `null` says that there is none, whatever the target's is.
fn has_default(own: &Traits) -> bool {
    own.get(DEFAULT).is_some_and(|value| !value.is_null())
}
