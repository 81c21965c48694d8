//! Findings as they are handed out: named and explained by a rule, with verdicts that are computed from what they claim.

use sha2::{Digest, Sha256};
use smithy_json_ast::ShapeId;

use super::api::{Form, Item, Owner};
use super::changes::Aspect;
use super::delta::{Delta, What};
use super::drafts::Draft;
use super::reach;
use super::rules::{self, Context, Found};
use super::value::Value;
use super::wire;
use super::{BehaviourVerdict, Direction, Finding, ItemChange, RustVerdict, WireVerdict, witness};
use crate::diagnostics::{Diagnostic, Place};

/// The finding of a difference, with what is part of it.
pub(super) fn finding(
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
    let shape = delta.shape;
    let sketch = Sketch { found, path, shape, fingerprint, old, new, includes, place };
    let mut finding = assemble(sketch, draft, context);
    if let What::Shape(Some(before)) = delta.what {
        let sides = [context.old.reach, context.new.reach];
        finding.operations.extend(reach::operations(before, sides));
        finding.operations.sort();
        finding.operations.dedup();
    }
    finding
}

/// A finding about what nothing claims.
pub(super) fn consequence(
    owner: Owner<'_>,
    draft: &Draft<'_, '_>,
    context: &Context<'_>,
) -> Finding {
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
    let (shape, fingerprint) = (Some(owner.shape), hex(hash));
    let (old, new, includes) = (None, None, Vec::new());
    assemble(Sketch { found, path, shape, fingerprint, old, new, includes, place }, draft, context)
}

/// What a finding has without its verdicts.
struct Sketch<'a> {
    found: Found,
    path: String,
    shape: Option<&'a ShapeId>,
    fingerprint: String,
    old: Option<String>,
    new: Option<String>,
    includes: Vec<String>,
    place: Option<Place>,
}

fn assemble(sketch: Sketch<'_>, draft: &Draft<'_, '_>, context: &Context<'_>) -> Finding {
    let Sketch { found, path, shape, fingerprint, old, new, includes, place } = sketch;
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

/// The path of what nothing claims.
pub(super) fn path(owner: Owner<'_>) -> String {
    match (owner.member, owner.by) {
        (Some(member), None) => format!("{}${member}", owner.shape),
        _ => owner.shape.to_string(),
    }
}
