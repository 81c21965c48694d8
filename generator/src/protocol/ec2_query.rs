//! `aws.protocols#ec2Query`: requests are forms whose keys follow the members, lists are always
//! flat, and responses are XML. Source:
//! <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>.

use std::collections::BTreeMap;

use smithy_json_ast::{Member, Members, ShapeId, ShapeKind, SimpleType};

use super::plan::{
    OperationPlan, Plans, ReadForm, ReadMember, TimestampFormat, WriteForm, WriteMember,
};
use crate::analysis::Facts;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::traits::{self, EC2_QUERY_NAME, TIMESTAMP_FORMAT, XML_FLATTENED, XML_NAME};
use crate::model::{Model, prelude};
use crate::text::capitalize;
use crate::transform::Slice;

/// The format of timestamps without a trait.
const TIMESTAMPS: TimestampFormat = TimestampFormat::DateTime;
/// The element of list items without a trait.
const ITEM: &str = "member";

pub(super) fn plan(model: &Model, slice: &Slice, facts: &Facts, faults: &mut Diagnostics) -> Plans {
    let mut plans = Plans { codec: "ec2_query", ..Plans::default() };
    let version = match model.shape(&slice.service).map(|s| &s.kind) {
        Some(ShapeKind::Service(service)) => service.version.clone(),
        _ => String::new(),
    };
    if version.is_empty() {
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
        plans
            .operations
            .insert(id.clone(), OperationPlan { action, version: version.clone(), root });
        if let Some((id, members)) = structure(model, operation.input.as_ref()) {
            plans.writes.insert(id.clone(), writes(model, id, members, faults));
        }
        if let Some((id, members)) = structure(model, operation.output.as_ref()) {
            plans.reads.insert(id.clone(), reads(model, id, members, faults));
        }
    }
    for (id, shape) in model.shapes() {
        if let ShapeKind::List(item) = &shape.kind {
            list_item(model, id, item, faults);
        }
        let ShapeKind::Structure(members) = &shape.kind else { continue };
        if facts.usage.is_sent(id) {
            plans.writes.insert(id.clone(), writes(model, id, members, faults));
        }
        if facts.usage.is_received(id) {
            plans.reads.insert(id.clone(), reads(model, id, members, faults));
        }
    }
    plans
}

fn structure<'a>(model: &'a Model, id: Option<&'a ShapeId>) -> Option<(&'a ShapeId, &'a Members)> {
    Some((id?, model.structure(id?)?))
}

fn writes(
    model: &Model,
    id: &ShapeId,
    members: &Members,
    faults: &mut Diagnostics,
) -> Vec<WriteMember> {
    let write = |(name, member): (&String, &Member)| WriteMember {
        member: name.clone(),
        key: request_key(name, member),
        form: match timestamp_format(model, id, name, member, faults) {
            Some(format) => WriteForm::Timestamp(format),
            None => WriteForm::Value,
        },
    };
    let writes: Vec<WriteMember> = members.iter().map(write).collect();
    let names = writes.iter().map(|write| (write.key.as_str(), write.member.as_str()));
    distinct("key", id, names, faults);
    writes
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

/// Items are written and read as their type says, which knows no other format.
fn list_item(model: &Model, id: &ShapeId, item: &Member, faults: &mut Diagnostics) {
    if timestamp_format(model, id, "member", item, faults).is_some() {
        faults.push(
            Diagnostic::error(
                "unsupported-shape",
                format!("a list of timestamps in another format cannot be generated yet: `{id}`"),
            )
            .at(id)
            .help("leave out the operations that reach it"),
        );
    }
}

/// `ec2QueryName` as it is, else `xmlName` or the member's name with a capital.
fn request_key(name: &str, member: &Member) -> String {
    match traits::text(&member.traits, EC2_QUERY_NAME) {
        Some(key) => key.to_owned(),
        None => capitalize(traits::text(&member.traits, XML_NAME).unwrap_or(name)),
    }
}

fn reads(
    model: &Model,
    id: &ShapeId,
    members: &Members,
    faults: &mut Diagnostics,
) -> Vec<ReadMember> {
    let read = |(name, member): (&String, &Member)| {
        let form = match model.shape(&member.target).map(|shape| &shape.kind) {
            Some(ShapeKind::List(_)) if traits::has(&member.traits, XML_FLATTENED) => {
                ReadForm::FlatList
            }
            Some(ShapeKind::List(item)) => ReadForm::List {
                item: traits::text(&item.traits, XML_NAME).unwrap_or(ITEM).to_owned(),
            },
            _ => match timestamp_format(model, id, name, member, faults) {
                Some(format) => ReadForm::Timestamp(format),
                None => ReadForm::Value,
            },
        };
        ReadMember {
            member: name.clone(),
            element: traits::text(&member.traits, XML_NAME).unwrap_or(name).to_owned(),
            form,
        }
    };
    let reads: Vec<ReadMember> = members.iter().map(read).collect();
    let names = reads.iter().map(|read| (read.element.as_str(), read.member.as_str()));
    distinct("element", id, names, faults);
    reads
}

/// The format of a timestamp member, when it is not the protocol's own: the member's trait
/// comes before its target's.
fn timestamp_format(
    model: &Model,
    id: &ShapeId,
    name: &str,
    member: &Member,
    faults: &mut Diagnostics,
) -> Option<TimestampFormat> {
    let target = model.shape(&member.target);
    let is_timestamp = prelude::simple_type(&member.target) == Some(SimpleType::Timestamp)
        || target.is_some_and(|t| matches!(t.kind, ShapeKind::Simple(SimpleType::Timestamp)));
    if !is_timestamp {
        return None;
    }
    let named = traits::text(&member.traits, TIMESTAMP_FORMAT)
        .or_else(|| traits::text(&target?.traits, TIMESTAMP_FORMAT))?;
    let format = TimestampFormat::parse(named);
    if format.is_none() {
        faults.push(
            Diagnostic::error(
                "unknown-timestamp-format",
                format!("member `{id}${name}` has timestamp format `{named}`"),
            )
            .at(id)
            .below(&["members", name, "traits", TIMESTAMP_FORMAT])
            .help("formats are `date-time`, `epoch-seconds` and `http-date`"),
        );
    }
    format.filter(|format| *format != TIMESTAMPS)
}
