//! Whether host prefixes and the members that are part of them fit together. Source: Smithy 2.0
//! specification, "endpoint trait" and "hostLabel trait".

use smithy_json_ast::{Member, Operation, ShapeId, ShapeKind, SimpleType};

use crate::diagnostics::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::host_prefix::{self, HostPart};
use crate::model::traits::{self, ENDPOINT, HOST_LABEL, REQUIRED};
use crate::model::{Model, prelude};
use crate::transform::Slice;

const CODE: &str = "invalid-host-prefix";

const HELP: &str = "a prefix is text and names of members, such as `data-{AccountId}.`";

pub(super) fn check(model: &Model, slice: &Slice, faults: &mut Diagnostics) {
    for id in &slice.operations {
        let Some(ShapeKind::Operation(operation)) = model.shape(id).map(|s| &s.kind) else {
            continue;
        };
        let own = model.traits(id).filter(|own| traits::has(own, ENDPOINT));
        let Some(own) = own else { continue };
        let fault = |message: String| {
            Diagnostic::error(CODE, message).at(id).below(&["traits", ENDPOINT, "hostPrefix"])
        };
        let Some(prefix) = host_prefix::text(own) else {
            let message = format!("`{ENDPOINT}` of `{id}` has no text `hostPrefix`");
            let fault = Diagnostic::error(CODE, message).at(id).below(&["traits", ENDPOINT]);
            faults.push(fault.help(HELP));
            continue;
        };
        match host_prefix::parse(prefix) {
            Ok(parts) => labels(model, id, operation, &parts, &fault, faults),
            Err(why) => {
                let message =
                    format!("the host prefix {prefix:?} of `{id}` is no part of a host: {why}");
                faults.push(fault(message).help(HELP));
            }
        }
    }
    for (id, shape) in model.shapes() {
        let ShapeKind::Structure(members) = &shape.kind else { continue };
        let labels = members.iter().filter(|(_, member)| traits::has(&member.traits, HOST_LABEL));
        for (name, member) in labels {
            label(model, id, name, member, faults);
        }
    }
}

/// Every label of a prefix is a member, and every such member is a label.
fn labels(
    model: &Model,
    id: &ShapeId,
    operation: &Operation,
    parts: &[HostPart],
    fault: &dyn Fn(String) -> Diagnostic,
    faults: &mut Diagnostics,
) {
    let input = operation.input.as_ref().and_then(|input| Some((input, model.structure(input)?)));
    for part in parts {
        let HostPart::Label(label) = part else { continue };
        match input.and_then(|(_, members)| members.get(label)) {
            None => {
                let message = format!(
                    "the host prefix of `{id}` has the label `{label}`, which is no member of its input"
                );
                let names = input.into_iter().flat_map(|(_, members)| members.keys());
                let fault = fault(message);
                faults.push(match did_you_mean(label, names.map(String::as_str)) {
                    Some(hint) => fault.help(hint),
                    None => fault.help(HELP),
                });
            }
            Some(member) if !traits::has(&member.traits, HOST_LABEL) => {
                let message = format!(
                    "the host prefix of `{id}` has the label `{label}`, whose member is not marked"
                );
                faults.push(fault(message).help(format!("add `{HOST_LABEL}` to the member")));
            }
            Some(_) => {}
        }
    }
    for (input, (name, member)) in
        input.into_iter().flat_map(|(id, members)| members.iter().map(move |m| (id, m)))
    {
        let is_used =
            parts.iter().any(|part| matches!(part, HostPart::Label(label) if label == name));
        if traits::has(&member.traits, HOST_LABEL) && !is_used {
            let message = format!(
                "`{input}${name}` is marked as a label, which the host prefix of `{id}` does not have"
            );
            faults.push(
                Diagnostic::error(CODE, message)
                    .at(input)
                    .below(&["members", name, "traits", HOST_LABEL])
                    .help(format!("add `{{{name}}}` to the prefix, or take the trait away")),
            );
        }
    }
}

/// A label always has a value, which is text.
fn label(model: &Model, id: &ShapeId, name: &str, member: &Member, faults: &mut Diagnostics) {
    let simple = model.shape(&member.target).map(|shape| &shape.kind);
    let is_text =
        matches!(simple, Some(ShapeKind::Simple(SimpleType::String) | ShapeKind::Enum(_)))
            || prelude::simple_type(&member.target) == Some(SimpleType::String);
    let fault = |message| Diagnostic::error(CODE, message).at(id).below(&["members", name]);
    if !is_text {
        let message = format!("host label `{id}${name}` is `{}`, not a string", member.target);
        faults.push(fault(message).help("only strings can be part of a host name"));
    }
    if !traits::has(&member.traits, REQUIRED) {
        let message = format!("host label `{id}${name}` is not required");
        faults.push(
            fault(message)
                .help(format!("add `{REQUIRED}` to it: there is no host name without it")),
        );
    }
}
