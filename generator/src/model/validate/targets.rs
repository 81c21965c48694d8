//! Ids that lead nowhere, or to a shape of the wrong kind.

use smithy_json_ast::{Shape, ShapeId, ShapeKind};

use super::at_member;
use crate::diagnostics::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Model, members, prelude};

fn exists(model: &Model, id: &ShapeId) -> bool {
    model.shape(id).is_some() || prelude::simple_type(id).is_some() || *id == prelude::UNIT
}

/// An id that a shape points to other than through a member.
struct Reference<'a> {
    /// The list or the property that it stands in; for lifecycle operations, `operations`.
    key: &'static str,
    /// The JSON pointer from the shape to it.
    pointer: String,
    target: &'a ShapeId,
}

/// The ids that a shape points to, members left out.
fn references(shape: &Shape) -> Vec<Reference<'_>> {
    let mut all: Vec<Reference<'_>> = Vec::new();
    match &shape.kind {
        ShapeKind::Operation(operation) => {
            one(&mut all, "input", "input", &operation.input);
            one(&mut all, "output", "output", &operation.output);
            list(&mut all, "errors", "errors", &operation.errors);
        }
        ShapeKind::Service(service) => {
            list(&mut all, "operations", "operations", &service.operations);
            list(&mut all, "resources", "resources", &service.resources);
            list(&mut all, "errors", "errors", &service.errors);
        }
        ShapeKind::Resource(resource) => {
            for (name, id) in crate::model::lifecycle(resource) {
                one(&mut all, "operations", name, id);
            }
            list(&mut all, "operations", "operations", &resource.operations);
            let collection = &resource.collection_operations;
            list(&mut all, "operations", "collectionOperations", collection);
            list(&mut all, "resources", "resources", &resource.resources);
        }
        _ => {}
    }
    all
}

fn one<'a>(all: &mut Vec<Reference<'a>>, key: &'static str, at: &str, target: &'a Option<ShapeId>) {
    let reference = |target| Reference { key, pointer: format!("/{at}/target"), target };
    all.extend(target.iter().map(reference));
}

fn list<'a>(all: &mut Vec<Reference<'a>>, key: &'static str, at: &str, targets: &'a [ShapeId]) {
    let reference = |(i, target)| Reference { key, pointer: format!("/{at}/{i}/target"), target };
    all.extend(targets.iter().enumerate().map(reference));
}

/// A hint takes a look at every shape, so a model of nothing but faults gets no more of them.
const MOST_HINTS: usize = 50;

pub(super) fn unknown_targets(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    let mut hints = 0..MOST_HINTS;
    let mut unknown = |from: String, id: &ShapeId| {
        let fault = Diagnostic::error(code, format!("{from} `{id}`, which is not in the model"));
        if hints.next().is_none() {
            return fault.help("give the file that defines it too");
        }
        match did_you_mean(id.as_str(), model.shapes.keys().map(ShapeId::as_str)) {
            Some(hint) => fault.help(hint),
            None => fault.help("give the file that defines it too"),
        }
    };
    for (id, shape) in model.shapes() {
        for (name, member) in members(&shape.kind) {
            if !exists(model, &member.target) {
                let fault = unknown(format!("member `{id}${name}` targets"), &member.target);
                faults.push(at_member(fault, id, shape, name).below(&["target"]));
            }
        }
        for Reference { key, pointer, target } in references(shape) {
            if !exists(model, target) {
                let from = format!("{} `{id}` names in `{key}`", shape.type_name());
                faults.push(unknown(from, target).at(id).below_pointer(&pointer));
            }
        }
    }
}

pub(super) fn invalid_targets(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        for (name, member) in members(&shape.kind) {
            let tagged = matches!(
                shape.kind,
                ShapeKind::Union(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_)
            );
            if member.target == prelude::UNIT && !tagged {
                let message = format!("member `{id}${name}` targets `{}`", prelude::UNIT);
                let help = "only members of unions and enums can stand for nothing";
                let fault = at_member(Diagnostic::error(code, message), id, shape, name);
                faults.push(fault.below(&["target"]).help(help));
            }
            let Some(target) = model.shape(&member.target) else { continue };
            if matches!(
                target.kind,
                ShapeKind::Service(_) | ShapeKind::Operation(_) | ShapeKind::Resource(_)
            ) {
                let what = target.type_name();
                let fault = Diagnostic::error(
                    code,
                    format!("member `{id}${name}` targets {what} `{}`", member.target),
                );
                let help = "members hold data: target a simple type, list, map, structure or union";
                faults.push(at_member(fault, id, shape, name).below(&["target"]).help(help));
            }
        }
    }
}

/// Source: Smithy 2.0 specification, "map" and "union".
pub(super) fn invalid_aggregates(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        match &shape.kind {
            ShapeKind::Union(members) if members.is_empty() => {
                let message = format!("union `{id}` has no members");
                let fault = Diagnostic::error(code, message).at(id).below(&["members"]);
                faults.push(fault.help("give it a member, or take it away"));
            }
            ShapeKind::Map { key, .. } => {
                let what = match (model.shape(&key.target), prelude::simple_type(&key.target)) {
                    (Some(found), _) => found.type_name(),
                    (None, Some(simple)) => simple.as_str(),
                    (None, None) => continue,
                };
                if !["string", "enum"].contains(&what) {
                    let message = format!("the keys of map `{id}` are {what} `{}`", key.target);
                    let fault = at_member(Diagnostic::error(code, message), id, shape, "key");
                    faults.push(fault.below(&["target"]).help("keys are strings or enums"));
                }
            }
            _ => {}
        }
    }
}

pub(super) fn invalid_operations(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        let ShapeKind::Operation(operation) = &shape.kind else { continue };
        for (key, target) in [("input", &operation.input), ("output", &operation.output)] {
            let Some(target) = target else { continue };
            let what = match (model.shape(target), prelude::simple_type(target)) {
                (Some(shape), _) if !matches!(shape.kind, ShapeKind::Structure(_)) => {
                    Some(shape.type_name())
                }
                (None, Some(simple)) => Some(simple.as_str()),
                _ => None,
            };
            if let Some(what) = what {
                faults.push(
                    Diagnostic::error(
                        code,
                        format!("the {key} of operation `{id}` is {what} `{target}`"),
                    )
                    .at(id)
                    .below(&[key, "target"])
                    .help("inputs and outputs are structures"),
                );
            }
        }
    }
}

pub(super) fn invalid_bindings(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        for Reference { key, pointer, target } in references(shape) {
            let Some(found) = model.shape(target) else { continue };
            let wanted = match key {
                "operations" => "operation",
                "resources" => "resource",
                _ => continue,
            };
            if found.type_name() != wanted {
                let (from, what) = (shape.type_name(), found.type_name());
                faults.push(
                    Diagnostic::error(
                        code,
                        format!("{from} `{id}` binds {what} `{target}` among its {key}"),
                    )
                    .at(id)
                    .below_pointer(&pointer)
                    .help(format!("name a shape of type {wanted}")),
                );
            }
        }
    }
}
