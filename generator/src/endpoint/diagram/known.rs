//! What is known at each place of a diagram, whatever path led there: the parameters and the
//! assigned variables that have a value. A diagram has no scopes; this takes their place.

use std::collections::BTreeSet;

use super::super::functions::{Function, function};
use super::super::rules::{Condition, Expression, ExpressionKind};
use super::graph::Next;
use super::{Diagram, Step};

/// Names of parameters and variables.
pub(super) type Names<'a> = BTreeSet<&'a str>;

/// What is known wherever a condition is evaluated, and wherever a result is chosen; `None` for
/// those that no path leads to.
pub(super) struct Known<'a> {
    pub(super) conditions: Vec<Option<Names<'a>>>,
    pub(super) results: Vec<Option<Names<'a>>>,
    /// The conditions that are reached, each after those that it can read from.
    pub(super) order: Vec<usize>,
}

pub(super) fn known(diagram: &Diagram) -> Known<'_> {
    let mut known = Known {
        conditions: vec![None; diagram.conditions.len()],
        results: vec![None; diagram.results.len()],
        order: Vec::new(),
    };
    let mut steps: Vec<Option<Names<'_>>> = vec![None; diagram.graph.steps.len()];
    arrive(diagram.graph.start, &Names::new(), &mut steps, &mut known);
    // Steps lead only forward, so all that lead to a step were looked at before it.
    for (number, step) in diagram.graph.steps.iter().enumerate() {
        let Step { condition: index, yes, no } = *step;
        let here = steps.get_mut(number).and_then(Option::take);
        let (Some(here), Some(condition)) = (here, diagram.conditions.get(index)) else { continue };
        if known.conditions.get(index).is_some_and(Option::is_none) {
            known.order.push(index);
        }
        meet(known.conditions.get_mut(index), &here);
        for (next, holds) in [(yes, true), (no, false)] {
            let proven = proven(condition, holds);
            let there = here.iter().copied().chain(proven).collect();
            arrive(next, &there, &mut steps, &mut known);
        }
    }
    known
}

fn arrive<'a>(
    next: Next,
    names: &Names<'a>,
    steps: &mut [Option<Names<'a>>],
    known: &mut Known<'a>,
) {
    match next {
        Next::Step(number) => meet(steps.get_mut(number), names),
        Next::Result(index) => meet(known.results.get_mut(index), names),
        Next::NoMatch => {}
    }
}

/// Only what is known on every path is known.
fn meet<'a>(place: Option<&mut Option<Names<'a>>>, names: &Names<'a>) {
    match place {
        Some(Some(others)) => others.retain(|name| names.contains(name)),
        Some(place) => *place = Some(names.clone()),
        None => {}
    }
}

/// The names that have a value if the condition holds, or does not.
fn proven(condition: &Condition, holds: bool) -> Vec<&str> {
    let assigned = condition.assign.as_deref().filter(|_| holds);
    assigned.into_iter().chain(proven_by(&condition.call, holds)).collect()
}

/// The parameter or variable that `isSet` is called with, below any number of `not`s.
fn proven_by(call: &Expression, holds: bool) -> Option<&str> {
    let ExpressionKind::Call { function: name, arguments } = &call.kind else { return None };
    let [argument] = arguments.as_slice() else { return None };
    match (function(name)?, &argument.kind) {
        (Function::IsSet, ExpressionKind::Reference(name)) if holds => Some(name),
        (Function::Not, _) => proven_by(argument, !holds),
        _ => None,
    }
}
