//! Which operations reach a shape, and which way its values travel. A shape reaches itself.

use std::collections::{BTreeSet, HashMap, HashSet};

use smithy_json_ast::{ShapeId, ShapeKind};

use super::Direction;
use crate::model::{Model, members};

/// The operations that send a shape and those that receive it, in the order of their ids.
#[derive(Debug, Default)]
pub(super) struct Reached<'a> {
    sent: Vec<&'a ShapeId>,
    received: Vec<&'a ShapeId>,
    /// Itself, if it is an operation.
    itself: Option<&'a ShapeId>,
}

/// What is reached in one model.
#[derive(Debug, Default)]
pub(super) struct Reach<'a>(HashMap<&'a ShapeId, Reached<'a>>);

impl<'a> Reach<'a> {
    pub(super) fn of(model: &'a Model) -> Self {
        let mut all: HashMap<&'a ShapeId, Reached<'a>> = HashMap::new();
        for (id, shape) in model.shapes() {
            let ShapeKind::Operation(operation) = &shape.kind else { continue };
            all.entry(id).or_default().itself = Some(id);
            for shape in closure(model, operation.input.iter()) {
                all.entry(shape).or_default().sent.push(id);
            }
            for shape in closure(model, operation.output.iter().chain(&operation.errors)) {
                all.entry(shape).or_default().received.push(id);
            }
        }
        Self(all)
    }

    /// The operations that a shape is part of; itself, if it is one.
    pub(super) fn operations(&self, shape: &ShapeId) -> impl Iterator<Item = &'a ShapeId> {
        self.0
            .get(shape)
            .into_iter()
            .flat_map(|at| at.sent.iter().chain(&at.received).chain(&at.itself).copied())
    }

    pub(super) fn is_sent(&self, shape: &ShapeId) -> bool {
        self.0.get(shape).is_some_and(|at| !at.sent.is_empty())
    }

    pub(super) fn is_received(&self, shape: &ShapeId) -> bool {
        self.0.get(shape).is_some_and(|at| !at.received.is_empty())
    }
}

/// Which way values of a shape travel in either model.
pub(super) fn direction(shape: &ShapeId, sides: [&Reach<'_>; 2]) -> Direction {
    let sent = sides.iter().any(|side| side.is_sent(shape));
    let received = sides.iter().any(|side| side.is_received(shape));
    match (sent, received) {
        (true, true) => Direction::Both,
        (true, false) => Direction::In,
        (false, true) => Direction::Out,
        (false, false) => Direction::None,
    }
}

/// The names of the operations that reach a shape in either model.
pub(super) fn operations(shape: &ShapeId, sides: [&Reach<'_>; 2]) -> Vec<String> {
    let names: BTreeSet<&str> =
        sides.iter().flat_map(|side| side.operations(shape)).map(ShapeId::name).collect();
    names.into_iter().map(str::to_owned).collect()
}

/// Every shape of the model that these reach through members, themselves included.
pub(super) fn closure<'a>(
    model: &'a Model,
    roots: impl Iterator<Item = &'a ShapeId>,
) -> HashSet<&'a ShapeId> {
    let mut reached = HashSet::new();
    let mut todo: Vec<&ShapeId> = roots.collect();
    while let Some(id) = todo.pop() {
        if let Some(shape) = model.shape(id)
            && reached.insert(id)
        {
            todo.extend(members(&shape.kind).map(|(_, member)| &member.target));
        }
    }
    reached
}
