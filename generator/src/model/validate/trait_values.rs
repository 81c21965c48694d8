//! Traits whose values do not make sense.

use smithy_json_ast::{ShapeId, ShapeKind, Traits};

use super::at_member;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::traits::{self, PAGINATED, TIMESTAMP_FORMAT};
use crate::model::{Model, members};

/// Traits whose values this generator reads, and the type of each value.
const TRAIT_VALUES: [(&str, &str); 27] = [
    (traits::ADDED_DEFAULT, "an object"),
    (traits::AWS_SERVICE, "an object"),
    (traits::CLIENT_CONTEXT_PARAMS, "an object"),
    (traits::CLIENT_OPTIONAL, "an object"),
    (traits::CONTEXT_PARAM, "an object"),
    (traits::DOCUMENTATION, "a string"),
    (traits::EC2_QUERY_NAME, "a string"),
    (traits::ENDPOINT, "an object"),
    (traits::ENDPOINT_BDD, "an object"),
    (traits::ENDPOINT_RULE_SET, "an object"),
    (traits::ENDPOINT_TESTS, "an object"),
    (traits::ERROR, "a string"),
    (traits::HOST_LABEL, "an object"),
    (traits::IDEMPOTENCY_TOKEN, "an object"),
    (traits::OPERATION_CONTEXT_PARAMS, "an object"),
    (PAGINATED, "an object"),
    (traits::REQUEST_COMPRESSION, "an object"),
    (traits::REQUIRED, "an object"),
    (traits::RETRYABLE, "an object"),
    (traits::SENSITIVE, "an object"),
    (traits::SIGV4, "an object"),
    (traits::STATIC_CONTEXT_PARAMS, "an object"),
    (TIMESTAMP_FORMAT, "a string"),
    (traits::TITLE, "a string"),
    (traits::WAITABLE, "an object"),
    (traits::XML_FLATTENED, "an object"),
    (traits::XML_NAME, "a string"),
];

pub(super) fn types(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    let wrong = |traits: &Traits| -> Vec<(&'static str, &'static str, &'static str)> {
        let rows = traits.iter().filter_map(|(id, value)| {
            let (id, wanted) = TRAIT_VALUES.iter().find(|(known, _)| *id == **known)?;
            let found = value.kind();
            (found != *wanted).then_some((*id, *wanted, found))
        });
        let mut rows: Vec<_> = rows.collect();
        // In the order of the table, not the file's.
        rows.sort_by_key(|(id, ..)| TRAIT_VALUES.iter().position(|(known, _)| known == id));
        rows
    };
    for (id, shape) in model.shapes() {
        for (trait_id, wanted, found) in wrong(&shape.traits) {
            let message = format!("`{trait_id}` of `{id}` must be {wanted}, not {found}");
            let fault = Diagnostic::error(code, message).at(id);
            faults.push(fault.below(&["traits", trait_id]).help(form(wanted)));
        }
        for (name, member) in members(&shape.kind) {
            for (trait_id, wanted, found) in wrong(&member.traits) {
                let message =
                    format!("`{trait_id}` of `{id}${name}` must be {wanted}, not {found}");
                let fault = at_member(Diagnostic::error(code, message), id, shape, name);
                faults.push(fault.below(&["traits", trait_id]).help(form(wanted)));
            }
        }
    }
}

/// How a value of a type is written.
fn form(wanted: &str) -> &'static str {
    match wanted {
        "a string" => "write it in quotes",
        _ => "a trait that says all by being there is written `{}`; others have named parts",
    }
}

/// Source: Smithy 2.0 specification, "timestampFormat trait".
pub(super) fn timestamp_formats(code: &'static str, model: &Model, faults: &mut Diagnostics) {
    let unknown = |all: &Traits| {
        let format = traits::text(all, TIMESTAMP_FORMAT)?;
        let known = ["date-time", "epoch-seconds", "http-date"].contains(&format);
        (!known).then(|| format.to_owned())
    };
    let help = "formats are `date-time`, `epoch-seconds` and `http-date`";
    for (id, shape) in model.shapes() {
        if let Some(format) = unknown(&shape.traits) {
            let message = format!("`{id}` has timestamp format `{format}`");
            let fault = Diagnostic::error(code, message).at(id);
            faults.push(fault.below(&["traits", TIMESTAMP_FORMAT]).help(help));
        }
        for (name, member) in members(&shape.kind) {
            if let Some(format) = unknown(&member.traits) {
                let message = format!("member `{id}${name}` has timestamp format `{format}`");
                let fault = at_member(Diagnostic::error(code, message), id, shape, name);
                faults.push(fault.below(&["traits", TIMESTAMP_FORMAT]).help(help));
            }
        }
    }
}

pub(super) fn paginated(code: &'static str, model: &Model, faults: &mut Diagnostics) {
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
                let help =
                    "name members of the operation's input and output, or take the trait away";
                faults.push(fault.below(field).help(help));
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
