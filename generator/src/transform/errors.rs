//! Modeled errors, as clients need them: each operation names all of its own, and each has a
//! message.

use smithy_json_ast::{Member, ShapeId, ShapeKind, Traits};

use crate::diagnostics::Diagnostics;
use crate::model::Model;
use crate::model::traits::{self, ERROR};

/// Any operation can fail with the errors of its service, each of which counts once. Source: Smithy
/// 2.0 specification, "Service shape".
pub(super) fn errors_of_services(model: &mut Model, _: &mut Diagnostics) {
    let common: Vec<ShapeId> = (model.shapes.values())
        .filter_map(|shape| match &shape.kind {
            ShapeKind::Service(service) => Some(&service.errors),
            _ => None,
        })
        .flatten()
        .cloned()
        .collect();
    for shape in model.shapes.values_mut() {
        let ShapeKind::Operation(operation) = &mut shape.kind else { continue };
        let own = std::mem::take(&mut operation.errors);
        for id in own.iter().chain(&common) {
            if !operation.errors.contains(id) {
                operation.errors.push(id.clone());
            }
        }
    }
}

/// Official clients give every error a message, which a service sends whatever its model says.
pub(super) fn messages(model: &mut Model, _: &mut Diagnostics) {
    let Ok(string) = ShapeId::parse("smithy.api#String") else { return };
    for shape in model.shapes.values_mut().filter(|shape| traits::has(&shape.traits, ERROR)) {
        let ShapeKind::Structure(members) = &mut shape.kind else { continue };
        if !members.contains_key("message") && !members.contains_key("Message") {
            let member = Member { target: string.clone(), traits: Traits::default() };
            members.insert("message".to_owned(), member);
        }
    }
}
