//! Renames: something went and something came that says the same in all but its name. A pair counts only if neither could as
//! well be paired with another.

use std::collections::HashMap;

use smithy_json_ast::{ShapeId, ShapeKind, Traits};

use super::delta::{Delta, What};
use super::value::{Value, write};
use crate::model::members;
use crate::model::traits::{DOCUMENTATION, ENUM_VALUE};

/// Joins each pair to one delta, which stands where what came stood.
pub(super) fn pair<'a>(mut deltas: Vec<Delta<'a>>) -> Vec<Delta<'a>> {
    let mut likes: HashMap<(Option<&str>, String), [Vec<usize>; 2]> = HashMap::new();
    for (at, delta) in deltas.iter().enumerate() {
        if let Some(likeness) = likeness(delta) {
            let holder = match delta.what {
                What::Member(_) => delta.shape.map(ShapeId::as_str),
                _ => None,
            };
            let [went, came] = likes.entry((holder, likeness)).or_default();
            if delta.came() { came.push(at) } else { went.push(at) }
        }
    }
    let mut gone = vec![false; deltas.len()];
    for [went, came] in likes.into_values() {
        let ([went], [came]) = (went.as_slice(), came.as_slice()) else { continue };
        let Some(old) = deltas.get(*went).cloned() else { continue };
        if let (Some(delta), Some(gone)) = (deltas.get_mut(*came), gone.get_mut(*went)) {
            delta.what = match delta.what {
                What::Shape(_) => What::Shape(old.shape),
                _ => What::Member(old.member),
            };
            delta.old = old.old;
            *gone = true;
        }
    }
    let gone = gone.into_iter();
    deltas.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(delta, _)| delta).collect()
}

/// All that it says but its name and its documentation; nothing for what says too little to be told from others.
fn likeness(delta: &Delta<'_>) -> Option<String> {
    let value =
        delta.old.as_ref().or(delta.new.as_ref()).filter(|_| delta.came() != delta.went())?;
    match (delta.what, value) {
        (What::Member(_), Value::Member(member)) => {
            let mut out = match member.traits.get(ENUM_VALUE) {
                // A value is the same if its text is.
                Some(text) => {
                    let mut out = String::from("value ");
                    write(&mut out, text);
                    return Some(out);
                }
                None => member.target.as_str().to_owned(),
            };
            // The name is all that a value without a text has.
            (member.target != "smithy.api#Unit").then(|| {
                add(&mut out, &member.traits);
                out
            })
        }
        (What::Shape(_), Value::Shape(shape)) => {
            let mut out = shape.type_name().to_owned();
            let mut says = shape.traits.keys().any(|id| *id != DOCUMENTATION);
            add(&mut out, &shape.traits);
            for (name, member) in members(&shape.kind) {
                says = true;
                out.extend([" ", name, " ", member.target.as_str()]);
                add(&mut out, &member.traits);
            }
            if let ShapeKind::Operation(operation) = &shape.kind {
                says |= operation.input.is_some() || operation.output.is_some();
                for id in operation.input.iter().chain(&operation.output).chain(&operation.errors) {
                    out.extend([" ", id.as_str()]);
                }
            }
            says.then_some(out)
        }
        _ => None,
    }
}

fn add(out: &mut String, traits: &Traits) {
    let mut traits: Vec<_> = traits.iter().filter(|(id, _)| **id != DOCUMENTATION).collect();
    traits.sort_by_key(|(id, _)| *id);
    for (id, value) in traits {
        out.extend([" ", id.as_str(), "="]);
        write(out, value);
    }
}
