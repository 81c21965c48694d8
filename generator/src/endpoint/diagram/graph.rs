//! The graph of a diagram. A node that is referred to with both signs becomes two steps, whose
//! branches are swapped; so no step has a sign any more, and steps lead only forward.

use std::collections::HashMap;

/// Steps in an order in which each leads only to later ones; the first is where the rules start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Graph {
    /// Where the rules start; not a step only if nothing has to be decided.
    pub(crate) start: Next,
    pub(crate) steps: Vec<Step>,
}

/// A condition, and what comes after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Its index among the conditions.
    pub(crate) condition: usize,
    pub(crate) yes: Next,
    pub(crate) no: Next,
}

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Next {
    Step(usize),
    /// An index among the results of the model.
    Result(usize),
    NoMatch,
}

/// Where the results begin among the references.
const RESULTS: i32 = 100_000_000;

/// A node as the trait has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) condition: i32,
    pub(super) high: i32,
    pub(super) low: i32,
}

/// What the first node must be.
const TERMINAL: Node = Node { condition: -1, high: 1, low: -1 };

/// How many of each there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub(super) conditions: usize,
    pub(super) results: usize,
}

/// A fault in the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum GraphFault {
    Root(String),
    Nodes(String),
}

/// What a reference stands for.
enum Target {
    Node(usize),
    Next(Next),
}

