//! From differences to findings. Every public item and every fact of the wire that differs is claimed by a finding: by what changed
//! where it belongs, else by what changed in what it uses, else by what made it needed. One that nothing claims is a finding itself.

use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest, Sha256};
use smithy_json_ast::{ShapeId, ShapeKind};

use super::api::{Form, Item, Owner};
use super::delta::{Delta, What};
use super::reach::{self, closure};
use super::replaced::{self, Members};
use super::rules::{self, Context, Found};
use super::value::Value;
use super::wire::{self, Fact, Topic};
use super::{
    BehaviourVerdict, Direction, Finding, ItemChange, RustVerdict, Side, WireVerdict, folds,
    witness,
};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::traits::{
    CLIENT_OPTIONAL, DEFAULT, DEPRECATED, DOCUMENTATION, EC2_QUERY_NAME, ENDPOINT,
    ENDPOINT_RULE_SET, ENUM_VALUE, ERROR, HOST_LABEL, IDEMPOTENCY_TOKEN, INPUT,
    REQUEST_COMPRESSION, REQUIRED, TIMESTAMP_FORMAT, XML_FLATTENED, XML_NAME,
};
use crate::model::{Model, members};

/// What of an item or a fact differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aspect {
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
type Changed<'s, 'a> = (Option<&'s Item<'a>>, Option<&'s Item<'a>>, Aspect);

/// A finding to be.
struct Draft<'s, 'a> {
    /// What it tells besides its own difference.
    parts: Vec<usize>,
    items: Vec<Changed<'s, 'a>>,
    facts: Vec<(Option<&'s Fact<'a>>, Option<&'s Fact<'a>>)>,
    /// What it means that a structure stands where another stood.
    replaced: (WireVerdict, Vec<String>),
}

impl Default for Draft<'_, '_> {
    fn default() -> Self {
        let replaced = (WireVerdict::None, Vec::new());
        Self { parts: Vec::new(), items: Vec::new(), facts: Vec::new(), replaced }
    }
}

/// Whether what travels is said of what targets the shape, and not of the shape: that it came, went, or stands where another stood.
fn is_told_by_targets(delta: &Delta<'_>) -> bool {
    let shape = delta.new.as_ref().or(delta.old.as_ref()).and_then(Value::as_shape);
    match delta.what {
        What::Shape(_) => !shape.is_some_and(|shape| matches!(shape.kind, ShapeKind::Operation(_))),
        What::Property("input" | "output") => delta.old.is_some() && delta.new.is_some(),
        _ => false,
    }
}

