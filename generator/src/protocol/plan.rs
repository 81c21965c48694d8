//! The form of wire plans, which all protocols share.

use std::collections::BTreeMap;

use smithy_json_ast::ShapeId;

/// Everything that the emitted wire code has to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plans {
    /// The codec module of the runtime crate.
    pub(crate) codec: &'static str,
    /// By operation.
    pub(crate) operations: BTreeMap<ShapeId, OperationPlan>,
    /// By structure: how it is written into a request.
    pub(crate) writes: BTreeMap<ShapeId, Vec<WriteMember>>,
    /// By structure: how it is read from a response.
    pub(crate) reads: BTreeMap<ShapeId, Vec<ReadMember>>,
}

/// What an operation is called on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OperationPlan {
    /// The action that a request names.
    pub(crate) action: String,
    /// The version of the interface that a request names.
    pub(crate) version: String,
    /// The root element of a response.
    pub(crate) root: String,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WriteForm {
    /// As its type says.
    Value,
    /// As a timestamp in a format that is not the protocol's own.
    Timestamp(TimestampFormat),
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
    /// A list whose items stand in an element of this name inside the member's element.
    List { item: String },
    /// A list whose items stand where the member stands.
    FlatList,
    /// As a timestamp in a format that is not the protocol's own.
    Timestamp(TimestampFormat),
}

/// Source: Smithy 2.0 specification, "timestampFormat trait".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimestampFormat {
    DateTime,
    EpochSeconds,
    HttpDate,
}

impl TimestampFormat {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "date-time" => Some(Self::DateTime),
            "epoch-seconds" => Some(Self::EpochSeconds),
            "http-date" => Some(Self::HttpDate),
            _ => None,
        }
    }
}
