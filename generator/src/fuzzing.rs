//! What the targets in `fuzz/` call that is nobody else's business. It is there only with `--cfg fuzzing`, which cargo-fuzz passes.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use smithy_json_ast::{Node, ShapeId};

use crate::docs::rendered;
use crate::emit::{endpoint_items, path_body};
use crate::endpoint::{Fault, Partitions, Plan, check, check_diagram, read_diagram, read_rule_set};
use crate::model::Model;
use crate::waiters::{self, PathFault, Type};

/// A fault: the character of a path counted from 1, or the JSON pointer of a value, and the message.
pub type Found<At> = (At, String);

fn of_path(fault: PathFault) -> Found<usize> {
    (fault.at, fault.message)
}

/// What rustdoc would find fault with in documentation.
pub fn docs_faults(markdown: &str) -> BTreeSet<String> {
    rendered::faults(markdown)
}

/// The characters that documentation shows, without white space.
pub fn docs_shown(markdown: &str) -> String {
    rendered::shown(markdown)
}

/// A JMESPath path as a prefix expression.
///
/// # Errors
/// It is no path, or has what is not covered.
pub fn path_tree(text: &str) -> Result<String, Found<usize>> {
    waiters::path_tree(text).map_err(of_path)
}

/// A literal as it stands in such an expression.
pub fn path_literal(value: &Node) -> String {
    waiters::path_literal(value)
}

/// The body of the function that follows a path from a structure of the model; none if the path leads to what no waiter and no
/// endpoint parameter takes.
///
/// # Errors
/// It is no path of that structure.
pub fn path_code(
    model: &Model,
    input: &ShapeId,
    text: &str,
) -> Result<Option<TokenStream>, Found<usize>> {
    let value = waiters::input_path(model, Some(input), text).map_err(of_path)?;
    let texts = || value.ty.item().is_some_and(|(item, _)| item == Type::Text);
    let taken = matches!(value.ty, Type::Bool | Type::Text) || texts();
    Ok(taken.then(|| path_body(&value)))
}

/// The items of the resolver for a rule set.
///
/// # Errors
/// All faults of the rule set.
pub fn rule_set(value: &Node) -> Result<Vec<TokenStream>, Vec<Found<String>>> {
    printed(read_rule_set(value).and_then(|rules| check(&rules)))
}

/// The items of the resolver for a decision diagram.
///
/// # Errors
/// All faults of the diagram.
pub fn diagram(value: &Node) -> Result<Vec<TokenStream>, Vec<Found<String>>> {
    printed(read_diagram(value).and_then(|diagram| check_diagram(&diagram)))
}

fn printed(plan: Result<Plan, Vec<Fault>>) -> Result<Vec<TokenStream>, Vec<Found<String>>> {
    let fault = |fault: Fault| (fault.at.as_str().to_owned(), fault.message);
    let plan = plan.map_err(|faults| faults.into_iter().map(fault).collect::<Vec<_>>())?;
    Ok(endpoint_items(&plan, &Partitions(Vec::new())))
}
