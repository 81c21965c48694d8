//! Puts the crate's definition together.

use smithy_json_ast::{Shape, ShapeId, ShapeKind};

use super::def::{Codec, CrateDef, ErrorDef};
use super::{clashes, endpoint, enums, errors, operations, service, structures, unions};
use crate::analysis::Facts;
use crate::casing;
use crate::diagnostics::Diagnostics;
use crate::endpoint::Partitions;
use crate::model::Model;
use crate::model::traits::{self, ERROR};
use crate::parallel;
use crate::protocol::Plans;
use crate::transform::Slice;
use crate::waiters::{Waiter, Waiters};

/// What the functions of this stage look things up in.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    pub(super) slice: &'a Slice,
    pub(super) facts: &'a Facts,
    pub(super) plans: &'a Plans,
    pub(super) waiters: &'a Waiters,
    /// The traits of the service shape.
    pub(super) service: &'a Shape,
}

impl Context<'_> {
    /// The name of a shape in the closure of the service, before casing: a service may rename.
    /// Source: Smithy 2.0 specification, "Service rename".
    pub(super) fn name_of(&self, id: &ShapeId) -> String {
        match &self.service.kind {
            ShapeKind::Service(service) => service.rename.get(id).cloned(),
            _ => None,
        }
        .unwrap_or_else(|| id.name().to_owned())
    }

    /// The waiters of an operation.
    pub(super) fn waiters(&self, id: &ShapeId) -> &[Waiter] {
        self.waiters.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The name of a structure, union or enum among the types.
    pub(super) fn type_name(&self, id: &ShapeId) -> String {
        casing::pascal(&self.name_of(id))
    }
}

/// Decides what the crate holds.
pub(crate) fn crate_def(
    model: &Model,
    slice: &Slice,
    facts: &Facts,
    plans: &Plans,
    waiters: &Waiters,
    partitions: &Partitions,
    faults: &mut Diagnostics,
) -> Option<CrateDef> {
    let service = model.shape(&slice.service)?;
    let context = Context { model, slice, facts, plans, waiters, service };
    let operations = parallel::map(&slice.operations, |id| match &model.shape(id)?.kind {
        ShapeKind::Operation(op) => Some(operations::operation(&context, id, op)),
        _ => None,
    });
    let mut operations: Vec<_> = operations.into_iter().flatten().collect();
    operations.sort_by(|a, b| a.module.cmp(&b.module));
    let mut shared = Vec::new();
    let mut errors = Vec::new();
    let mut unions = Vec::new();
    let mut enums = Vec::new();
    for (id, shape) in model.shapes() {
        match &shape.kind {
            _ if !facts.usage.is_type(id) && !facts.usage.is_error(id) => {}
            ShapeKind::Structure(_) if traits::has(&shape.traits, ERROR) => {
                errors.push(errors::error(&context, id));
            }
            ShapeKind::Structure(_) => shared.push(id),
            ShapeKind::Union(members) => unions.push(unions::union(&context, id, members)),
            ShapeKind::Enum(members) => enums.push(enums::string_enum(&context, id, members)),
            _ => {}
        }
    }
    let mut structures = parallel::map(&shared, |id| structures::shared(&context, id));
    structures.sort_by(|a, b| a.name.cmp(&b.name));
    errors.sort_by(|a: &ErrorDef, b| a.structure.name.cmp(&b.structure.name));
    unions.sort_by(|a, b| a.name.cmp(&b.name));
    enums.sort_by(|a, b| a.name.cmp(&b.name));
    let endpoint = endpoint::endpoint(&context, partitions, &mut operations, faults);
    let service = service::service(&context, endpoint?, faults)?;
    let codec = Codec { module: plans.codec, strict: false };
    let def = CrateDef { service, operations, structures, errors, unions, enums, codec };
    clashes::check(&def, faults);
    Some(def)
}
