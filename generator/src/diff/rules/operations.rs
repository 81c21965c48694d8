//! Operations that came, went or have another name.

use smithy_json_ast::ShapeKind;

use super::{Context, Found};
use crate::diff::BehaviourVerdict::Breaking;
use crate::diff::delta::{Delta, What};

pub(super) fn find(delta: &Delta<'_>, _: &Context<'_>) -> Option<Found> {
    let (What::Shape(before), Some(id)) = (delta.what, delta.shape) else { return None };
    let shape = delta.new.as_ref().or(delta.old.as_ref())?.as_shape()?;
    let ShapeKind::Operation(_) = shape.kind else { return None };
    let name = id.name();
    Some(match before {
        Some(before) => {
            let message = format!("operation `{}` was renamed to `{name}`", before.name());
            Found::new("operation-renamed", message)
                .behaviour(Breaking)
                .note("the service has to know the new name")
        }
        None if delta.came() => {
            Found::new("operation-added", format!("operation `{name}` was added"))
        }
        None => Found::new("operation-removed", format!("operation `{name}` was removed"))
            .behaviour(Breaking)
            .note("programs that call it need another operation"),
    })
}
