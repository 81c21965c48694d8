//! What becomes of values where a place holds another structure than before. What they are on the wire is told by keys and elements,
//! whatever members and structures are called in the model.

use std::collections::{HashMap, HashSet};

use smithy_json_ast::{ShapeId, ShapeKind};

use super::WireVerdict;
use super::wire::{self, Fact, Topic};
use crate::model::{Model, members};

/// The facts about members, by their structures.
pub(super) struct Members<'s, 'a> {
    facts: HashMap<&'a ShapeId, Vec<&'s Fact<'a>>>,
    model: &'a Model,
}

impl<'s, 'a> Members<'s, 'a> {
    pub(super) fn new(facts: &'s [Fact<'a>], model: &'a Model) -> Self {
        let mut all: HashMap<&'a ShapeId, Vec<&'s Fact<'a>>> = HashMap::new();
        for fact in facts.iter().filter(|fact| matches!(fact.topic, Topic::Write | Topic::Read)) {
            all.entry(fact.owner.shape).or_default().push(fact);
        }
        Self { facts: all, model }
    }

    fn of(&self, shape: &'a ShapeId) -> &[&'s Fact<'a>] {
        self.facts.get(shape).map(Vec::as_slice).unwrap_or_default()
    }

    /// The structure that values of a shape are made of, itself or what its list or map holds.
    fn structure(&self, id: &'a ShapeId) -> Option<&'a ShapeId> {
        let mut id = id;
        let mut seen = HashSet::new();
        while seen.insert(id) {
            match &self.model.shape(id)?.kind {
                ShapeKind::Structure(_) | ShapeKind::Union(_) => return Some(id),
                ShapeKind::List(member) => id = &member.target,
                ShapeKind::Map { value, .. } => id = &value.target,
                _ => return None,
            }
        }
        None
    }

    fn target(&self, fact: &Fact<'a>) -> Option<&'a ShapeId> {
        let shape = self.model.shape(fact.owner.shape)?;
        let (_, member) =
            members(&shape.kind).find(|(name, _)| Some(*name) == fact.owner.member)?;
        Some(&member.target)
    }
}

/// What it means that values of `from` are values of `to` now, where they are written or read, and a line for each fact that differs.
pub(super) fn compare<'a>(
    old: &Members<'_, 'a>,
    new: &Members<'_, 'a>,
    (from, to): (&'a ShapeId, &'a ShapeId),
    topics: &[Topic],
) -> (WireVerdict, Vec<String>) {
    let (mut verdict, mut lines) = (WireVerdict::None, Vec::new());
    let mut seen = HashSet::new();
    let mut todo = vec![(from, to)];
    while let Some((from, to)) = todo.pop() {
        let (Some(from), Some(to)) = (old.structure(from), new.structure(to)) else { continue };
        // What is the same structure has findings of its own.
        if from == to || !seen.insert((from, to)) {
            continue;
        }
        let same = |a: &Fact<'_>, b: &Fact<'_>| (a.topic, &a.text) == (b.topic, &b.text);
        for before in old.of(from).iter().filter(|fact| topics.contains(&fact.topic)) {
            let Some(after) = new.of(to).iter().find(|after| same(before, after)) else {
                verdict = WireVerdict::Incompatible;
                lines.push(wire::line('-', before));
                continue;
            };
            let values = wire::verdict(Some(before), Some(after));
            if values > WireVerdict::None {
                verdict = verdict.max(values);
                lines.extend([wire::line('-', before), wire::line('+', after)]);
            }
            todo.extend(old.target(before).zip(new.target(after)));
        }
        for after in new.of(to).iter().filter(|fact| topics.contains(&fact.topic)) {
            if !old.of(from).iter().any(|before| same(before, after)) {
                verdict = verdict.max(WireVerdict::Compatible);
                lines.push(wire::line('+', after));
            }
        }
    }
    (verdict, lines)
}
