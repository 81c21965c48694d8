//! From Smithy to Rust: the last stage that decides anything. All names are final here and
//! clashes are reported, types are chosen, documentation becomes Markdown, and wire plans get
//! the names of fields. No tokens are made.

mod build;
mod clashes;
mod constraints;
mod def;
mod defaults;
mod endpoint;
mod enums;
mod errors;
mod operations;
mod pieces;
mod reserved;
mod service;
mod structures;
mod types;
mod unions;
mod waiters;

pub(crate) use crate::casing::snake;
pub(crate) use build::crate_def;
pub(crate) use def::{
    Bounds, Branch, Codec, Constraints, CrateDef, DefaultValue, EndpointBinding, EndpointDef,
    EndpointSource, EnumDef, ErrorDef, ErrorKind, ErrorVariant, FieldDef, HostPartDef, Kind,
    OperationDef, PaginatorDef, PathDef, Presence, ReadArm, Role, ServiceDef, StructDef, Test, Ty,
    UnionDef, VariantDef, WaiterDef, When, WriteLine,
};
pub(crate) use endpoint::{ACCOUNT_ID, ACCOUNT_ID_ENDPOINT_MODE, BUILT_INS};
pub(crate) use pieces::{Below, Layer, Piece, pieces};
pub(crate) use reserved::{identifier, is_keyword};
pub(crate) use types::module as type_module;