/// The graph of `nodes` from `root` on.
///
/// # Errors
/// References and conditions that are not there, a root with a sign, and cycles.
pub(super) fn graph(root: i32, nodes: &[Node], sizes: Sizes) -> Result<Graph, Vec<GraphFault>> {
    let mut faults = Vec::new();
    if root < -1 {
        let message = format!("the root {root} is negative, and a root must not be complemented");
        faults.push(GraphFault::Root(message));
    } else if let Err(problem) = target(root, nodes.len(), sizes) {
        faults.push(GraphFault::Root(format!("the root is {root}, but {problem}")));
    }
    match nodes.split_first() {
        Some((first, _)) if *first == TERMINAL => {}
        _ => faults.push(GraphFault::Nodes(
            "the first node must be the terminal, which is -1, 1, -1".to_owned(),
        )),
    }
    for (index, node) in nodes.iter().enumerate().skip(1) {
        let mut fault = |message: String| {
            faults.push(GraphFault::Nodes(format!("node {index} {message}")));
        };
        let condition = node.condition;
        if usize::try_from(condition).map_or(true, |c| c >= sizes.conditions) {
            let count = sizes.conditions;
            fault(format!("asks for condition {condition}, and there are {count}, from 0"));
        }
        for (reference, branch) in [(node.high, "high"), (node.low, "low")] {
            if let Err(problem) = target(reference, nodes.len(), sizes) {
                fault(format!("has {reference} as its {branch} branch, but {problem}"));
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    ordered(root, nodes, sizes).map_err(|cycle| {
        let message = format!("node {cycle} leads back to itself, and a diagram must not");
        vec![GraphFault::Nodes(message)]
    })
}

/// What a reference stands for, or why it stands for nothing.
fn target(reference: i32, nodes: usize, sizes: Sizes) -> Result<Target, String> {
    if reference >= RESULTS {
        // The result that matches nothing has the number 0, and is not written down.
        let number = usize::try_from(reference - RESULTS).unwrap_or_default();
        return match number.checked_sub(1) {
            None => Ok(Target::Next(Next::NoMatch)),
            Some(index) if index < sizes.results => Ok(Target::Next(Next::Result(index))),
            Some(_) => {
                let count = sizes.results;
                Err(format!("that is result {number}, and there are {count}, from 1"))
            }
        };
    }
    match usize::try_from(reference.unsigned_abs()).unwrap_or(usize::MAX) {
        0 => Err("0 refers to nothing".to_owned()),
        1 => Ok(Target::Next(Next::NoMatch)),
        number if number <= nodes => Ok(Target::Node(number - 1)),
        number => Err(format!("that is node {}, and there are {nodes}, from 0", number - 1)),
    }
}

/// A depth-first walk, whose order of leaving is the reverse of the order that is wanted. It
/// keeps its own stack, as the length of a path is the model's to choose. The fault is the node
/// on which a cycle was found.
fn ordered(root: i32, nodes: &[Node], sizes: Sizes) -> Result<Graph, usize> {
    let step = |reference: i32| match target(reference, nodes.len(), sizes) {
        Ok(Target::Node(index)) => nodes.get(index).map(|node| (index, *node)),
        _ => None,
    };
    // By reference, so that each sign of a node has an entry of its own.
    let mut left: HashMap<i32, bool> = HashMap::new();
    let mut order = Vec::new();
    let mut stack = vec![(root, false)];
    while let Some((reference, seen)) = stack.pop() {
        let Some((index, node)) = step(reference) else { continue };
        if seen {
            left.insert(reference, true);
            order.push((reference, node));
            continue;
        }
        match left.get(&reference) {
            Some(true) => continue,
            Some(false) => return Err(index),
            None => {}
        }
        left.insert(reference, false);
        stack.push((reference, true));
        stack.extend([(node.high, false), (node.low, false)]);
    }
    order.reverse();
    let numbers = order.iter().enumerate().map(|(number, (reference, _))| (*reference, number));
    let numbers: HashMap<i32, usize> = numbers.collect();
    let next = |reference: i32| match (numbers.get(&reference), step(reference)) {
        (Some(number), _) => Next::Step(*number),
        _ => match target(reference, nodes.len(), sizes) {
            Ok(Target::Next(next)) => next,
            _ => Next::NoMatch,
        },
    };
    let steps = order.iter().map(|(reference, node)| {
        let (yes, no) = if *reference < 0 { (node.low, node.high) } else { (node.high, node.low) };
        Step {
            condition: usize::try_from(node.condition).unwrap_or_default(),
            yes: next(yes),
            no: next(no),
        }
    });
    Ok(Graph { start: next(root), steps: steps.collect() })
}

/// What can be said of a condition before the rules run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Open,
    /// Always holds.
    Holds,
    /// Always holds, and assigns a variable that is read.
    Assigns,
    /// Never holds.
    Fails,
}

impl Graph {
    /// The same decisions, without steps that decide nothing and those that none leads to.
    pub(super) fn simplified(&self, verdict: impl Fn(usize) -> Verdict) -> Self {
        // Backwards, so that what a step leads to is known before the step.
        let mut kept: Vec<Option<Step>> = Vec::new();
        let mut instead: Vec<Next> = Vec::new();
        let last = self.steps.len();
        let follow = |next: Next, instead: &[Next]| match next {
            Next::Step(number) => instead.get(last - 1 - number).copied().unwrap_or(next),
            other => other,
        };
        for (number, step) in self.steps.iter().enumerate().rev() {
            let (yes, no) = (follow(step.yes, &instead), follow(step.no, &instead));
            let (step, next) = match verdict(step.condition) {
                Verdict::Assigns => (Some(Step { yes, no: yes, ..*step }), Next::Step(number)),
                Verdict::Holds => (None, yes),
                Verdict::Fails => (None, no),
                Verdict::Open if yes == no => (None, yes),
                Verdict::Open => (Some(Step { yes, no, ..*step }), Next::Step(number)),
            };
            kept.push(step);
            instead.push(next);
        }
        kept.reverse();
        Self { start: follow(self.start, &instead), steps: Vec::new() }.reached(&kept)
    }

    /// The steps of `all` that the start leads to, with new numbers in the same order.
    fn reached(&self, all: &[Option<Step>]) -> Self {
        let mut wanted = vec![false; all.len()];
        let want = |next: Next, wanted: &mut Vec<bool>| {
            if let Next::Step(number) = next
                && let Some(flag) = wanted.get_mut(number)
            {
                *flag = true;
            }
        };
        want(self.start, &mut wanted);
        let mut numbers = HashMap::new();
        let mut steps = Vec::new();
        // Forward: whatever leads to a step stands before it.
        for (number, step) in all.iter().enumerate() {
            if let (Some(step), Some(true)) = (step, wanted.get(number)) {
                want(step.yes, &mut wanted);
                want(step.no, &mut wanted);
                numbers.insert(number, steps.len());
                steps.push(*step);
            }
        }
        let renumbered = |next: Next| match next {
            Next::Step(number) => Next::Step(numbers.get(&number).copied().unwrap_or_default()),
            other => other,
        };
        for step in &mut steps {
            *step = Step { yes: renumbered(step.yes), no: renumbered(step.no), ..*step };
        }
        Self { start: renumbered(self.start), steps }
    }
}
