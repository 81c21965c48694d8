//! Types that hold themselves. A structure or union that reaches itself through members alone would
//! have no size, so one member of each such loop is boxed; lists and maps are a pointer already.
//!
//! Which member that is, the official crates decide by shape id: the smallest of the loop, again
//! and again until no loop is left. So the order of shapes in a file never matters.

use std::collections::{BTreeMap, BTreeSet};

use smithy_json_ast::{Member, Members, ShapeId, ShapeKind};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Model;

/// More lists and maps right inside each other than any service has.
const DEEPEST: usize = 32;

/// The members that must be boxed, by the structure or union that they are in.
#[derive(Debug, Default)]
pub(crate) struct Boxed(BTreeMap<ShapeId, BTreeSet<String>>);

impl Boxed {
    pub(super) fn of(model: &Model) -> Self {
        let mut boxed = Self::default();
        let mut done: BTreeSet<&ShapeId> = BTreeSet::new();
        for (start, _) in model.shapes() {
            boxed.search(model, start, &mut done);
        }
        boxed
    }

    /// Whether member `name` of structure or union `id` is boxed.
    pub(crate) fn contains(&self, id: &ShapeId, name: &str) -> bool {
        self.0.get(id).is_some_and(|names| names.contains(name))
    }

    /// Boxes a member of each loop that can be reached from `start`; shapes that are in none any
    /// more are put into `done`. Depth first with a stack of its own, as the depth of a model has
    /// no bound.
    fn search<'a>(
        &mut self,
        model: &'a Model,
        start: &'a ShapeId,
        done: &mut BTreeSet<&'a ShapeId>,
    ) {
        // The shapes from the start to here, and which member of each comes next.
        let mut path: Vec<(&ShapeId, usize)> = vec![(start, 0)];
        let mut on_path: BTreeSet<&ShapeId> = BTreeSet::from([start]);
        while let Some((id, next)) = path.last_mut() {
            let id: &'a ShapeId = id;
            let member = members(model, id).and_then(|members| members.get_index(*next));
            let Some((name, member)) = member.filter(|_| !done.contains(id)) else {
                done.insert(id);
                on_path.remove(id);
                path.pop();
                continue;
            };
            *next += 1;
            if self.contains(id, name) || members(model, &member.target).is_none() {
                continue;
            }
            if on_path.insert(&member.target) {
                path.push((&member.target, 0));
                continue;
            }
            let start = path.iter().position(|(id, _)| **id == member.target).unwrap_or_default();
            let steps = path.iter().enumerate().skip(start).filter_map(|(at, (id, next))| {
                let (name, _) = members(model, id)?.get_index(next - 1)?;
                Some((*id, name, at))
            });
            let Some((id, name, at)) = steps.min() else { continue };
            self.0.entry(id.clone()).or_default().insert(name.clone());
            // What lies behind the box was not seen to the end, so it is not done.
            for (id, _) in path.drain(at + 1..) {
                on_path.remove(id);
            }
        }
    }
}

/// The members of a structure or a union.
fn members<'a>(model: &'a Model, id: &ShapeId) -> Option<&'a Members> {
    match &model.shape(id)?.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => Some(members),
        _ => None,
    }
}

/// Reports lists, maps and unions that hold nothing but themselves, and lists and maps that are too
/// deep for later stages to follow. Source: Smithy 2.0 specification, "Recursive shape definitions".
pub(super) fn check(model: &Model, faults: &mut Diagnostics) {
    for id in endless_unions(model) {
        faults.push(endless(id).help("give it a member that does not lead back to it"));
    }
    for (id, shape) in model.shapes() {
        let mut next = item(&shape.kind);
        let mut depth = 1;
        while let Some(member) = next
            && depth <= DEEPEST
            && member.target != *id
        {
            next = model.shape(&member.target).and_then(|shape| item(&shape.kind));
            depth += usize::from(next.is_some());
        }
        let Some(member) = next else { continue };
        let fault = if member.target == *id {
            endless(id).help("put a structure or a union between, or take the loop out")
        } else {
            Diagnostic::error(
                "too-deep",
                format!("`{id}` holds lists and maps inside each other, more than {DEEPEST} deep"),
            )
            .help("put a structure between")
        };
        faults.push(fault.at(id));
    }
}

fn endless(id: &ShapeId) -> Diagnostic {
    let message = format!("`{id}` holds nothing but itself, so no value of it has an end");
    Diagnostic::error("endless-recursion", message).at(id)
}

/// Unions whose members are unions like them, all of them: none of the others can be a value's last.
fn endless_unions(model: &Model) -> BTreeSet<&ShapeId> {
    let mut endless: BTreeSet<&ShapeId> = BTreeSet::new();
    let mut holders: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let mut ends = Vec::new();
    for (id, shape) in model.shapes() {
        let ShapeKind::Union(members) = &shape.kind else { continue };
        endless.insert(id);
        for member in members.values() {
            match model.shape(&member.target).map(|shape| &shape.kind) {
                Some(ShapeKind::Union(_)) => holders.entry(&member.target).or_default().push(id),
                _ => ends.push(id),
            }
        }
    }
    while let Some(id) = ends.pop() {
        if endless.remove(id) {
            ends.extend(holders.get(id).into_iter().flatten());
        }
    }
    endless
}

/// The member of a list or a map that can hold others.
fn item(kind: &ShapeKind) -> Option<&Member> {
    match kind {
        ShapeKind::List(member) | ShapeKind::Set(member) => Some(member),
        ShapeKind::Map { value, .. } => Some(value),
        _ => None,
    }
}
