//! From differences to findings. Every public item and every fact of the wire that differs is claimed by a finding: by what changed
//! where it belongs, else by what changed in what it uses, else by what made it needed. One that nothing claims is a finding itself.

use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest, Sha256};
use smithy_json_ast::{ShapeId, ShapeKind};

use super::api::{Form, Item, Owner};
use super::delta::{Delta, What};
use super::reach::{self, closure};
use super::rules::{self, Context, Found};
use super::value::Value;
use super::wire::{self, Fact, Topic};
use super::{
    BehaviourVerdict, Direction, Finding, ItemChange, RustVerdict, Side, WireVerdict, folds,
    witness,
};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::traits::{
    CLIENT_OPTIONAL, DEFAULT, DEPRECATED, DOCUMENTATION, ENDPOINT_RULE_SET, ENUM_VALUE, EXAMPLES,
    EXTERNAL_DOCUMENTATION, INPUT, LENGTH, PATTERN, RANGE, REQUIRED, SENSITIVE, TITLE,
    UNIQUE_ITEMS,
};
use crate::model::{Model, members};

/// What of an item or a fact differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aspect {
    /// It came, went, or is declared otherwise.
    Declaration,
    Deprecation,
    Documentation,
    Bytes,
}

/// A finding to be.
#[derive(Default)]
struct Draft<'s, 'a> {
    /// What it tells besides its own difference.
    parts: Vec<usize>,
    items: Vec<(Option<&'s Item<'a>>, Option<&'s Item<'a>>, Aspect)>,
    facts: Vec<(Option<&'s Fact<'a>>, Option<&'s Fact<'a>>)>,
}

/// Makes findings of all differences.
pub(super) fn findings<'a>(
    deltas: &[Delta<'a>],
    old: &Side<'a>,
    new: &Side<'a>,
    context: &Context<'_>,
) -> Vec<Finding> {
    let claims = Claims::new(deltas, old, new);
    let mut drafts: BTreeMap<usize, Draft<'_, '_>> = BTreeMap::new();
    for (at, home) in claims.homes.iter().enumerate() {
        let draft = drafts.entry(*home).or_default();
        if at != *home {
            draft.parts.push(at);
        }
    }
    // What nothing claims, by its owner.
    let mut rest: BTreeMap<String, (Owner<'_>, Draft<'_, '_>)> = BTreeMap::new();
    for (before, after, aspect) in items(&old.items, &new.items) {
        let Some(owner) = after.or(before).map(|item| item.owner) else { continue };
        let causes = claims.causes(owner, before.map(|item| item.owner), aspect);
        for cause in &causes {
            drafts.entry(*cause).or_default().items.push((before, after, aspect));
        }
        if causes.is_empty() {
            let (_, draft) = rest.entry(path(owner)).or_insert_with(|| (owner, Draft::default()));
            draft.items.push((before, after, aspect));
        }
    }
    for (before, after) in claims.facts(&old.facts, &new.facts) {
        let Some(owner) = after.or(before).map(|fact| fact.owner) else { continue };
        let causes = claims.causes(owner, before.map(|fact| fact.owner), Aspect::Bytes);
        for cause in &causes {
            drafts.entry(*cause).or_default().facts.push((before, after));
        }
        if causes.is_empty() {
            let (_, draft) = rest.entry(path(owner)).or_insert_with(|| (owner, Draft::default()));
            draft.facts.push((before, after));
        }
    }
    let mut findings: Vec<Finding> = drafts
        .into_iter()
        .filter_map(|(at, draft)| {
            let delta = deltas.get(at)?;
            let parts: Vec<&Delta<'_>> =
                draft.parts.iter().filter_map(|at| deltas.get(*at)).collect();
            Some(finding(delta, &parts, &draft, context))
        })
        .collect();
    findings.extend(rest.into_values().map(|(owner, draft)| consequence(owner, &draft, context)));
    let shape =
        |finding: &Finding| finding.path.split(['$', '@']).next().unwrap_or_default().to_owned();
    findings.sort_by_cached_key(|finding| (shape(finding), finding.path.clone(), finding.rule));
    findings
}

fn path(owner: Owner<'_>) -> String {
    match (owner.member, owner.by) {
        (Some(member), None) => format!("{}${member}", owner.shape),
        _ => owner.shape.to_string(),
    }
}

/// Items that differ, by their paths.
fn items<'s, 'a>(
    old: &'s [Item<'a>],
    new: &'s [Item<'a>],
) -> Vec<(Option<&'s Item<'a>>, Option<&'s Item<'a>>, Aspect)> {
    let before: HashMap<&str, &Item<'_>> =
        old.iter().map(|item| (item.path.as_str(), item)).collect();
    let mut all = Vec::new();
    let mut seen = HashSet::new();
    for after in new {
        let Some(before) = before.get(after.path.as_str()).copied() else {
            all.push((None, Some(after), Aspect::Declaration));
            continue;
        };
        seen.insert(after.path.as_str());
        let mut add = |aspect| all.push((Some(before), Some(after), aspect));
        if (before.form, &before.ty) != (after.form, &after.ty) {
            add(Aspect::Declaration);
        }
        if before.deprecated != after.deprecated {
            add(Aspect::Deprecation);
        }
        if (before.docs, before.required) != (after.docs, after.required) {
            add(Aspect::Documentation);
        }
    }
    let gone = old.iter().filter(|item| !seen.contains(item.path.as_str()));
    all.extend(gone.map(|before| (Some(before), None, Aspect::Declaration)));
    all
}

