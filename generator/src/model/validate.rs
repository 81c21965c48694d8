//! The rules that a model must keep for a client to make sense, as a table. They restate what
//! Smithy's own validator would reject as far as it matters to what is generated; a rule looks
//! at the whole model, also at what no chosen operation reaches.

use std::collections::BTreeMap;

use smithy_json_ast::{Node, Shape, ShapeId, ShapeKind, Traits};

use super::traits::{self, ENUM_VALUE, ERROR, PAGINATED};
use super::{Model, members, prelude};
use crate::diagnostics::{Diagnostic, Diagnostics, did_you_mean};

/// A rule: the code of its diagnostics, and what finds them.
struct Rule {
    code: &'static str,
    check: fn(&'static str, &Model, &mut Diagnostics),
}

const RULES: [Rule; 8] = [
    Rule { code: "unknown-target", check: unknown_targets },
    Rule { code: "invalid-target", check: invalid_targets },
    Rule { code: "invalid-operation", check: invalid_operations },
    Rule { code: "invalid-binding", check: invalid_bindings },
    Rule { code: "case-conflict", check: case_conflicts },
    Rule { code: "invalid-enum", check: invalid_enums },
    Rule { code: "invalid-trait-value", check: trait_values },
    Rule { code: "invalid-paginated", check: paginated },
];

/// Runs every rule.
pub(crate) fn validate(model: &Model, faults: &mut Diagnostics) {
    for rule in &RULES {
        (rule.check)(rule.code, model, faults);
    }
}

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
            for (name, id) in super::lifecycle(resource) {
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
const MOST_HINTS: usize = 100;

fn unknown_targets(code: &'static str, model: &Model, faults: &mut Diagnostics) {
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

/// Lists and maps hold their members right below the shape.
fn at_member(fault: Diagnostic, id: &ShapeId, shape: &Shape, name: &str) -> Diagnostic {
    match shape.members() {
        Some(_) => fault.at(id).below(&["members", name]),
        None => fault.at(id).below(&[name]),
    }
}

fn invalid_targets(code: &'static str, model: &Model, faults: &mut Diagnostics) {
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

fn invalid_operations(code: &'static str, model: &Model, faults: &mut Diagnostics) {
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
        for (i, target) in operation.errors.iter().enumerate() {
            let Some(found) = model.shape(target) else { continue };
            if !traits::has(&found.traits, ERROR) {
                faults.push(
                    Diagnostic::error(
                        code,
                        format!("operation `{id}` lists `{target}` as an error"),
                    )
                    .at(id)
                    .below(&["errors", &i.to_string(), "target"])
                    .help(format!("`{target}` needs the trait `{ERROR}`")),
                );
            }
        }
    }
}

fn invalid_bindings(code: &'static str, model: &Model, faults: &mut Diagnostics) {
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
                    .below_pointer(&pointer),
                );
            }
        }
    }
}

const CASE: &str = "Smithy compares names without case: rename one of the two";

/// Smithy compares shape names without case, and Rust files on some systems do too.
fn case_conflicts(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &ShapeId> = BTreeMap::new();
    for (id, shape) in model.shapes() {
        if let Some(other) = seen.insert(id.as_str().to_lowercase(), id) {
            faults.push(
                Diagnostic::error(code, format!("`{other}` and `{id}` differ only by case"))
                    .at(id)
                    .help(CASE),
            );
        }
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        for (name, _) in members(&shape.kind) {
            if let Some(other) = names.insert(name.to_lowercase(), name) {
                let message =
                    format!("members `{other}` and `{name}` of `{id}` differ only by case");
                faults
                    .push(at_member(Diagnostic::error(code, message), id, shape, name).help(CASE));
            }
        }
    }
}

fn invalid_enums(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    for (id, shape) in model.shapes() {
        let (members, is_string) = match &shape.kind {
            ShapeKind::Enum(members) => (members, true),
            ShapeKind::IntEnum(members) => (members, false),
            _ => continue,
        };
        let mut fault = |name: Option<&str>, message: String| {
            let fault = Diagnostic::error(code, message).at(id);
            faults.push(match name {
                // As far as it exists: a name can be its own value.
                Some(name) => fault.below(&["members", name, "traits", ENUM_VALUE]),
                None => fault.below(&["members"]),
            });
        };
        if members.is_empty() {
            fault(None, format!("enum `{id}` has no values"));
        }
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (name, member) in members {
            let value = match (member.traits.get(ENUM_VALUE), is_string) {
                (None, true) => name.clone(),
                (Some(Node::String(text)), true) if !text.is_empty() => text.clone(),
                (Some(node), false) if node.as_i64().is_some_and(|n| i32::try_from(n).is_ok()) => {
                    node.as_i64().unwrap_or_default().to_string()
                }
                (None, false) => {
                    fault(Some(name), format!("value `{name}` of intEnum `{id}` has no number"));
                    continue;
                }
                (Some(node), _) => {
                    let wanted = if is_string { "a string that is not empty" } else { "a number" };
                    let found = node.kind();
                    let message = format!("value `{name}` of `{id}` must be {wanted}, not {found}");
                    fault(Some(name), message);
                    continue;
                }
            };
            if let Some(other) = seen.insert(value.clone(), name) {
                let message = format!("`{other}` and `{name}` of enum `{id}` are both `{value}`");
                fault(Some(name), message);
            }
        }
    }
}

