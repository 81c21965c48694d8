//! `aws.protocols#ec2Query`: requests are forms whose keys follow the members, lists are always
//! flat, and responses are XML. Source:
//! <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>.

use std::collections::BTreeMap;

use smithy_json_ast::{Member, Members, ShapeId, ShapeKind};

use super::plan::{OperationPlan, Plans, ReadMember, TimestampFormat, WriteForm, WriteMember};
use super::xml;
use crate::analysis::Facts;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::model::traits::{self, EC2_QUERY_NAME, XML_NAME};
use crate::text::capitalize;
use crate::transform::Slice;

/// The format of timestamps without a trait.
const TIMESTAMPS: TimestampFormat = TimestampFormat::DateTime;

pub(super) fn plan(model: &Model, slice: &Slice, facts: &Facts, faults: &mut Diagnostics) -> Plans {
    let mut plans = Plans { codec: "ec2_query", ..Plans::default() };
    let named = match model.shape(&slice.service).map(|s| &s.kind) {
        Some(ShapeKind::Service(service)) => !service.version.is_empty(),
        _ => false,
    };
    if !named {
        let message =
            format!("service `{}` has no version, which requests must name", slice.service);
        faults.push(
            Diagnostic::error("missing-version", message)
                .at(&slice.service)
                .help("add `\"version\"` to it, such as `\"2016-11-15\"`"),
        );
    }
    for id in &slice.operations {
        let Some(ShapeKind::Operation(operation)) = model.shape(id).map(|s| &s.kind) else {
            continue;
        };
        let action = id.name().to_owned();
        let root = format!("{action}Response");
        let plan = OperationPlan { action, root, ..OperationPlan::default() };
        plans.operations.insert(id.clone(), plan);
        if let Some(id) = &operation.input
            && let Some(members) = model.structure(id)
        {
            plans.writes.insert(id.clone(), writes(model, id, members, faults));
        }
        for id in operation.output.iter().chain(&operation.errors) {
            if let Some(members) = model.structure(id) {
                plans.reads.insert(id.clone(), reads(model, id, members, faults));
            }
        }
        for id in &operation.errors {
            plans.errors.insert(id.clone(), id.name().to_owned());
        }
    }
    for (id, shape) in model.shapes() {
        let (ShapeKind::Structure(members) | ShapeKind::Union(members)) = &shape.kind else {
            continue;
        };
        if facts.usage.is_sent(id) {
            plans.writes.insert(id.clone(), writes(model, id, members, faults));
        }
        if facts.usage.is_received(id) {
            plans.reads.insert(id.clone(), reads(model, id, members, faults));
        }
    }
    plans
}

fn writes(
    model: &Model,
    id: &ShapeId,
    members: &Members,
    faults: &mut Diagnostics,
) -> Vec<WriteMember> {
    let mut writes = Vec::new();
    for (name, member) in members {
        let form = write_form(model, member);
        if form.is_none() {
            let message = format!("a map cannot be sent in this protocol: member `{id}${name}`");
            faults.push(
                Diagnostic::error("unsupported-shape", message)
                    .at(id)
                    .below(&["members", name])
                    .help("leave out the operations that reach it"),
            );
        }
        let form = form.unwrap_or(WriteForm::Value);
        writes.push(WriteMember { member: name.clone(), key: request_key(name, member), form });
    }
    let names = writes.iter().map(|write| (write.key.as_str(), write.member.as_str()));
    distinct("key", id, names, faults);
    writes
}

/// `None` for a map, for which the protocol has no form.
fn write_form(model: &Model, member: &Member) -> Option<WriteForm> {
    match model.shape(&member.target).map(|shape| &shape.kind) {
        Some(ShapeKind::Map { .. }) => None,
        Some(ShapeKind::List(item)) => Some(match write_form(model, item)? {
            WriteForm::Value => WriteForm::Value,
            form => WriteForm::List(Box::new(form)),
        }),
        _ => Some(match TimestampFormat::of(model, member) {
            None | Some(TIMESTAMPS) => WriteForm::Value,
            Some(format) => WriteForm::Timestamp(format),
        }),
    }
}

fn reads(
    model: &Model,
    id: &ShapeId,
    members: &Members,
    faults: &mut Diagnostics,
) -> Vec<ReadMember> {
    let reads = xml::reads(model, members);
    let names = reads.iter().map(|read| (read.element.as_str(), read.member.as_str()));
    distinct("element", id, names, faults);
    reads
}

/// Two members of one name could not be told apart on the wire.
fn distinct<'a>(
    what: &str,
    id: &ShapeId,
    names: impl Iterator<Item = (&'a str, &'a str)>,
    faults: &mut Diagnostics,
) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, member) in names {
        if let Some(other) = seen.insert(name, member) {
            let message =
                format!("members `{other}` and `{member}` of `{id}` both have {what} `{name}`");
            faults.push(
                Diagnostic::error("wire-name-clash", message)
                    .at(id)
                    .below(&["members", member])
                    .help(format!("give one of them another `{XML_NAME}`")),
            );
        }
    }
}

/// `ec2QueryName` as it is, else `xmlName` or the member's name with a capital.
fn request_key(name: &str, member: &Member) -> String {
    match traits::text(&member.traits, EC2_QUERY_NAME) {
        Some(key) => key.to_owned(),
        None => capitalize(traits::text(&member.traits, XML_NAME).unwrap_or(name)),
    }
}
