//! Strings that became enums and enums that became strings; and enums that are written in another version's form.

use smithy_json_ast::{ShapeId, ShapeKind};

use super::{Context, Found};
use crate::diff::delta::{Delta, What};
use crate::model::Model;
use crate::model::traits::ENUM;

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let id = delta.shape.filter(|_| delta.member.is_none())?;
    let is_enum = |model: &Model, id: &ShapeId| {
        model.shape(id).is_some_and(|shape| matches!(shape.kind, ShapeKind::Enum(_)))
    };
    let (before, after) = (is_enum(context.old.model, id), is_enum(context.new.model, id));
    let is_it = match delta.what {
        What::Type => before || after,
        What::Trait(ENUM) => true,
        _ => return None,
    };
    let name = id.name();
    is_it.then(|| match (before, after) {
        (false, true) => {
            let message = format!("string `{name}` became an enum");
            Found::new("string-to-enum", message).note("values travel as the same text")
        }
        (true, false) => {
            let message = format!("enum `{name}` became a string");
            Found::new("enum-to-string", message).note("values travel as the same text")
        }
        _ => {
            let message = format!("enum `{name}` is written in another form");
            Found::new("enum-form", message)
        }
    })
}
