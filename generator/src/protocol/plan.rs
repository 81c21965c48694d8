//! The form of wire plans, which all protocols share.

use std::collections::BTreeMap;

use smithy_json_ast::{Member, ShapeId};

use crate::model::Model;
use crate::model::host_prefix::HostPart;
use crate::model::traits::{self, TIMESTAMP_FORMAT};

/// Everything that the emitted wire code has to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plans {
    /// The codec module of the runtime crate.
    pub(crate) codec: &'static str,
    /// By operation.
    pub(crate) operations: BTreeMap<ShapeId, OperationPlan>,
    /// By modeled error: what a response calls it.
    pub(crate) errors: BTreeMap<ShapeId, String>,
    /// By structure or union: how it is written into a request.
    pub(crate) writes: BTreeMap<ShapeId, Vec<WriteMember>>,
    /// By structure or union: how it is read from a response.
    pub(crate) reads: BTreeMap<ShapeId, Vec<ReadMember>>,
}

/// What an operation is called on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OperationPlan {
    /// The action that a request names.
    pub(crate) action: String,
    /// The root element of a response.
    pub(crate) root: String,
    /// What goes before the host of the endpoint.
    pub(crate) host_prefix: Vec<HostPart>,
}

/// A member of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WriteMember {
    /// The member's name in the model.
    pub(crate) member: String,
    /// Its key on the wire.
    pub(crate) key: String,
    pub(crate) form: WriteForm,
}

/// How a value is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WriteForm {
    /// As its type says.
    Value,
    /// As a timestamp in a format that is not the protocol's own.
    Timestamp(TimestampFormat),
    /// As a list whose items have a form of their own, in the protocol's list form.
    List(Box<WriteForm>),
}

/// A member of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadMember {
    /// The member's name in the model.
    pub(crate) member: String,
    /// Its element on the wire.
    pub(crate) element: String,
    pub(crate) form: ReadForm,
}

/// How a value is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReadForm {
    /// As its type says.
    Value,
    /// A list whose items stand in elements of this name inside the member's element.
    List { element: String, item: Box<ReadForm> },
    /// A list whose items stand where the member stands.
    FlatList(Box<ReadForm>),
    /// A map whose entries stand in elements of this name inside the member's element.
    Map { element: String, entries: Entries },
    /// A map whose entries stand where the member stands.
    FlatMap(Entries),
    /// As a timestamp in a format that is not the protocol's own.
    Timestamp(TimestampFormat),
}

/// The entries of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entries {
    /// The element of the key.
    pub(crate) key: String,
    /// The element of the value.
    pub(crate) value: String,
    /// How a value is read.
    pub(crate) form: Box<ReadForm>,
}

/// Source: Smithy 2.0 specification, "timestampFormat trait".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimestampFormat {
    DateTime,
    EpochSeconds,
    HttpDate,
}

impl TimestampFormat {
    /// What the model says of a timestamp: the member's trait comes before its target's. `None`
    /// for what is no timestamp.
    pub(crate) fn of(model: &Model, member: &Member) -> Option<Self> {
        let target =
            model.traits(&member.target).and_then(|all| traits::text(all, TIMESTAMP_FORMAT));
        let named = traits::text(&member.traits, TIMESTAMP_FORMAT).or(target)?;
        Self::parse(named)
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "date-time" => Some(Self::DateTime),
            "epoch-seconds" => Some(Self::EpochSeconds),
            "http-date" => Some(Self::HttpDate),
            _ => None,
        }
    }
}