/// Traits whose values this generator reads, and the type of each value.
const TRAIT_VALUES: [(&str, &str); 20] = [
    (traits::AWS_SERVICE, "an object"),
    (traits::CLIENT_CONTEXT_PARAMS, "an object"),
    (traits::CONTEXT_PARAM, "an object"),
    (traits::DOCUMENTATION, "a string"),
    (traits::EC2_QUERY_NAME, "a string"),
    (traits::ENDPOINT_BDD, "an object"),
    (traits::ENDPOINT_RULE_SET, "an object"),
    (traits::ENDPOINT_TESTS, "an object"),
    (traits::IDEMPOTENCY_TOKEN, "an object"),
    (traits::OPERATION_CONTEXT_PARAMS, "an object"),
    (PAGINATED, "an object"),
    (traits::REQUIRED, "an object"),
    (traits::SENSITIVE, "an object"),
    (traits::SIGV4, "an object"),
    (traits::STATIC_CONTEXT_PARAMS, "an object"),
    (traits::TIMESTAMP_FORMAT, "a string"),
    (traits::TITLE, "a string"),
    (traits::WAITABLE, "an object"),
    (traits::XML_FLATTENED, "an object"),
    (traits::XML_NAME, "a string"),
];

fn trait_values(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    let wrong = |traits: &Traits| -> Vec<(&'static str, &'static str, &'static str)> {
        let all = TRAIT_VALUES.iter();
        all.filter_map(|(id, wanted)| {
            let found = traits.get(*id)?.kind();
            (found != *wanted).then_some((*id, *wanted, found))
        })
        .collect()
    };
    for (id, shape) in model.shapes() {
        for (trait_id, wanted, found) in wrong(&shape.traits) {
            let message = format!("`{trait_id}` of `{id}` must be {wanted}, not {found}");
            faults.push(Diagnostic::error(code, message).at(id).below(&["traits", trait_id]));
        }
        for (name, member) in members(&shape.kind) {
            for (trait_id, wanted, found) in wrong(&member.traits) {
                let message =
                    format!("`{trait_id}` of `{id}${name}` must be {wanted}, not {found}");
                let fault = at_member(Diagnostic::error(code, message), id, shape, name);
                faults.push(fault.below(&["traits", trait_id]));
            }
        }
    }
}

fn paginated(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    let services: Vec<_> = model
        .shapes()
        .filter_map(|(_, shape)| match &shape.kind {
            ShapeKind::Service(service) => Some((shape, service)),
            _ => None,
        })
        .collect();
    for (service_shape, service) in services {
        for (id, operation) in model.operations_of(service) {
            let Some(own) = model.traits(id).filter(|t| traits::has(t, PAGINATED)) else {
                continue;
            };
            let mut fault = |field: &[&str], message: String| {
                let fault = Diagnostic::error(code, message).at(id).below(&["traits", PAGINATED]);
                faults.push(fault.below(field));
            };
            let Some(page) = traits::paginated(own, &service_shape.traits) else {
                let message = format!(
                    "`{id}` is paginated, but neither it nor its service names an `inputToken` and \
                     an `outputToken`"
                );
                fault(&[], message);
                continue;
            };
            let (input, output) = (&operation.input, &operation.output);
            for (field, side, root, path) in [
                ("inputToken", "input", input, Some(&page.input_token)),
                ("outputToken", "output", output, Some(&page.output_token)),
                ("pageSize", "input", input, page.page_size.as_ref()),
                ("items", "output", output, page.items.as_ref()),
            ] {
                let Some(path) = path else { continue };
                if !path_exists(model, root.as_ref(), path) {
                    let message = format!(
                        "`{field}` of paginated `{id}` is `{path}`, which its {side} does not have"
                    );
                    fault(&[field], message);
                }
            }
        }
    }
}

/// Whether a path such as `A.B` leads through structures to a member.
fn path_exists(model: &Model, root: Option<&ShapeId>, path: &str) -> bool {
    let mut at = root;
    for name in path.split('.') {
        let member = at.and_then(|id| model.structure(id)).and_then(|members| members.get(name));
        match member {
            Some(member) => at = Some(&member.target),
            None => return false,
        }
    }
    true
}
