//! Which shapes are used as types, and in which direction each travels. Inputs, outputs and errors
//! themselves are not types unless a member targets them too.

use std::collections::BTreeSet;

use smithy_json_ast::{ShapeId, ShapeKind};

use crate::model::{Model, members};
use crate::transform::Slice;

/// Shapes that members reach.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    sent: BTreeSet<ShapeId>,
    received: BTreeSet<ShapeId>,
    errors: BTreeSet<ShapeId>,
}

impl Usage {
    pub(crate) fn of(model: &Model, slice: &Slice) -> Self {
        let mut inputs = Vec::new();
        let mut outputs = Vec::new();
        let mut errors = BTreeSet::new();
        for id in &slice.operations {
            if let Some(ShapeKind::Operation(operation)) = model.shape(id).map(|s| &s.kind) {
                inputs.extend(&operation.input);
                outputs.extend(&operation.output);
                outputs.extend(&operation.errors);
                errors.extend(operation.errors.iter().cloned());
            }
        }
        Self { sent: reached(model, inputs), received: reached(model, outputs), errors }
    }

    /// Whether a request can hold it.
    pub(crate) fn is_sent(&self, id: &ShapeId) -> bool {
        self.sent.contains(id)
    }

    /// Whether a response can hold it.
    pub(crate) fn is_received(&self, id: &ShapeId) -> bool {
        self.received.contains(id)
    }

    /// Whether an operation can fail with it.
    pub(crate) fn is_error(&self, id: &ShapeId) -> bool {
        self.errors.contains(id)
    }

    /// Whether it is a type of its own.
    pub(crate) fn is_type(&self, id: &ShapeId) -> bool {
        self.is_sent(id) || self.is_received(id)
    }
}

fn reached(model: &Model, roots: Vec<&ShapeId>) -> BTreeSet<ShapeId> {
    let mut reached = BTreeSet::new();
    let mut todo: Vec<&ShapeId> = Vec::new();
    let targets = |id: &ShapeId| {
        let shape = model.shape(id);
        shape.into_iter().flat_map(|shape| members(&shape.kind).map(|(_, m)| &m.target))
    };
    for root in roots {
        todo.extend(targets(root));
    }
    while let Some(id) = todo.pop() {
        if model.shape(id).is_some() && reached.insert(id.clone()) {
            todo.extend(targets(id));
        }
    }
    reached
}
