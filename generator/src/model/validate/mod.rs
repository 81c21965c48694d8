//! The rules that a model must keep for a client to make sense, as a table. They restate what
//! Smithy's own validator would reject as far as it matters to what is generated; a rule looks
//! at the whole model, also at what no chosen operation reaches.

mod defaults;
mod enums;
mod errors;
mod targets;
mod trait_values;

use std::collections::BTreeMap;

use smithy_json_ast::{Shape, ShapeId};

use super::{Model, members};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::parallel;

/// A rule: the code of its diagnostics, and what finds them.
struct Rule {
    code: &'static str,
    check: fn(&'static str, &Model, &mut Diagnostics),
}

const RULES: [Rule; 15] = [
    Rule { code: "unknown-target", check: targets::unknown_targets },
    Rule { code: "invalid-target", check: targets::invalid_targets },
    Rule { code: "invalid-aggregate", check: targets::invalid_aggregates },
    Rule { code: "invalid-error", check: errors::uses },
    Rule { code: "invalid-error", check: errors::sides },
    Rule { code: "invalid-operation", check: targets::invalid_operations },
    Rule { code: "invalid-binding", check: targets::invalid_bindings },
    Rule { code: "case-conflict", check: case_conflicts },
    Rule { code: "invalid-enum", check: enums::values },
    Rule { code: "invalid-enum", check: enums::definitions },
    Rule { code: "invalid-trait-value", check: trait_values::types },
    Rule { code: "invalid-default", check: defaults::values },
    Rule { code: "invalid-default", check: defaults::targets },
    Rule { code: "unknown-timestamp-format", check: trait_values::timestamp_formats },
    Rule { code: "invalid-paginated", check: trait_values::paginated },
];

/// Runs every rule. Faults come in the order of the rules.
pub(crate) fn validate(model: &Model, faults: &mut Diagnostics) {
    let found = parallel::map(&RULES, |rule| {
        let mut faults = Diagnostics::default();
        (rule.check)(rule.code, model, &mut faults);
        faults
    });
    faults.extend(found.into_iter().flatten());
}

/// Lists and maps hold their members right below the shape.
fn at_member(fault: Diagnostic, id: &ShapeId, shape: &Shape, name: &str) -> Diagnostic {
    match shape.members() {
        Some(_) => fault.at(id).below(&["members", name]),
        None => fault.at(id).below(&[name]),
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
