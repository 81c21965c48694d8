//! What nobody should use any more: compilers warn of it.

use super::{Context, Found, subject};
use crate::diff::delta::{Delta, What};
use crate::model::traits::DEPRECATED;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(DEPRECATED) = delta.what else { return None };
    let of = subject(delta, context);
    Some(if delta.came() {
        Found::new("deprecated-added", format!("{of} is deprecated now"))
            .note("programs that use it get a warning, which some deny")
    } else if delta.went() {
        Found::new("deprecated-removed", format!("{of} is not deprecated any more"))
    } else {
        Found::new("deprecated-changed", format!("{of} is deprecated for another reason"))
    })
}
