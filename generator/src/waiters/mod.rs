//! Waiters: what the trait `smithy.waiters#waitable` of an operation says, typed and checked. Every
//! path is compiled against the shapes of the operation here, so that later stages find only paths
//! that can be printed. Source: Smithy 2.0 specification, "Waiters".

mod compile;
mod functions;
mod jmespath;
mod read;
mod value;

use std::collections::BTreeMap;

use smithy_json_ast::{ShapeId, ShapeKind};

use crate::diagnostics::Diagnostics;
use crate::model::Model;
use crate::model::traits::Deprecation;
use crate::transform::Slice;

pub(crate) use jmespath::{Comparator, PathFault};
pub(crate) use value::{Literal, Node, Stored, Type, Value};

/// A waiter of an operation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Waiter {
    /// The name in the model, such as `InstanceRunning`.
    pub(crate) name: String,
    /// In HTML or CommonMark, as the model has it.
    pub(crate) documentation: String,
    pub(crate) deprecated: Option<Deprecation>,
    /// The least number of seconds between two calls.
    pub(crate) min_delay: u64,
    /// The greatest number of seconds between two calls.
    pub(crate) max_delay: u64,
    /// What answers mean; the first that matches decides.
    pub(crate) acceptors: Vec<Acceptor>,
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Acceptor {
    pub(crate) state: State,
    pub(crate) matcher: Matcher,
}

/// What a waiter does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It ends: what is waited for is there.
    Success,
    /// It ends: what is waited for will not come.
    Failure,
    /// It goes on.
    Retry,
}

/// Which answers an acceptor is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Matcher {
    /// All that succeed, or all that fail.
    Success(bool),
    /// Those that fail with this code.
    ErrorType(String),
    /// Those that succeed, and have this at the end of a path.
    Output(PathMatcher),
    /// The same, with a path that starts from input and output.
    InputOutput(PathMatcher),
}

/// A path, and what is expected at its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PathMatcher {
    /// The path as the model has it.
    pub(crate) path: String,
    pub(crate) value: Value,
    pub(crate) expected: Expected,
}

/// What a matcher expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// `booleanEquals`
    Bool(bool),
    /// `stringEquals`
    Text(String),
    /// `allStringEquals`: at least one text, and all are this one.
    All(String),
    /// `anyStringEquals`
    Any(String),
}

/// What a path leads to that starts from the input of an operation.
///
/// # Errors
/// A path that cannot be read, or names what the input does not have.
pub(crate) fn input_path(
    model: &Model,
    input: Option<&ShapeId>,
    path: &str,
) -> Result<Value, PathFault> {
    let expr = jmespath::parse(path)?;
    let input = input
        .ok_or_else(|| PathFault::new(1, "the operation has no members that a path could name"))?;
    let roots = compile::Roots { model, input, output: input };
    roots.compile(&expr, &Value::new(Node::Input, Type::Structure(input.clone())))
}

/// A path as a prefix expression.
#[cfg(fuzzing)]
pub(crate) fn path_tree(path: &str) -> Result<String, PathFault> {
    jmespath::parse(path).map(|expr| jmespath::show(&expr))
}

#[cfg(fuzzing)]
pub(crate) use jmespath::literal as path_literal;

/// The waiters of operations, by the id of the operation.
pub(crate) type Waiters = BTreeMap<ShapeId, Vec<Waiter>>;

/// Reads the waiters of every operation of the slice.
pub(crate) fn read(model: &Model, slice: &Slice, faults: &mut Diagnostics) -> Waiters {
    let operations = slice.operations.iter().filter_map(|id| match &model.shape(id)?.kind {
        ShapeKind::Operation(operation) => Some((id, operation)),
        _ => None,
    });
    operations
        .map(|(id, operation)| (id.clone(), read::read(model, id, operation, faults)))
        .filter(|(_, waiters)| !waiters.is_empty())
        .collect()
}
