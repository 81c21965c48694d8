//! What makes bytes of values, and values of bytes, as a list of facts: each with the part of the model that it is there for. What
//! a change does to requests and responses is the difference of two such lists.

use smithy_json_ast::ShapeId;

use super::WireVerdict;
use super::api::Owner;
use crate::protocol::{ReadForm, TimestampFormat, WriteForm};
use crate::rust::{CrateDef, FieldDef, HostPartDef, Kind, ReadArm, StructDef, Ty, When, WriteLine};

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Topic {
    /// How an operation is called.
    Call,
    /// Which version of the interface requests name.
    Version,
    /// What an error is called.
    ErrorCode,
    /// How a member is written.
    Write,
    /// How a member is read.
    Read,
    /// In which order members are written.
    Order,
    /// The text of a value of an enum.
    Text,
}

/// Something that makes bytes.
#[derive(Clone, Debug)]
pub(super) struct Fact<'a> {
    pub(super) topic: Topic,
    pub(super) owner: Owner<'a>,
    /// What it says.
    pub(super) text: String,
    /// The values that travel so.
    ty: Option<&'a Ty>,
    /// Members in their order.
    pub(super) order: Vec<&'a str>,
}

/// All facts of a crate, in no order.
pub(super) fn facts(def: &CrateDef) -> Vec<Fact<'_>> {
    let mut all = Facts::default();
    let service = Owner::shape(&def.service.id).by("version");
    all.add(Topic::Version, service, format!("version {:?}", def.service.version));
    for operation in &def.operations {
        let (id, plan) = (Owner::shape(&operation.id), &operation.plan);
        let prefix: String = operation.host_prefix.iter().map(host_part).collect();
        let at = if prefix.is_empty() { prefix } else { format!(", at host {prefix}…") };
        let compressed = if operation.compressed { ", compressed" } else { "" };
        all.add(Topic::Call, id, format!("action {:?}{at}{compressed}", plan.action));
        for error in &operation.errors {
            let owner = Owner { member: Some(&error.code), ..id.by("errors") };
            all.add(Topic::ErrorCode, owner, format!("error {:?}", error.code));
        }
        all.structure(&operation.input, operation.token_field.as_deref());
        all.structure(&operation.output, None);
    }
    let errors = def.errors.iter().map(|error| &error.structure);
    def.structures.iter().chain(errors).for_each(|it| all.structure(it, None));
    for union in &def.unions {
        let (writes, reads) = (union.writes.as_deref(), union.reads.as_deref());
        all.members(&union.id, &union.variants, writes, reads, None);
    }
    for def in &def.enums {
        for variant in &def.variants {
            let owner = Owner::member(&def.id, &variant.member);
            all.add(Topic::Text, owner, format!("value {:?}", variant.value));
        }
    }
    all.facts
}

fn host_part(part: &HostPartDef) -> String {
    match part {
        HostPartDef::Text(text) => text.clone(),
        HostPartDef::Field { member, .. } => format!("{{{member}}}"),
    }
}

#[derive(Default)]
struct Facts<'a> {
    facts: Vec<Fact<'a>>,
}

impl<'a> Facts<'a> {
    fn add(&mut self, topic: Topic, owner: Owner<'a>, text: String) {
        self.facts.push(Fact { topic, owner, text, ty: None, order: Vec::new() });
    }

    /// The field `token` is filled in when it is not set.
    fn structure(&mut self, def: &'a StructDef, token: Option<&str>) {
        self.members(&def.id, &def.fields, def.writes.as_deref(), def.reads.as_deref(), token);
    }

    fn members(
        &mut self,
        id: &'a ShapeId,
        fields: &'a [FieldDef],
        writes: Option<&'a [WriteLine]>,
        reads: Option<&'a [ReadArm]>,
        token: Option<&str>,
    ) {
        let of = |name: &str| fields.iter().find(|field| field.name == name);
        let mut order = Vec::new();
        for write in writes.into_iter().flatten() {
            let Some(field) = of(&write.field) else { continue };
            let when = match write.when {
                When::IfSet => "",
                When::Always => ", always",
                When::Unless(_) => ", unless it is the default",
            };
            let default = match &write.when {
                When::Unless(value) => format!(" {value:?}"),
                When::IfSet | When::Always => String::new(),
            };
            let token = match token == Some(&field.name) {
                true => ", filled in when not set",
                false => "",
            };
            let form = written(&write.form);
            let text = format!("request key {:?}{form}{when}{default}{token}", write.key);
            self.member(Topic::Write, id, field, text);
            order.push(field.member.as_str());
        }
        for read in reads.into_iter().flatten() {
            let Some(field) = of(&read.field) else { continue };
            let text = format!("response element {:?}{}", read.element, read_form(&read.form));
            self.member(Topic::Read, id, field, text);
        }
        if order.len() > 1 {
            let owner = Owner::shape(id).by("order");
            let text = String::new();
            self.facts.push(Fact { topic: Topic::Order, owner, text, ty: None, order });
        }
    }

    fn member(&mut self, topic: Topic, id: &'a ShapeId, field: &'a FieldDef, text: String) {
        let owner = Owner::member(id, &field.member);
        let (ty, order) = (Some(&field.ty), Vec::new());
        self.facts.push(Fact { topic, owner, text, ty, order });
    }
}

fn written(form: &WriteForm) -> String {
    match form {
        WriteForm::Value => String::new(),
        WriteForm::Timestamp(format) => timestamp(*format),
        WriteForm::List(item) => format!(", each{}", written(item)),
    }
}

fn timestamp(format: TimestampFormat) -> String {
    let name = match format {
        TimestampFormat::DateTime => "date-time",
        TimestampFormat::EpochSeconds => "epoch-seconds",
        TimestampFormat::HttpDate => "http-date",
    };
    format!(" as {name}")
}

