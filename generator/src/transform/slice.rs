//! Cuts the part of a model that some operations of a service need: the service, the
//! operations, their inputs, outputs and errors, and everything that those reach through
//! members. Cutting a slice with the same operations again changes nothing.

use std::collections::BTreeSet;

use smithy_json_ast::{Object, ShapeId, ShapeKind};

use super::tidy::{self, Docs};
use crate::diagnostics::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Model, members};

/// What to cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
    pub(crate) service: ShapeId,
    /// In the order of their ids.
    pub(crate) operations: Vec<ShapeId>,
}

/// Finds the service and the operations that a user named; no names mean all operations.
pub(crate) fn choose(
    model: &Model,
    service: Option<&str>,
    names: &[String],
    faults: &mut Diagnostics,
) -> Option<Slice> {
    let (service_id, service) = model.service(service, faults)?;
    let all: Vec<&ShapeId> = model.operations_of(service).into_iter().map(|(id, _)| id).collect();
    if all.is_empty() {
        faults.push(
            Diagnostic::error("no-operations", format!("service `{service_id}` has no operations"))
                .at(service_id)
                .help("a client is made of operations: list some, or give the file that binds them too"),
        );
        return None;
    }
    let mut chosen: BTreeSet<&ShapeId> = BTreeSet::new();
    for name in names {
        match all.iter().find(|id| id.name() == name || id.as_str() == name) {
            Some(id) => {
                chosen.insert(id);
            }
            None => {
                let fault = Diagnostic::error(
                    "unknown-operation",
                    format!("service `{service_id}` has no operation `{name}`"),
                );
                faults.push(match did_you_mean(name, all.iter().map(|id| id.name())) {
                    Some(hint) => fault.help(hint),
                    None => fault.help("operations are named as in the model: `DescribeRegions`"),
                });
            }
        }
    }
    if names.is_empty() {
        chosen.extend(&all);
    }
    let operations = chosen.into_iter().cloned().collect();
    (!faults.has_errors()).then(|| Slice { service: service_id.clone(), operations })
}

/// Cuts `slice` out of `model`.
pub(crate) fn slice(whole: &Model, slice: &Slice, docs: Docs) -> Model {
    let mut model = cut(whole, slice);
    tidy::tidy(&mut model, slice, docs);
    model
}

/// The shapes that `slice` needs, with all that `model` says of them.
pub(crate) fn cut(whole: &Model, slice: &Slice) -> Model {
    let reached = closure(whole, slice);
    let shapes = reached.iter().filter_map(|id| Some((id.clone(), whole.shape(id)?.clone())));
    let mut model = Model { metadata: Object::default(), shapes: shapes.collect() };
    if let Some(shape) = model.shapes.get_mut(&slice.service)
        && let ShapeKind::Service(service) = &mut shape.kind
    {
        // Operations that resources bound are bound to the service itself now.
        service.operations.clone_from(&slice.operations);
        service.resources.clear();
        service.rename.retain(|id, _| reached.contains(id));
    }
    model
}

/// The service, the operations, and every shape that they need.
pub(crate) fn closure(model: &Model, slice: &Slice) -> BTreeSet<ShapeId> {
    let mut reached: BTreeSet<ShapeId> = BTreeSet::from([slice.service.clone()]);
    let mut todo: Vec<ShapeId> = slice.operations.clone();
    if let Some(ShapeKind::Service(service)) = model.shape(&slice.service).map(|s| &s.kind) {
        todo.extend(service.errors.iter().cloned());
    }
    while let Some(id) = todo.pop() {
        let Some(shape) = model.shape(&id) else { continue };
        if !reached.insert(id) {
            continue;
        }
        todo.extend(members(&shape.kind).map(|(_, member)| member.target.clone()));
        if let ShapeKind::Operation(operation) = &shape.kind {
            todo.extend(operation.input.iter().chain(&operation.output).cloned());
            todo.extend(operation.errors.iter().cloned());
        }
    }
    reached
}
