//! Errors that operations, or all operations of a service, came or ceased to name, and errors that have another name.

use super::{Context, Found, short, subject};
use crate::diff::BehaviourVerdict::Notable;
use crate::diff::delta::{Delta, What};
use crate::diff::value::Value;
use crate::model::traits::{self, ERROR};

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
        What::Shape(Some(before)) if is_error(delta) => {
            let name = delta.shape.map(|shape| shape.name()).unwrap_or_default();
            let message = format!("error `{}` was renamed to `{name}`", before.name());
            Some(
                Found::new("error-renamed", message)
                    .behaviour(Notable)
                    .note("responses call it by its new name"),
            )
        }
        What::Property("errors") => {
            Some(Found::new("errors-reordered", format!("errors of {} have another order", at())))
        }
        _ => None,
    }
}

fn is_error(delta: &Delta<'_>) -> bool {
    let shape = delta.new.as_ref().and_then(Value::as_shape);
    shape.is_some_and(|shape| traits::has(&shape.traits, ERROR))
}
