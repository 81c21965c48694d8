//! Requests and responses as they travel: names of members, and the body of the page's example.
//! What depends on the protocol is here and nowhere else on the page.

use super::example::{Example, Value};
use super::text::code;
use super::types::is_list;
use super::{Page, example};
use crate::model::host_prefix::HostPart;
use crate::protocol::{ReadForm, TimestampFormat, WriteForm};
use crate::rust::{DefaultValue, FieldDef, Presence, ReadArm, Role, StructDef, When, WriteLine};

/// The codec whose requests are forms with dots and numbers in their keys.
pub(super) const EC2_QUERY: &str = "ec2_query";
/// The moment that examples speak of.
pub(super) const MOMENT: i64 = 1_735_689_600;

/// How the members of a structure or a union travel.
#[derive(Clone, Copy)]
pub(super) struct Plan<'a> {
    writes: &'a [WriteLine],
    reads: &'a [ReadArm],
}

impl<'a> Plan<'a> {
    pub(super) fn of(writes: &'a Option<Vec<WriteLine>>, reads: &'a Option<Vec<ReadArm>>) -> Self {
        let (writes, reads) = (writes.as_deref(), reads.as_deref());
        Self { writes: writes.unwrap_or_default(), reads: reads.unwrap_or_default() }
    }

    fn write(self, field: &FieldDef) -> Option<&'a WriteLine> {
        self.writes.iter().find(|line| line.field == field.name)
    }

    fn key(self, field: &FieldDef, index: &str) -> Option<String> {
        let WriteLine { key, .. } = self.write(field)?;
        Some(if is_list(&field.ty) { format!("{key}.{index}") } else { key.clone() })
    }

    fn element(self, field: &FieldDef) -> Option<String> {
        let arm = self.reads.iter().find(|arm| arm.field == field.name)?;
        Some(match &arm.form {
            ReadForm::List { element, .. } | ReadForm::Map { element, .. } => {
                format!("{}/{element}", arm.element)
            }
            ReadForm::Value
            | ReadForm::FlatList(_)
            | ReadForm::FlatMap(_)
            | ReadForm::Timestamp(_) => arm.element.clone(),
        })
    }
}

/// What a member is called on the wire, below `parent`; empty when it does not travel.
pub(super) fn name(
    codec: &str,
    role: Role,
    plan: Plan<'_>,
    field: &FieldDef,
    parent: &str,
) -> String {
    if codec != EC2_QUERY {
        return String::new();
    }
    let (separator, own) = match role {
        Role::Output => ('/', plan.element(field)),
        Role::Input | Role::Error | Role::Shared => ('.', plan.key(field, "N")),
    };
    match own {
        None => String::new(),
        Some(own) if parent.is_empty() => own,
        Some(own) => format!("{parent}{separator}{own}"),
    }
}

pub(super) fn section(page: Page<'_>) -> Option<String> {
    if page.def.codec.module != EC2_QUERY {
        return None;
    }
    let plan = &page.operation.plan;
    let example = example::of(page);
    let mut body =
        format!("Action={}&Version={}", encoded(&plan.action), encoded(&page.def.service.version));
    write(&page.operation.input, &example, "", &mut body);
    let token = page.operation.token_field.as_ref().and_then(|token| {
        let field = page.operation.input.fields.iter().find(|field| field.name == *token)?;
        let input = &page.operation.input;
        let key = Plan::of(&input.writes, &input.reads).key(field, "1")?;
        Some(format!(
            " The client adds {} with a random UUID, which stays the same when it tries again.",
            code(&key)
        ))
    });
    let prefix = match plan.host_prefix.as_slice() {
        [] => String::new(),
        parts => format!("| Before the host of the endpoint | {} |\n", code(&host_prefix(parts))),
    };
    Some(format!(
        "| | |\n|---|---|\n| Method and path | `POST /` |\n{prefix}| `Content-Type` | \
         `application/x-www-form-urlencoded` |\n| `Action` | {} |\n| `Version` | {} |\n| Signature \
         | SigV4, for the service name {} |\n| Root element of the response | {} |\n\nThe body of \
         the example's request:\n\n```text\n{body}\n```\n\nMembers that are not set are not sent, \
         nor are empty lists. Items of lists are numbered from 1, and members of structures follow a \
         dot.{}\n",
        code(&plan.action),
        code(&page.def.service.version),
        code(&page.def.service.signing_name),
        code(&plan.root),
        token.unwrap_or_default(),
    ))
}

/// A host prefix as the model has it.
fn host_prefix(parts: &[HostPart]) -> String {
    let text = |part: &HostPart| match part {
        HostPart::Text(text) => text.clone(),
        HostPart::Label(member) => format!("{{{member}}}"),
    };
    parts.iter().map(text).collect()
}

fn write(holder: &StructDef, example: &Example<'_>, prefix: &str, out: &mut String) {
    let plan = Plan::of(&holder.writes, &holder.reads);
    for field in &holder.fields {
        let Some(own) = plan.key(field, "1") else { continue };
        let key = if prefix.is_empty() { own } else { format!("{prefix}.{own}") };
        let set = example.members.iter().find(|(set, _)| set.member == field.member);
        let Some((_, value)) = set else {
            if let Some(text) = plan.write(field).and_then(|line| sent_default(field, line)) {
                out.push_str(&format!("&{}={}", encoded(&key), encoded(&text)));
            }
            continue;
        };
        let text = match value {
            Value::Structure(def, members) => {
                write(def, members, &key, out);
                continue;
            }
            // What it holds is left to the reader.
            Value::Code(_) => continue,
            Value::Text(text) => text.clone(),
            Value::Variant { value, .. } => value.clone(),
            Value::Bool(value) => value.to_string(),
            Value::Number(digits) => digits.clone(),
            // "bytes" in Base64.
            Value::Bytes => "Ynl0ZXM=".to_owned(),
            Value::Moment => {
                moment(plan.write(field).map_or(&WriteForm::Value, |line| &line.form)).to_owned()
            }
        };
        out.push_str(&format!("&{}={}", encoded(&key), encoded(&text)));
    }
}

/// What is sent of a member that is not set, if it is sent and has a short form.
fn sent_default(field: &FieldDef, line: &WriteLine) -> Option<String> {
    match (&line.when, &field.presence) {
        (When::Always, Presence::Default(value)) => match value {
            DefaultValue::Text(text) | DefaultValue::Enum(_, text) => Some(text.clone()),
            value => value.describe(),
        },
        _ => None,
    }
}

/// [`MOMENT`] in a format.
fn moment(form: &WriteForm) -> &'static str {
    match form {
        WriteForm::Value | WriteForm::Timestamp(TimestampFormat::DateTime) => {
            "2025-01-01T00:00:00Z"
        }
        WriteForm::Timestamp(TimestampFormat::EpochSeconds) => "1735689600",
        WriteForm::Timestamp(TimestampFormat::HttpDate) => "Wed, 01 Jan 2025 00:00:00 GMT",
        // The only item of a list.
        WriteForm::List(item) => moment(item),
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
