//! Rules as a decision diagram: conditions, results, and nodes that lead from one to the other.
//! Its conditions and results are those of a tree of rules, so expressions are read, typed and
//! printed by the same code; what this folder adds is the graph, and what is known at each place
//! of it. A diagram that comes out leads only forward, and reads no value that may be missing.
//!
//! Source: [`endpointBdd` trait](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#smithy-rules-endpointbdd-trait).

mod check;
mod graph;
mod known;
mod prune;
mod read;
#[cfg(test)]
mod tests;

use super::rules::{Condition, Parameter, Rule};

pub(crate) use check::check_diagram;
pub(crate) use graph::{Graph, Next, Step};
pub(crate) use read::read_diagram;

/// A diagram as the model writes it: names are not resolved, but every reference of the graph
/// leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Diagram {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) conditions: Vec<Condition>,
    /// Endpoints and errors, without conditions.
    pub(crate) results: Vec<Rule>,
    pub(crate) graph: Graph,
}
