//! What differs of the public items of two crates, and of the facts of their wire.

use std::collections::{BTreeMap, HashMap, HashSet};

use smithy_json_ast::ShapeId;

use super::WireVerdict;
use super::api::{Item, Owner};
use super::delta::{Delta, What};
use super::wire::{self, Fact, Topic};

/// What of an item or a fact differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    /// It came, went, or is declared otherwise.
    Declaration,
    Deprecation,
    Documentation,
    /// What its documentation says besides that of the model.
    Remark,
    /// How it is written, or a call as a whole.
    Written,
    /// How it is read.
    Read,
}

/// An item on both sides, and what of it differs.
pub(super) type Changed<'s, 'a> = (Option<&'s Item<'a>>, Option<&'s Item<'a>>, Aspect);

/// A fact on both sides.
pub(super) type Facts<'s, 'a> = (Option<&'s Fact<'a>>, Option<&'s Fact<'a>>);

/// The items of both sides, by their paths.
pub(super) struct Held<'s, 'a> {
    old: BTreeMap<&'s str, &'s Item<'a>>,
    new: BTreeMap<&'s str, &'s Item<'a>>,
}

impl<'s, 'a> Held<'s, 'a> {
    pub(super) fn new(old: &'s [Item<'a>], new: &'s [Item<'a>]) -> Self {
        let by_path = |all: &'s [Item<'a>]| all.iter().map(|it| (it.path.as_str(), it)).collect();
        Self { old: by_path(old), new: by_path(new) }
    }

    /// What differs.
    pub(super) fn changes(&self) -> Vec<Changed<'s, 'a>> {
        let mut all = Vec::new();
        for (path, after) in &self.new {
            let Some(before) = self.old.get(path) else {
                all.push((None, Some(*after), Aspect::Declaration));
                continue;
            };
            let mut add = |aspect| all.push((Some(*before), Some(*after), aspect));
            if (before.form, &before.ty) != (after.form, &after.ty) {
                add(Aspect::Declaration);
            }
            if before.deprecated != after.deprecated {
                add(Aspect::Deprecation);
            }
            if before.docs != after.docs {
                add(Aspect::Documentation);
            }
            if before.remark != after.remark {
                add(Aspect::Remark);
            }
        }
        let gone = self.old.iter().filter(|(path, _)| !self.new.contains_key(*path));
        all.extend(gone.map(|(_, before)| (Some(*before), None, Aspect::Declaration)));
        all
    }

    /// What a change belongs to, and what it belonged to. What came or went with its holder belongs where that does.
    pub(super) fn owners(
        &self,
        before: Option<&'s Item<'a>>,
        after: Option<&'s Item<'a>>,
    ) -> (Option<Owner<'a>>, Option<Owner<'a>>) {
        let holder = |item: &'s Item<'a>,
                      own: &BTreeMap<&'s str, &'s Item<'a>>,
                      other: &BTreeMap<&'s str, &'s Item<'a>>| {
            let (path, _) = item.split();
            let holder = own.get(path).filter(|_| !other.contains_key(path));
            Some(holder.map_or(item.owner, |holder| holder.owner))
        };
        match (before, after) {
            (None, Some(item)) => (holder(item, &self.new, &self.old), None),
            (Some(item), None) => (holder(item, &self.old, &self.new), None),
            _ => (after.map(|item| item.owner), before.map(|item| item.owner)),
        }
    }
}

/// Facts that differ. What was renamed is the same as before.
pub(super) fn facts<'f, 'a>(
    deltas: &[Delta<'a>],
    old: &'f [Fact<'a>],
    new: &'f [Fact<'a>],
) -> Vec<Facts<'f, 'a>> {
    let mut shapes: HashMap<&ShapeId, &ShapeId> = HashMap::new();
    let mut names: HashMap<(&ShapeId, &str), &str> = HashMap::new();
    for delta in deltas {
        match (delta.what, delta.shape, delta.member) {
            (What::Shape(Some(before)), Some(after), _) => {
                shapes.insert(before, after);
            }
            (What::Member(Some(before)), Some(shape), Some(after)) => {
                names.insert((shape, before), after);
            }
            _ => {}
        }
    }
    type Key<'k> = (Topic, &'k ShapeId, Option<&'k str>, Option<&'k str>);
    let key = |fact: &Fact<'a>| (fact.topic, fact.owner.shape, fact.owner.member, fact.owner.by);
    let renamed = |fact: &Fact<'a>| -> Key<'_> {
        let (topic, shape, member, by) = key(fact);
        let name = |member: &'a str| names.get(&(shape, member)).copied().unwrap_or(member);
        (topic, shapes.get(shape).copied().unwrap_or(shape), member.map(name), by)
    };
    let before: HashMap<Key<'_>, &Fact<'_>> =
        old.iter().map(|fact| (renamed(fact), fact)).collect();
    let after: HashSet<Key<'_>> = new.iter().map(key).collect();
    let mut all = Vec::new();
    for fact in new {
        let before = before.get(&key(fact)).copied();
        if before.is_none() || wire::verdict(before, Some(fact)) > WireVerdict::None {
            all.push((before, Some(fact)));
        }
    }
    let gone = old.iter().filter(|fact| !after.contains(&renamed(fact)));
    all.extend(gone.map(|fact| (Some(fact), None)));
    // That nothing had an order before, or has none any more, is no difference.
    all.retain(|(old, new)| {
        let one = new.or(*old).is_some_and(|fact| fact.topic == Topic::Order);
        !one || old.is_some() && new.is_some()
    });
    all
}