/// What can claim items and facts.
struct Claims<'s, 'a> {
    deltas: &'s [Delta<'a>],
    homes: Vec<usize>,
    /// By shape and member; under its former name too.
    at: HashMap<(&'a ShapeId, Option<&'a str>), Vec<usize>>,
    /// By shape: all of its members'.
    below: HashMap<&'a ShapeId, Vec<usize>>,
    /// The first that brought a shape to where it was not before, or took it away.
    moved: HashMap<&'a ShapeId, usize>,
    models: [&'a Model; 2],
}

impl<'s, 'a> Claims<'s, 'a> {
    fn new(deltas: &'s [Delta<'a>], old: &'s Side<'a>, new: &'s Side<'a>) -> Self {
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
        Self { deltas, homes, at, below, moved, models }
    }

    fn delta(&self, at: usize) -> Option<&Delta<'a>> {
        self.deltas.get(at)
    }

    /// The findings that what belongs to `owner` is a consequence of.
    fn causes(&self, owner: Owner<'a>, before: Option<Owner<'a>>, aspect: Aspect) -> Vec<usize> {
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

    /// The trait or property that it is there for.
    fn by_name(&self, owner: Owner<'a>, _: Aspect) -> Vec<usize> {
        let Some(by) = owner.by else { return Vec::new() };
        let at = self.at(owner.shape, owner.member.filter(|_| by != "errors"));
        let is_it = |at: &&usize| match self.delta(**at).map(|delta| delta.what) {
            Some(What::Trait(id)) => {
                id == by || by == ENDPOINT_RULE_SET && id.starts_with("smithy.rules#")
            }
            Some(What::Element(name, of)) => {
                name == by && owner.member.is_none_or(|name| of.rsplit('#').next() == Some(name))
            }
            Some(What::Order) => by == "order",
            _ => false,
        };
        at.iter().filter(is_it).copied().collect()
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
            Aspect::Declaration | Aspect::Bytes => {
                self.moved.get(owner.shape).copied().into_iter().collect()
            }
            Aspect::Deprecation | Aspect::Documentation => Vec::new(),
        }
    }

    /// Of some differences, those that explain the aspect best.
    fn best(&self, of: &[usize], aspect: Aspect) -> Vec<usize> {
        let rank = |at: &usize| self.delta(*at).map_or(0, |delta| explains(delta, aspect));
        let most = of.iter().map(rank).max().filter(|most| *most > 0);
        of.iter().copied().filter(|at| Some(rank(at)) == most).collect()
    }

    /// Facts that differ. What was renamed is the same as before.
    fn facts<'f>(
        &self,
        old: &'f [Fact<'a>],
        new: &'f [Fact<'a>],
    ) -> Vec<(Option<&'f Fact<'a>>, Option<&'f Fact<'a>>)> {
        let mut shapes: HashMap<&ShapeId, &ShapeId> = HashMap::new();
        let mut names: HashMap<(&ShapeId, &str), &str> = HashMap::new();
        for delta in self.deltas {
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
        let key =
            |fact: &Fact<'a>| (fact.topic, fact.owner.shape, fact.owner.member, fact.owner.by);
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
}

/// The shapes that a difference brings to a place, or takes away from one.
fn brought<'a>(delta: &Delta<'a>, side: Option<&Value<'a>>) -> Vec<&'a ShapeId> {
    match (delta.what, side) {
        (What::Target | What::Property(_) | What::Element("errors", _), Some(Value::Id(id))) => {
            vec![*id]
        }
        (What::Member(None), Some(Value::Member(member))) => vec![&member.target],
        (What::Shape(None), Some(Value::Shape(shape))) => match &shape.kind {
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
    let (silent, declares) = match delta.what {
        What::Trait(id) => (
            [
                DOCUMENTATION,
                EXAMPLES,
                EXTERNAL_DOCUMENTATION,
                TITLE,
                DEPRECATED,
                LENGTH,
                PATTERN,
                RANGE,
                UNIQUE_ITEMS,
                SENSITIVE,
                "smithy.api#box",
            ]
            .contains(&id),
            [REQUIRED, DEFAULT, CLIENT_OPTIONAL, INPUT, ENUM_VALUE].contains(&id),
        ),
        What::Order => (true, false),
        _ => (false, true),
    };
    match (aspect, delta.of_trait()) {
        (Aspect::Documentation, Some(DOCUMENTATION)) => 2,
        (Aspect::Deprecation, Some(DEPRECATED)) => 2,
        // A name on the wire changes bytes and nothing else.
        (Aspect::Bytes, Some(_)) if !silent && !declares => 2,
        _ if silent => 0,
        _ if declares => 2,
        _ => 1,
    }
}

fn finding(
    delta: &Delta<'_>,
    parts: &[&Delta<'_>],
    draft: &Draft<'_, '_>,
    context: &Context<'_>,
) -> Finding {
    let found = rules::find(delta, context);
    let path = delta.path();
    let short = |value: Option<&Value<'_>>| value.and_then(Value::short);
    let (old, new) = match delta.what {
        What::Shape(Some(before)) => {
            (Some(before.to_string()), delta.shape.map(ToString::to_string))
        }
        What::Member(Some(before)) => {
            (Some(before.to_owned()), delta.member.map(ToOwned::to_owned))
        }
        _ => (short(delta.old.as_ref()), short(delta.new.as_ref())),
    };
    let mut includes: Vec<String> = parts.iter().map(|part| part.path()).collect();
    includes.sort();
    let fingerprint = fingerprint(found.rule, delta, parts);
    let place = place(delta.shape, |at| match (delta.member, delta.what) {
        (None, What::Trait(id)) => at.below(&["traits", id]),
        (None, What::Property(name) | What::Element(name, _)) => at.below(&[name]),
        (Some(member), what) => {
            let is_named = delta
                .shape
                .and_then(|id| context.new.model.shape(id).or_else(|| context.old.model.shape(id)))
                .is_none_or(|shape| shape.members().is_some());
            let at = if is_named { at.below(&["members", member]) } else { at.below(&[member]) };
            match what {
                What::Trait(id) => at.below(&["traits", id]),
                What::Target => at.below(&["target"]),
                _ => at,
            }
        }
        _ => at,
    });
    assemble(found, path, delta.shape, fingerprint, (old, new), includes, place, draft, context)
}

/// A finding about what nothing claims.
fn consequence(owner: Owner<'_>, draft: &Draft<'_, '_>, context: &Context<'_>) -> Finding {
    let path = path(owner);
    let found = Found {
        rule: "consequence",
        message: format!("what is made of `{path}` changed with what it uses"),
        behaviour: BehaviourVerdict::None,
        note: None,
    };
    let mut hash = Sha256::new();
    for text in [found.rule, &path] {
        hash.update(text);
        hash.update([0]);
    }
    for (old, new, _) in &draft.items {
        for item in [old, new].into_iter().flatten() {
            hash.update(format!("{} {}", item.path, item.declaration()));
        }
        hash.update([0]);
    }
    for (old, new) in &draft.facts {
        for fact in [old, new].into_iter().flatten() {
            hash.update(wire::line(' ', fact));
        }
        hash.update([0]);
    }
    let place = place(Some(owner.shape), |at| match owner.member.filter(|_| owner.by.is_none()) {
        Some(member) => at.below(&["members", member]),
        None => at,
    });
    let sides = (None, None);
    assemble(found, path, Some(owner.shape), hex(hash), sides, Vec::new(), place, draft, context)
}

#[allow(clippy::too_many_arguments, reason = "the parts of one value")]
fn assemble(
    found: Found,
    path: String,
    shape: Option<&ShapeId>,
    fingerprint: String,
    (old, new): (Option<String>, Option<String>),
    includes: Vec<String>,
    place: Option<Place>,
    draft: &Draft<'_, '_>,
    context: &Context<'_>,
) -> Finding {
    let sides = [context.old.reach, context.new.reach];
    let (rust, items, witness) = rust(draft);
    let (wire, bytes) = bytes(draft);
    let mut message = found.message;
    if !includes.is_empty() {
        let others = if includes.len() == 1 { "other change" } else { "other changes" };
        message.push_str(&format!(", with {} {others}", includes.len()));
    }
    Finding {
        rule: found.rule,
        id: format!("{}:{path}", found.rule),
        fingerprint,
        message,
        old,
        new,
        operations: shape.map(|shape| reach::operations(shape, sides)).unwrap_or_default(),
        direction: shape.map_or(Direction::None, |shape| reach::direction(shape, sides)),
        rust,
        items,
        witness,
        wire,
        bytes,
        behaviour: found.behaviour,
        note: found.note,
        includes,
        place,
        path,
    }
}

fn place(shape: Option<&ShapeId>, below: impl FnOnce(Diagnostic) -> Diagnostic) -> Option<Place> {
    below(Diagnostic::warning("changed", "").at(shape?)).place
}

/// What items that differ mean, and code that shows it.
fn rust(draft: &Draft<'_, '_>) -> (RustVerdict, Vec<ItemChange>, Option<String>) {
    let mut verdict = RustVerdict::None;
    let mut changes = Vec::new();
    let mut broken: Vec<&Item<'_>> = Vec::new();
    for (old, new, aspect) in &draft.items {
        let of = match (aspect, old, new) {
            (Aspect::Documentation, ..) => RustVerdict::Patch,
            (Aspect::Deprecation, _, Some(new)) if new.deprecated.is_none() => RustVerdict::Patch,
            (Aspect::Deprecation, ..) | (_, None, _) => RustVerdict::Minor,
            (_, Some(old), _) => {
                broken.push(old);
                RustVerdict::Major
            }
        };
        verdict = verdict.max(of);
        if *aspect == Aspect::Documentation {
            continue;
        }
        let shown = |item: &&Item<'_>| match (aspect, item.deprecated) {
            (Aspect::Deprecation, Some(_)) => format!("#[deprecated] {}", item.declaration()),
            _ => item.declaration(),
        };
        let item = new.or(*old).map(|item| item.path.clone()).unwrap_or_default();
        changes.push(ItemChange {
            item,
            old: old.as_ref().map(shown),
            new: new.as_ref().map(shown),
        });
    }
    changes.sort_by(|a, b| a.item.cmp(&b.item));
    changes.dedup();
    // What is plainest shows it best: a type before its methods, and what has the shortest name.
    broken.sort_by_key(|item| (is_method(item.form), item.path.len(), item.path.clone()));
    (verdict, changes, broken.first().map(|item| witness::of(item)))
}

fn is_method(form: Form) -> bool {
    !matches!(form, Form::Struct | Form::Enum | Form::Field | Form::Variant)
}

/// What facts that differ mean, and a line for each.
fn bytes(draft: &Draft<'_, '_>) -> (WireVerdict, Vec<String>) {
    let mut verdict = WireVerdict::None;
    let mut lines = Vec::new();
    for (old, new) in &draft.facts {
        verdict = verdict.max(wire::verdict(*old, *new));
        lines.extend(old.map(|fact| wire::line('-', fact)));
        lines.extend(new.map(|fact| wire::line('+', fact)));
    }
    (verdict, lines)
}

/// Rule, path and values, as [`Finding::fingerprint`] says; those of parts as well, in the order of their paths.
fn fingerprint(rule: &str, delta: &Delta<'_>, parts: &[&Delta<'_>]) -> String {
    let mut parts: Vec<(String, &Delta<'_>)> =
        parts.iter().map(|part| (part.path(), *part)).collect();
    parts.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut hash = Sha256::new();
    hash.update(rule);
    for (path, delta) in std::iter::once((delta.path(), delta)).chain(parts) {
        hash.update([0]);
        hash.update(path);
        for side in [&delta.old, &delta.new] {
            hash.update([0]);
            hash.update(side.as_ref().map(Value::canonical).unwrap_or_default());
        }
    }
    hex(hash)
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
