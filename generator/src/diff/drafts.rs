//! From differences to findings: each difference has one, or is part of one, and gets the items and facts that it claims. What nothing
//! claims is a finding itself.

use std::collections::BTreeMap;

use smithy_json_ast::ShapeKind;

use super::api::Owner;
use super::changes::{self, Aspect, Changed, Facts, Held};
use super::claims::Claims;
use super::delta::{Delta, What};
use super::reach;
use super::replaced::{self, Members};
use super::rules::Context;
use super::value::Value;
use super::wire::Topic;
use super::{Direction, Finding, Side, WireVerdict, finish};

/// A finding to be.
pub(super) struct Draft<'s, 'a> {
    /// What it tells besides its own difference.
    pub(super) parts: Vec<usize>,
    pub(super) items: Vec<Changed<'s, 'a>>,
    pub(super) facts: Vec<Facts<'s, 'a>>,
    /// What it means that a structure stands where another stood.
    pub(super) replaced: (WireVerdict, Vec<String>),
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
            let (_, draft) =
                rest.entry(finish::path(owner)).or_insert_with(|| (owner, Draft::default()));
            draft.items.push((before, after, aspect));
        }
    }
    for (before, after) in changes::facts(deltas, &old.facts, &new.facts) {
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
            let (_, draft) =
                rest.entry(finish::path(owner)).or_insert_with(|| (owner, Draft::default()));
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
            Some(finish::finding(delta, &parts, &draft, context))
        })
        .collect();
    findings.extend(
        rest.into_values().map(|(owner, draft)| finish::consequence(owner, &draft, context)),
    );
    let shape =
        |finding: &Finding| finding.path.split(['$', '@']).next().unwrap_or_default().to_owned();
    findings.sort_by_cached_key(|finding| (shape(finding), finding.path.clone(), finding.rule));
    findings
}
