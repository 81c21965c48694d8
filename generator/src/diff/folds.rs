//! Which differences are part of another: what came or went only with something else is told together with that. A new operation
//! with forty shapes is one finding that says so.

use std::collections::{BTreeSet, HashMap};

use smithy_json_ast::{Shape, ShapeId, ShapeKind};

use super::Side;
use super::delta::{Delta, What};
use super::value::Value;
use crate::model::members;
use crate::model::traits::ENUM;

/// For each difference, the one whose finding tells it: itself, if it has one of its own.
pub(super) fn homes<'a>(deltas: &[Delta<'a>], old: &Side<'a>, new: &Side<'a>) -> Vec<usize> {
    let shapes: HashMap<&ShapeId, usize> = (deltas.iter().enumerate())
        .filter(|(_, delta)| matches!(delta.what, What::Shape(_)))
        .flat_map(|(at, delta)| {
            let before = match delta.what {
                What::Shape(before) => before,
                _ => None,
            };
            delta.shape.into_iter().chain(before).map(move |id| (id, at))
        })
        .collect();
    let came = introduced(deltas, |delta| {
        if delta.old.is_none()
            || delta.what == What::Target
            || matches!(delta.what, What::Property(_))
        {
            delta.new.as_ref()
        } else {
            None
        }
    });
    let went = introduced(deltas, |delta| {
        if delta.new.is_none()
            || delta.what == What::Target
            || matches!(delta.what, What::Property(_))
        {
            delta.old.as_ref()
        } else {
            None
        }
    });
    let forms: HashMap<&ShapeId, usize> = (deltas.iter().enumerate())
        .filter(|(_, delta)| delta.what == What::Type)
        .filter_map(|(at, delta)| Some((delta.shape?, at)))
        .collect();
    let direct: Vec<usize> = (deltas.iter().enumerate())
        .map(|(at, delta)| {
            let home = match delta.what {
                // Bound, or not any more, since it is there or not.
                What::Element("operations", _) => id_of(delta).and_then(|id| shapes.get(id)),
                What::Shape(None) => {
                    let (side, brings) = if delta.came() { (new, &came) } else { (old, &went) };
                    home_of_shape(delta, side, &shapes, brings)
                }
                What::Trait(ENUM) => delta.shape.and_then(|id| forms.get(id)),
                // Another type has other members.
                What::Member(None) => delta.shape.and_then(|id| {
                    let kind = |side: &Side<'a>| side.defined.slice.shape(id).map(Shape::type_name);
                    forms.get(id).filter(|_| kind(old) != kind(new))
                }),
                // It is the same shape under another name.
                What::Target | What::Property(_) => match (&delta.old, &delta.new) {
                    (Some(Value::Id(old)), Some(Value::Id(new))) => {
                        shapes.get(old).filter(|at| shapes.get(new) == Some(at))
                    }
                    _ => None,
                },
                What::Element("errors", _) => {
                    id_of(delta).and_then(|id| shapes.get(id)).filter(|at| {
                        deltas.get(**at).is_some_and(|d| d.old.is_some() && d.new.is_some())
                    })
                }
                _ => None,
            };
            home.copied().unwrap_or(at)
        })
        .collect();
    (0..direct.len()).map(|at| root(&direct, at)).collect()
}

fn id_of<'a>(delta: &Delta<'a>) -> Option<&'a ShapeId> {
    delta.new.as_ref().or(delta.old.as_ref())?.as_id()
}

/// The first difference that brings each shape, or takes it away.
fn introduced<'a, 'd>(
    deltas: &'d [Delta<'a>],
    side: impl Fn(&'d Delta<'a>) -> Option<&'d Value<'a>>,
) -> HashMap<&'a ShapeId, usize>
where
    'a: 'd,
{
    let mut all = HashMap::new();
    for (at, delta) in deltas.iter().enumerate() {
        let mut add = |id: &'a ShapeId| {
            // Not by what binds an operation.
            if delta.shape != Some(id) && !matches!(delta.what, What::Element("operations", _)) {
                all.entry(id).or_insert(at);
            }
        };
        match side(delta) {
            Some(Value::Id(id)) => add(id),
            Some(Value::Member(member)) => add(&member.target),
            Some(Value::Shape(shape)) => {
                members(&shape.kind).for_each(|(_, member)| add(&member.target));
                if let ShapeKind::Operation(operation) = &shape.kind {
                    let shapes = operation.input.iter().chain(&operation.output);
                    shapes.chain(&operation.errors).for_each(add);
                }
            }
            _ => {}
        }
    }
    all
}

/// An operation, if only operations that came or went with it have it. A type has a finding of its own else, and all other shapes
/// are told with what targets them.
fn home_of_shape<'h, 'a>(
    delta: &Delta<'a>,
    side: &Side<'a>,
    shapes: &'h HashMap<&'a ShapeId, usize>,
    brings: &'h HashMap<&'a ShapeId, usize>,
) -> Option<&'h usize> {
    let (id, shape) = (delta.shape?, delta.new.as_ref().or(delta.old.as_ref())?.as_shape()?);
    if matches!(shape.kind, ShapeKind::Operation(_) | ShapeKind::Service(_)) {
        return None;
    }
    let operations: BTreeSet<&ShapeId> = side.reach.operations(id).collect();
    let with: Option<Vec<&usize>> = operations.iter().map(|id| shapes.get(id)).collect();
    if let Some(first) = with.and_then(|with| with.first().copied()) {
        return Some(first);
    }
    let is_type = side.defined.facts.usage.is_type(id)
        && matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_));
    if is_type { None } else { brings.get(id) }
}

/// Follows homes to one that is its own. Shapes can bring each other: then the first of them is.
fn root(direct: &[usize], start: usize) -> usize {
    let mut at = start;
    let mut seen = BTreeSet::from([at]);
    while let Some(next) = direct.get(at).copied().filter(|next| *next != at) {
        at = next;
        if !seen.insert(at) {
            return seen.first().copied().unwrap_or(start);
        }
    }
    at
}
