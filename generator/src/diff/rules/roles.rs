//! What says that a structure is the input or the output of one operation and of nothing else.

use super::{Context, Found, sentence};
use crate::diff::delta::{Delta, What};
use crate::model::traits::INPUT;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    match delta.what {
        What::Trait(INPUT | "smithy.api#output") => {
            Some(Found::new("structure-role", sentence(delta, context)))
        }
        _ => None,
    }
}