/// Whether values are written or read where a difference is.
fn topics(delta: &Delta<'_>, context: &Context<'_>) -> Vec<Topic> {
    let sides = [context.old.reach, context.new.reach];
    let direction = match delta.what {
        What::Property("input") => Direction::In,
        What::Property(_) => Direction::Out,
        _ => delta.shape.map_or(Direction::None, |shape| reach::direction(shape, sides)),
    };
    match direction {
        Direction::None => Vec::new(),
        Direction::In => vec![Topic::Write],
        Direction::Out => vec![Topic::Read],
        Direction::Both => vec![Topic::Write, Topic::Read],
    }
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
    let held = Held::new(&old.items, &new.items);
    for (before, after, aspect) in held.changes() {
        let (Some(owner), former) = held.owners(before, after) else { continue };
        let causes = claims.causes(owner, former, aspect);
        for cause in &causes {
            drafts.entry(*cause).or_default().items.push((before, after, aspect));
        }
        if causes.is_empty() {
            let (_, draft) = rest.entry(path(owner)).or_insert_with(|| (owner, Draft::default()));
            draft.items.push((before, after, aspect));
        }
    }
    for (before, after) in claims.facts(&old.facts, &new.facts) {
        let Some(fact) = after.or(before) else { continue };
        let aspect = match fact.topic {
            Topic::Read | Topic::ErrorCode => Aspect::Read,
            _ => Aspect::Written,
        };
        let mut owner = fact.owner;
        if before.is_none() != after.is_none()
            && !claims.travels.contains(&(fact.topic, owner.shape))
        {
            // All of its shape travels now, or does not any more.
            owner = Owner::shape(owner.shape).by("travels");
        }
        let former = before.map(|fact| fact.owner).filter(|_| after.is_some());
        let mut causes = claims.causes(owner, former, aspect);
        if let (Some(before), Some(after)) = (before, after) {
            causes = claims.narrowed(causes, before, after);
        }
        for cause in &causes {
            let is_member = matches!(fact.topic, Topic::Write | Topic::Read | Topic::Text);
            if !is_member || deltas.get(*cause).is_some_and(|delta| !is_told_by_targets(delta)) {
                drafts.entry(*cause).or_default().facts.push((before, after));
            }
        }
        if causes.is_empty() {
            let (_, draft) = rest.entry(path(owner)).or_insert_with(|| (owner, Draft::default()));
            draft.facts.push((before, after));
        }
    }
    let before = Members::new(&old.facts, &old.defined.slice);
    let after = Members::new(&new.facts, &new.defined.slice);
    let mut findings: Vec<Finding> = drafts
        .into_iter()
        .filter_map(|(at, mut draft)| {
            let delta = deltas.get(at)?;
            if let (What::Target | What::Property(_), Some(Value::Id(from)), Some(Value::Id(to))) =
                (delta.what, &delta.old, &delta.new)
            {
                let topics = topics(delta, context);
                draft.replaced = replaced::compare(&before, &after, (*from, *to), &topics);
            }
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

/// The items of both sides, by their paths.
struct Held<'s, 'a> {
    old: BTreeMap<&'s str, &'s Item<'a>>,
    new: BTreeMap<&'s str, &'s Item<'a>>,
}

impl<'s, 'a> Held<'s, 'a> {
    fn new(old: &'s [Item<'a>], new: &'s [Item<'a>]) -> Self {
        let by_path = |all: &'s [Item<'a>]| all.iter().map(|it| (it.path.as_str(), it)).collect();
        Self { old: by_path(old), new: by_path(new) }
    }

    /// What differs.
    fn changes(&self) -> Vec<Changed<'s, 'a>> {
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
    fn owners(
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
    /// What is written, or read, on both sides.
    travels: HashSet<(Topic, &'a ShapeId)>,
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
            Some(What::Property(name)) => name == by,
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
    fn narrowed(&self, causes: Vec<usize>, before: &Fact<'_>, after: &Fact<'_>) -> Vec<usize> {
        let is_about = |at: &usize| match self.deltas.get(*at).map(|delta| delta.what) {
            Some(What::Target) => wire::differ_in_values(before, after),
            Some(What::Trait(_)) => before.text != after.text,
            _ => true,
        };
        let narrowed: Vec<usize> = causes.iter().copied().filter(is_about).collect();
        if narrowed.is_empty() { causes } else { narrowed }
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
    let mut finding = assemble(
        found,
        path,
        delta.shape,
        fingerprint,
        (old, new),
        includes,
        place,
        draft,
        context,
    );
    if let What::Shape(Some(before)) = delta.what {
        let sides = [context.old.reach, context.new.reach];
        finding.operations.extend(reach::operations(before, sides));
        finding.operations.sort();
        finding.operations.dedup();
    }
    finding
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
    let (rust, items, witness) = rust(draft, shape);
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
fn rust(
    draft: &Draft<'_, '_>,
    shape: Option<&ShapeId>,
) -> (RustVerdict, Vec<ItemChange>, Option<String>) {
    let mut verdict = RustVerdict::None;
    let mut changes = Vec::new();
    let mut broken: Vec<&Item<'_>> = Vec::new();
    for (old, new, aspect) in &draft.items {
        let of = match (aspect, old, new) {
            (Aspect::Documentation | Aspect::Remark, ..) => RustVerdict::Patch,
            (Aspect::Deprecation, _, Some(new)) if new.deprecated.is_none() => RustVerdict::Patch,
            (Aspect::Deprecation, ..) | (_, None, _) => RustVerdict::Minor,
            (_, Some(old), _) => {
                broken.push(old);
                RustVerdict::Major
            }
        };
        verdict = verdict.max(of);
        if matches!(aspect, Aspect::Documentation | Aspect::Remark) {
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
    // What is plainest shows it best: what is made of the shape itself, and no method.
    broken.sort_by_key(|item| {
        let is_other = Some(item.owner.shape) != shape;
        (is_other, is_method(item.form), item.path.len(), item.path.clone())
    });
    (verdict, changes, broken.first().map(|item| witness::of(item)))
}

fn is_method(form: Form) -> bool {
    !matches!(form, Form::Struct | Form::Enum | Form::Field | Form::Variant)
}

/// What facts that differ mean, and a line for each.
fn bytes(draft: &Draft<'_, '_>) -> (WireVerdict, Vec<String>) {
    let (mut verdict, mut lines) = draft.replaced.clone();
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
