//! How XML documents are read, which protocols share: elements by name, lists and maps wrapped
//! unless flattened, timestamps in `date-time`. Source: Smithy 2.0 specification, "XML bindings".

use smithy_json_ast::{Member, Members, ShapeKind};

use super::plan::{Entries, ReadForm, ReadMember, TimestampFormat};
use crate::model::Model;
use crate::model::traits::{self, XML_FLATTENED, XML_NAME};

/// The elements of list items and of a map's entries, keys and values, without a trait.
const ITEM: &str = "member";
const ENTRY: &str = "entry";
const KEY: &str = "key";
const VALUE: &str = "value";
/// The format of timestamps without a trait.
const TIMESTAMPS: TimestampFormat = TimestampFormat::DateTime;

/// How the members of a structure or a union are read.
pub(super) fn reads(model: &Model, members: &Members) -> Vec<ReadMember> {
    let read = |(name, member): (&String, &Member)| {
        let is_flat = traits::has(&member.traits, XML_FLATTENED);
        let form = match (form(model, member), is_flat) {
            (ReadForm::List { item, .. }, true) => ReadForm::FlatList(item),
            (ReadForm::Map { entries, .. }, true) => ReadForm::FlatMap(entries),
            (form, _) => form,
        };
        ReadMember { member: name.clone(), element: element(member, name), form }
    };
    members.iter().map(read).collect()
}

/// How a value is read from an element of its own.
fn form(model: &Model, member: &Member) -> ReadForm {
    match model.shape(&member.target).map(|shape| &shape.kind) {
        Some(ShapeKind::List(item)) => {
            ReadForm::List { element: element(item, ITEM), item: Box::new(form(model, item)) }
        }
        Some(ShapeKind::Map { key, value }) => ReadForm::Map {
            element: ENTRY.to_owned(),
            entries: Entries {
                key: element(key, KEY),
                value: element(value, VALUE),
                form: Box::new(form(model, value)),
            },
        },
        _ => match TimestampFormat::of(model, member) {
            None | Some(TIMESTAMPS) => ReadForm::Value,
            Some(format) => ReadForm::Timestamp(format),
        },
    }
}

fn element(member: &Member, default: &str) -> String {
    traits::text(&member.traits, XML_NAME).unwrap_or(default).to_owned()
}