fn read_form(form: &ReadForm) -> String {
    match form {
        ReadForm::Value => String::new(),
        ReadForm::List { element, item } => format!(" of {element:?}{}", read_form(item)),
        ReadForm::FlatList(item) => format!(", repeated{}", read_form(item)),
        ReadForm::Map { element, entries } => format!(
            " of {element:?} with {:?} and {:?}{}",
            entries.key,
            entries.value,
            read_form(&entries.form)
        ),
        ReadForm::FlatMap(entries) => format!(
            ", repeated, with {:?} and {:?}{}",
            entries.key,
            entries.value,
            read_form(&entries.form)
        ),
        ReadForm::Timestamp(format) => timestamp(*format),
    }
}

/// What it does to requests and responses that this fact came, went or changed; nothing if both sides say the same.
pub(super) fn verdict(old: Option<&Fact<'_>>, new: Option<&Fact<'_>>) -> WireVerdict {
    use WireVerdict::{ChangesBytes, Compatible, Incompatible, None as Nothing};
    match (old, new) {
        (None, None) => Nothing,
        (None, Some(new)) => match new.topic {
            Topic::Order | Topic::Version => Nothing,
            _ => Compatible,
        },
        (Some(old), None) => match old.topic {
            // The text of an enum's value can still be sent and read.
            Topic::Order | Topic::Version | Topic::Text => Nothing,
            _ => Incompatible,
        },
        (Some(old), Some(new)) => {
            let form = match old.topic {
                _ if old.text == new.text => Nothing,
                Topic::Read | Topic::ErrorCode => Incompatible,
                Topic::Order | Topic::Call | Topic::Version | Topic::Write | Topic::Text => {
                    ChangesBytes
                }
            };
            let order = match common(&old.order, &new.order) == common(&new.order, &old.order) {
                true => Nothing,
                false => ChangesBytes,
            };
            form.max(order).max(of_values(old, new))
        }
    }
}

/// Whether the type of the values means something else for bytes.
pub(super) fn differ_in_values(old: &Fact<'_>, new: &Fact<'_>) -> bool {
    of_values(old, new) > WireVerdict::None
}

fn of_values(old: &Fact<'_>, new: &Fact<'_>) -> WireVerdict {
    match (old.ty, new.ty) {
        (Some(before), Some(after)) => values(before, after),
        _ => WireVerdict::None,
    }
}

fn common<'a>(all: &[&'a str], other: &[&str]) -> Vec<&'a str> {
    all.iter().copied().filter(|name| other.contains(name)).collect()
}

/// What becomes of values that are of another type now, in a form that is the same.
fn values(old: &Ty, new: &Ty) -> WireVerdict {
    use WireVerdict::{Compatible, Incompatible, None as Nothing};
    let is_text = |ty: &Ty| matches!(ty, Ty::String | Ty::Named { kind: Kind::Enum, .. });
    match (old, new) {
        (Ty::Boxed(old), new) => values(old, new),
        (old, Ty::Boxed(new)) => values(old, new),
        (old, new) if old == new || is_text(old) && is_text(new) => Nothing,
        // What their members do is said of their members.
        (
            Ty::Named { kind: Kind::Structure | Kind::Error, .. },
            Ty::Named { kind: Kind::Structure | Kind::Error, .. },
        )
        | (Ty::Named { kind: Kind::Union, .. }, Ty::Named { kind: Kind::Union, .. }) => Nothing,
        (Ty::List(old), Ty::List(new)) => values(old, new),
        (Ty::Map(old_key, old), Ty::Map(new_key, new)) => {
            values(old_key, new_key).max(values(old, new))
        }
        _ => match (width(old), width(new)) {
            (Some(old), Some(new)) if old <= new => Compatible,
            // Every number is a text.
            (Some(_), None) if is_text(new) => Compatible,
            _ if *old == Ty::Bool && is_text(new) => Compatible,
            _ => Incompatible,
        },
    }
}

/// Which integers hold those of which others.
fn width(ty: &Ty) -> Option<u8> {
    match ty {
        Ty::Byte => Some(8),
        Ty::Short => Some(16),
        Ty::Integer => Some(32),
        Ty::Long => Some(64),
        _ => None,
    }
}

/// The line of a fact.
pub(super) fn line(sign: char, fact: &Fact<'_>) -> String {
    let Owner { shape, member, .. } = fact.owner;
    let member = member.map_or_else(String::new, |member| format!("${member}"));
    let text = match fact.topic {
        Topic::Order => format!("request keys in the order {}", fact.order.join(", ")),
        _ => fact.text.clone(),
    };
    let values = fact.ty.map_or_else(String::new, |ty| format!(", {}", values_of(ty)));
    format!("{sign} {}{member}: {text}{values}", shape.name())
}

/// What values are, in words of the model.
fn values_of(ty: &Ty) -> String {
    let plain = match ty {
        Ty::Bool => "boolean",
        Ty::Byte => "byte",
        Ty::Short => "short",
        Ty::Integer => "integer",
        Ty::Long => "long",
        Ty::Float => "float",
        Ty::Double => "double",
        Ty::String | Ty::Named { kind: Kind::Enum, .. } => "text",
        Ty::Blob => "blob",
        Ty::DateTime => "timestamp",
        Ty::Named { kind: Kind::Union, .. } => "union",
        Ty::Named { .. } | Ty::Unit => "structure",
        Ty::List(item) => return format!("list of {}", values_of(item)),
        Ty::Map(_, value) => return format!("map to {}", values_of(value)),
        Ty::Boxed(inner) => return values_of(inner),
    };
    plain.to_owned()
}
