//! Modeled errors: structures with the trait `error`, which operations and services list and which
//! are no input or output. Source: Smithy 2.0 specification, "error trait" and "operation".

use smithy_json_ast::{Operation, ShapeId, ShapeKind};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::model::traits::{self, ERROR};

/// Errors that are none, and other things that are errors.
pub(super) fn uses(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        match &shape.kind {
            ShapeKind::Operation(operation) => {
                listed(code, model, id, "operation", &operation.errors, faults);
                exchanged(code, model, id, operation, faults);
            }
            ShapeKind::Service(service) => {
                listed(code, model, id, "service", &service.errors, faults);
            }
            _ => {}
        }
    }
}

fn listed(
    code: &'static str,
    model: &Model,
    id: &ShapeId,
    kind: &str,
    errors: &[ShapeId],
    faults: &mut Diagnostics,
) {
    for (i, target) in errors.iter().enumerate() {
        let Some(found) = model.shape(target) else { continue };
        let help = if !matches!(found.kind, ShapeKind::Structure(_)) {
            format!("errors are structures, not {}s", found.type_name())
        } else if !traits::has(&found.traits, ERROR) {
            format!("`{target}` needs the trait `{ERROR}`")
        } else {
            continue;
        };
        faults.push(
            Diagnostic::error(code, format!("{kind} `{id}` lists `{target}` as an error"))
                .at(id)
                .below(&["errors", &i.to_string(), "target"])
                .help(help),
        );
    }
}

fn exchanged(
    code: &'static str,
    model: &Model,
    id: &ShapeId,
    operation: &Operation,
    faults: &mut Diagnostics,
) {
    for (key, target) in [("input", &operation.input), ("output", &operation.output)] {
        let Some(target) = target else { continue };
        if model.traits(target).is_some_and(|all| traits::has(all, ERROR)) {
            faults.push(
                Diagnostic::error(
                    code,
                    format!("the {key} of operation `{id}` is the error `{target}`"),
                )
                .at(id)
                .below(&[key, "target"])
                .help("an operation names its errors in `errors`"),
            );
        }
    }
}

/// An error is the client's fault, or the server's.
pub(super) fn sides(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        // What is no text at all is reported with the other traits.
        let Some(side) = traits::text(&shape.traits, ERROR) else { continue };
        if !["client", "server"].contains(&side) {
            faults.push(
                Diagnostic::error(code, format!("error `{id}` is the fault of `{side}`"))
                    .at(id)
                    .below(&["traits", ERROR])
                    .help("errors are the fault of the `client` or the `server`"),
            );
        }
    }
}
