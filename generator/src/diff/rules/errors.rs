//! Errors that operations, or all operations of a service, came or ceased to name.

use super::{Context, Found, short, subject};
use crate::diff::BehaviourVerdict::Notable;
use crate::diff::delta::{Delta, What};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let at = || subject(delta, context);
    match delta.what {
        What::Element("errors", error) if delta.came() => {
            let message = format!("{} can fail with `{}` now", at(), short(error));
            Some(
                Found::new("error-added", message)
                    .behaviour(Notable)
                    .note("it was an unhandled error before, if the service sent it"),
            )
        }
        What::Element("errors", error) if delta.went() => {
            let message = format!("{} does not fail with `{}` any more", at(), short(error));
            Some(
                Found::new("error-removed", message)
                    .behaviour(Notable)
                    .note("it is an unhandled error now, if the service sends it"),
            )
        }
        What::Property("errors") => {
            Some(Found::new("errors-reordered", format!("errors of {} have another order", at())))
        }
        _ => None,
    }
}
