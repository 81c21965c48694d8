//! Which findings what differs belongs to. Every public item and every fact of the wire that differs is claimed by what changed where
//! it belongs, else by what changed in what it uses, else by what made it needed.

use std::collections::{HashMap, HashSet};

use smithy_json_ast::{ShapeId, ShapeKind};

use super::api::Owner;
use super::changes::Aspect;
use super::delta::{Delta, What};
use super::reach::closure;
use super::value::Value;
use super::wire::{self, Fact, Topic};
use super::{Side, folds};
use crate::model::traits::{
    CLIENT_OPTIONAL, DEFAULT, DEPRECATED, DOCUMENTATION, EC2_QUERY_NAME, ENDPOINT, ENUM_VALUE,
    ERROR, HOST_LABEL, IDEMPOTENCY_TOKEN, INPUT, REQUEST_COMPRESSION, REQUIRED, TIMESTAMP_FORMAT,
    XML_FLATTENED, XML_NAME,
};
use crate::model::{Model, members};

/// What can claim items and facts.
pub(super) struct Claims<'s, 'a> {
    deltas: &'s [Delta<'a>],
    /// For each difference, the one whose finding tells it.
    pub(super) homes: Vec<usize>,
    /// By shape and member; under its former name too.
    at: HashMap<(&'a ShapeId, Option<&'a str>), Vec<usize>>,
    /// By shape: all of its members'.
    below: HashMap<&'a ShapeId, Vec<usize>>,
    /// The first that brought a shape to where it was not before, or took it away.
    moved: HashMap<&'a ShapeId, usize>,
    /// What is written, or read, on both sides.
    pub(super) travels: HashSet<(Topic, &'a ShapeId)>,
    models: [&'a Model; 2],
}

impl<'s, 'a> Claims<'s, 'a> {
    pub(super) fn new(deltas: &'s [Delta<'a>], old: &'s Side<'a>, new: &'s Side<'a>) -> Self {
        let mut at: HashMap<(&'a ShapeId, Option<&'a str>), Vec<usize>> = HashMap::new();
        let mut below: HashMap<&'a ShapeId, Vec<usize>> = HashMap::new();
        for (index, delta) in deltas.iter().enumerate() {
            let Some(shape) = delta.shape else { continue };
            at.entry((shape, delta.member)).or_default().push(index);
            if delta.member.is_some() {
                below.entry(shape).or_default().push(index);
            }
            match delta.what {
                What::Shape(Some(before)) => at.entry((before, None)).or_default().push(index),
                What::Member(Some(before)) => {
                    at.entry((shape, Some(before))).or_default().push(index);
                }
                What::Element("rename", of) => {
                    let slices = [&new.defined.slice, &old.defined.slice];
                    let named = slices
                        .iter()
                        .find_map(|slice| slice.shapes.keys().find(|id| id.as_str() == of));
                    if let Some(named) = named {
                        at.entry((named, None)).or_default().push(index);
                    }
                }
                _ => {}
            }
        }
        let models = [&old.defined.slice, &new.defined.slice];
        let mut moved = HashMap::new();
        for (index, delta) in deltas.iter().enumerate() {
            for (model, value) in models.iter().zip([&delta.old, &delta.new]) {
                for shape in closure(model, brought(delta, value.as_ref()).into_iter()) {
                    moved.entry(shape).or_insert(index);
                }
            }
        }
        let homes = folds::homes(deltas, old, new);
        let topics = |side: &Side<'a>| -> HashSet<(Topic, &'a ShapeId)> {
            side.facts.iter().map(|fact| (fact.topic, fact.owner.shape)).collect()
        };
        let travels = topics(old).intersection(&topics(new)).copied().collect();
        Self { deltas, homes, at, below, moved, travels, models }
    }

    fn delta(&self, at: usize) -> Option<&Delta<'a>> {
        self.deltas.get(at)
    }

    /// The findings that what belongs to `owner` is a consequence of.
    pub(super) fn causes(
        &self,
        owner: Owner<'a>,
        before: Option<Owner<'a>>,
        aspect: Aspect,
    ) -> Vec<usize> {
        let owners = [Some(owner), before.filter(|before| *before != owner)];
        let mut found: Vec<usize> = Vec::new();
        for level in
            [Self::by_name, Self::own, Self::of_shape, Self::of_target, Self::near, Self::of_moved]
        {
            for owner in owners.into_iter().flatten() {
                found.extend(level(self, owner, aspect));
            }
            if !found.is_empty() {
                break;
            }
        }
        let mut homes: Vec<usize> =
            found.into_iter().filter_map(|at| self.homes.get(at).copied()).collect();
        homes.sort_unstable();
        homes.dedup();
        homes
    }

    fn at(&self, shape: &'a ShapeId, member: Option<&'a str>) -> &[usize] {
        self.at.get(&(shape, member)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The trait or property that it is there for. What endpoint rules need, other traits about endpoints may ask for as well.
    fn by_name(&self, owner: Owner<'a>, _: Aspect) -> Vec<usize> {
        const RULES: &str = "smithy.rules#";
        let Some(by) = owner.by else { return Vec::new() };
        let at = self.at(owner.shape, owner.member.filter(|_| by != "errors"));
        let matching = |is_it: &dyn Fn(What<'_>) -> bool| -> Vec<usize> {
            let is_it = |at: &&usize| self.delta(**at).is_some_and(|delta| is_it(delta.what));
            at.iter().filter(is_it).copied().collect()
        };
        let exact = matching(&|what| match what {
            What::Trait(id) => id == by,
            What::Element(name, of) => {
                name == by && owner.member.is_none_or(|name| of.rsplit('#').next() == Some(name))
            }
            What::Property(name) => name == by,
            What::Order => by == "order",
            What::Shape(_) | What::Type | What::Member(_) | What::Target | What::Metadata(_) => {
                false
            }
        });
        if !exact.is_empty() || !by.starts_with(RULES) {
            return exact;
        }
        matching(&|what| matches!(what, What::Trait(id) if id.starts_with(RULES)))
    }

    /// What changed on the member, or on the shape itself.
    fn own(&self, owner: Owner<'a>, aspect: Aspect) -> Vec<usize> {
        match owner.by {
            None => self.best(self.at(owner.shape, owner.member), aspect),
            Some(_) => Vec::new(),
        }
    }

    /// That the shape came, went, or has another name.
    fn of_shape(&self, owner: Owner<'a>, _: Aspect) -> Vec<usize> {
        let is_it = |at: &&usize| {
            self.delta(**at).is_some_and(|delta| matches!(delta.what, What::Shape(_)))
        };
        self.at(owner.shape, None).iter().filter(is_it).copied().collect()
    }

    /// What changed in what the member's type is made of.
    fn of_target(&self, owner: Owner<'a>, aspect: Aspect) -> Vec<usize> {
        let mut found = Vec::new();
        for model in self.models {
            let shape = model.shape(owner.shape);
            let member = shape.and_then(|shape| {
                members(&shape.kind).find(|(name, _)| Some(*name) == owner.member)
            });
            let mut todo: Vec<&ShapeId> =
                member.map(|(_, member)| &member.target).into_iter().collect();
            let mut seen = HashSet::new();
            while let Some(id) = todo.pop() {
                if !seen.insert(id) {
                    continue;
                }
                found.extend(self.best(self.at(id, None), aspect));
                let kind = model.shape(id).map(|shape| &shape.kind);
                if let Some(kind @ (ShapeKind::List(_) | ShapeKind::Map { .. })) = kind {
                    for (name, member) in members(kind) {
                        found.extend(self.best(self.at(id, Some(name)), aspect));
                        todo.push(&member.target);
                    }
                }
            }
        }
        found
    }

    /// What changed on the shape, or on any member of it.
    fn near(&self, owner: Owner<'a>, aspect: Aspect) -> Vec<usize> {
        let shape = self.best(self.at(owner.shape, None), aspect);
        if !shape.is_empty() || owner.member.is_some() {
            return shape;
        }
        let below = self.below.get(owner.shape).map(Vec::as_slice).unwrap_or_default();
        self.best(below, aspect)
    }

    /// What brought the shape to where it was not before.
    fn of_moved(&self, owner: Owner<'a>, aspect: Aspect) -> Vec<usize> {
        match aspect {
            Aspect::Declaration | Aspect::Written | Aspect::Read => {
                self.moved.get(owner.shape).copied().into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Of some differences, those that explain the aspect best.
    fn best(&self, of: &[usize], aspect: Aspect) -> Vec<usize> {
        let rank = |at: &usize| self.delta(*at).map_or(0, |delta| explains(delta, aspect));
        let most = of.iter().map(rank).max().filter(|most| *most > 0);
        of.iter().copied().filter(|at| Some(rank(at)) == most).collect()
    }

    /// Of findings that may have changed a fact, those that changed what of it differs: its form, or the type of its values.
    pub(super) fn narrowed(
        &self,
        causes: Vec<usize>,
        before: &Fact<'_>,
        after: &Fact<'_>,
    ) -> Vec<usize> {
        let is_about = |at: &usize| match self.deltas.get(*at).map(|delta| delta.what) {
            Some(What::Target) => wire::differ_in_values(before, after),
            Some(What::Trait(_)) => before.text != after.text,
            _ => true,
        };
        let narrowed: Vec<usize> = causes.iter().copied().filter(is_about).collect();
        if narrowed.is_empty() { causes } else { narrowed }
    }
}

/// The shapes that a difference brings to a place, or takes away from one.
fn brought<'a>(delta: &Delta<'a>, side: Option<&Value<'a>>) -> Vec<&'a ShapeId> {
    match (delta.what, side) {
        (What::Target | What::Property(_) | What::Element("errors", _), Some(Value::Id(id))) => {
            vec![*id]
        }
        (What::Member(None), Some(Value::Member(member))) => vec![&member.target],
        (What::Shape(_), Some(Value::Shape(shape))) => match &shape.kind {
            ShapeKind::Operation(operation) => {
                let shapes = operation.input.iter().chain(&operation.output);
                shapes.chain(&operation.errors).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// How well a difference explains that an aspect differs: not at all, perhaps, or well.
fn explains(delta: &Delta<'_>, aspect: Aspect) -> u8 {
    use Aspect::{Declaration, Deprecation, Documentation, Read, Remark, Written};
    let aspects: &[Aspect] = match delta.what {
        What::Order => return 0,
        What::Trait(DOCUMENTATION) => &[Documentation],
        What::Trait(DEPRECATED) => &[Deprecation],
        What::Trait(REQUIRED | DEFAULT | CLIENT_OPTIONAL | INPUT) => {
            &[Declaration, Remark, Written]
        }
        What::Trait(ENUM_VALUE) => &[Declaration, Written, Read],
        What::Trait(
            EC2_QUERY_NAME | IDEMPOTENCY_TOKEN | REQUEST_COMPRESSION | ENDPOINT | HOST_LABEL,
        ) => &[Written],
        What::Trait(XML_NAME | TIMESTAMP_FORMAT) => &[Written, Read],
        What::Trait(XML_FLATTENED) => &[Read],
        What::Trait(ERROR) => &[Declaration],
        // Others are in no item and on no wire.
        What::Trait(_) => return 0,
        _ => {
            return match aspect {
                Documentation | Deprecation | Remark => 1,
                Declaration | Written | Read => 2,
            };
        }
    };
    if aspects.contains(&aspect) { 2 } else { 0 }
}
