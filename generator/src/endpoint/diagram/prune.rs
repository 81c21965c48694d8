//! Takes out of a checked diagram what cannot matter: steps that decide nothing, variables that
//! nothing reads, and the conditions and results that no step leads to.

use std::collections::{HashMap, HashSet};

use super::super::plan::{PlannedDiagram, PlannedRule, PlannedTest, Value, Variable};
use super::super::prune::{mark, prune_conditions, prune_rule};
use super::graph::Verdict;
use super::{Graph, Next, Step};

/// The parts that matter, and the ids of the variables that they read. `order` has each
/// condition after those that it can read from.
pub(super) fn prune(
    graph: &Graph,
    order: &[usize],
    tests: Vec<Option<PlannedTest>>,
    results: Vec<Option<PlannedRule>>,
) -> (PlannedDiagram, HashSet<usize>) {
    let graph = graph.simplified(|index| verdict(tests.get(index), |_| true));
    let (mut tests, mut results) = (tests, results);
    let (wanted_tests, wanted_results) = reached(&graph);
    keep(&mut tests, &wanted_tests);
    keep(&mut results, &wanted_results);

    let mut used = HashSet::new();
    for result in &mut results {
        *result = result.take().map(|rule| prune_rule(rule, &mut used));
    }
    // Backwards, as what reads a variable comes after what assigns it.
    for index in order.iter().rev() {
        let Some(slot @ Some(_)) = tests.get_mut(*index) else { continue };
        let decides_nothing = verdict(Some(slot), |v| used.contains(&v.id)) == Verdict::Holds;
        if let Some(test) = slot.as_mut().filter(|_| !decides_nothing) {
            test.assign = test.assign.take().filter(|v| used.contains(&v.id));
            mark(&test.value, &mut used);
            test.before = prune_conditions(std::mem::take(&mut test.before), &mut used);
        }
    }
    let graph = graph.simplified(|index| verdict(tests.get(index), |v| used.contains(&v.id)));
    let (wanted_tests, wanted_results) = reached(&graph);
    keep(&mut tests, &wanted_tests);
    keep(&mut results, &wanted_results);
    (renumbered(&graph, order, tests, results), used)
}

fn verdict(test: Option<&Option<PlannedTest>>, reads: impl Fn(&Variable) -> bool) -> Verdict {
    let Some(Some(test)) = test else { return Verdict::Open };
    match (test.value.clone().test(), test.assign.as_ref().is_some_and(reads)) {
        (Value::Boolean(true), true) => Verdict::Assigns,
        (Value::Boolean(true), false) => Verdict::Holds,
        (Value::Boolean(false), _) => Verdict::Fails,
        _ => Verdict::Open,
    }
}

/// The conditions and the results that the graph leads to.
fn reached(graph: &Graph) -> (HashSet<usize>, HashSet<usize>) {
    let conditions = graph.steps.iter().map(|step| step.condition);
    let ends = graph.steps.iter().flat_map(|step| [step.yes, step.no]).chain([graph.start]);
    let results = ends.filter_map(|next| match next {
        Next::Result(index) => Some(index),
        Next::Step(_) | Next::NoMatch => None,
    });
    (conditions.collect(), results.collect())
}

fn keep<T>(parts: &mut [Option<T>], wanted: &HashSet<usize>) {
    for (index, part) in parts.iter_mut().enumerate() {
        if !wanted.contains(&index) {
            *part = None;
        }
    }
}

/// The parts that are left, and the graph with their new numbers. Conditions take the order in
/// which they can read from each other, results that of the model.
fn renumbered(
    graph: &Graph,
    order: &[usize],
    mut tests: Vec<Option<PlannedTest>>,
    results: Vec<Option<PlannedRule>>,
) -> PlannedDiagram {
    let mut conditions = Vec::new();
    let mut condition_numbers = HashMap::new();
    for index in order {
        if let Some(test) = tests.get_mut(*index).and_then(Option::take) {
            condition_numbers.insert(*index, conditions.len());
            conditions.push(test);
        }
    }
    let left = results.iter().enumerate().filter(|(_, result)| result.is_some());
    let result_numbers: HashMap<usize, usize> =
        left.enumerate().map(|(number, (index, _))| (index, number)).collect();
    // Every part that the graph leads to is left.
    let number =
        |numbers: &HashMap<usize, usize>, index| numbers.get(&index).copied().unwrap_or_default();
    let end = |next: Next| match next {
        Next::Result(index) => Next::Result(number(&result_numbers, index)),
        other => other,
    };
    let steps = graph.steps.iter().map(|step| Step {
        condition: number(&condition_numbers, step.condition),
        yes: end(step.yes),
        no: end(step.no),
    });
    PlannedDiagram {
        graph: Graph { start: end(graph.start), steps: steps.collect() },
        conditions,
        results: results.into_iter().flatten().collect(),
    }
}
