//! The crate to emit, with everything decided: every name is final, every type is known, all
//! documentation is Markdown. Printers read these fields and decide nothing.

mod endpoint;
mod shape;
mod ty;
mod waiter;

use smithy_json_ast::ShapeId;

use crate::model::traits::Deprecation;
use crate::protocol::OperationPlan;

pub(crate) use endpoint::{EndpointBinding, EndpointDef, EndpointSetting, EndpointSource};
pub(crate) use shape::{
    Bounds, Constraints, EnumDef, ErrorDef, ErrorKind, ErrorVariant, FieldDef, MessageDef,
    Presence, ReadArm, Role, StructDef, UnionDef, VariantDef, When, WriteLine,
};
pub(crate) use ty::{DefaultValue, Kind, Ty};
pub(crate) use waiter::{Branch, PathDef, Test, WaiterDef};

/// A whole crate.
#[derive(Clone, Debug)]
pub(crate) struct CrateDef {
    pub(crate) service: ServiceDef,
    /// In the order of their names.
    pub(crate) operations: Vec<OperationDef>,
    /// Structures that are types of their own, in the order of their names.
    pub(crate) structures: Vec<StructDef>,
    /// In the order of their names.
    pub(crate) errors: Vec<ErrorDef>,
    pub(crate) unions: Vec<UnionDef>,
    pub(crate) enums: Vec<EnumDef>,
    pub(crate) codec: Codec,
}

/// What reads and writes messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Codec {
    /// The module of the runtime crate.
    pub(crate) module: &'static str,
    /// Whether responses have to be well-formed.
    pub(crate) strict: bool,
}

impl CrateDef {
    /// All waiters with their operations, in the order of their modules.
    pub(crate) fn waiters(&self) -> Vec<(&OperationDef, &WaiterDef)> {
        let mut all: Vec<_> = (self.operations.iter())
            .flat_map(|operation| operation.waiters.iter().map(move |waiter| (operation, waiter)))
            .collect();
        all.sort_by(|(_, a), (_, b)| a.module.cmp(&b.module));
        all
    }

    /// Whether any operation compresses its requests.
    pub(crate) fn has_compression(&self) -> bool {
        self.operations.iter().any(|operation| operation.compressed)
    }

    /// Whether any item carries `#[deprecated]`.
    pub(crate) fn has_deprecated(&self) -> bool {
        let in_structure = |structure: &StructDef| {
            structure.deprecated.is_some()
                || structure.fields.iter().any(|field| field.deprecated.is_some())
        };
        let in_enum = |def: &EnumDef| {
            def.deprecated.is_some() || def.variants.iter().any(|v| v.deprecated.is_some())
        };
        let in_union = |def: &UnionDef| {
            def.deprecated.is_some() || def.variants.iter().any(|v| v.deprecated.is_some())
        };
        self.structures.iter().any(in_structure)
            || self.errors.iter().any(|error| in_structure(&error.structure))
            || self.unions.iter().any(in_union)
            || self.enums.iter().any(in_enum)
            || self.operations.iter().any(|operation| {
                operation.deprecated.is_some()
                    || operation.waiters.iter().any(|waiter| waiter.deprecated.is_some())
                    || in_structure(&operation.input)
                    || in_structure(&operation.output)
            })
    }
}

/// What is said once for the whole service.
#[derive(Clone, Debug)]
pub(crate) struct ServiceDef {
    pub(crate) id: ShapeId,
    /// The type that stands for the service, such as `AmazonEC2`.
    pub(crate) name: String,
    pub(crate) docs: String,
    /// The name for people, such as `Amazon Elastic Compute Cloud`.
    pub(crate) title: String,
    /// The id that configuration and telemetry use, such as `EC2`.
    pub(crate) sdk_id: String,
    /// The name that requests are signed for.
    pub(crate) signing_name: String,
    /// The version of its interface.
    pub(crate) version: String,
    /// How its endpoints are found.
    pub(crate) endpoint: EndpointDef,
}

/// An operation with its input and output.
#[derive(Clone, Debug)]
pub(crate) struct OperationDef {
    pub(crate) id: ShapeId,
    /// The unit structure, such as `DescribeRegions`.
    pub(crate) name: String,
    /// What paginator types start with; differs from `name` in acronyms.
    pub(crate) pascal: String,
    /// The module, such as `describe_regions`, and the file without its suffix.
    pub(crate) module: String,
    /// The method of the client.
    pub(crate) method: String,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
    pub(crate) input: StructDef,
    pub(crate) output: StructDef,
    /// What its error can be, in the order of the model.
    pub(crate) errors: Vec<ErrorVariant>,
    pub(crate) plan: OperationPlan,
    pub(crate) paginator: Option<PaginatorDef>,
    /// In the order of the model.
    pub(crate) waiters: Vec<WaiterDef>,
    /// What goes before the host of the endpoint.
    pub(crate) host_prefix: Vec<HostPartDef>,
    /// Whether requests are compressed.
    pub(crate) compressed: bool,
    /// The input field that gets a token when it is not set.
    pub(crate) token_field: Option<String>,
    /// Whether the response may hold secrets, so that it must not be logged.
    pub(crate) sensitive_output: bool,
    /// What it says about the parameters of the endpoint rules; a later one wins.
    pub(crate) endpoint: Vec<EndpointBinding>,
    /// Input members that users may have captured in telemetry: the name in the model, the field.
    pub(crate) telemetry: Vec<(String, String)>,
}

/// A part of a host prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HostPartDef {
    Text(String),
    /// The value of an input field, which is a string, or an enum.
    Field {
        /// The name in the model.
        member: String,
        name: String,
        is_enum: bool,
    },
}

/// How to go through the pages of an operation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PaginatorDef {
    /// Fields that lead from the input to the token.
    pub(crate) input_token: Vec<String>,
    /// Fields that lead from the output to the next token.
    pub(crate) output_token: Vec<String>,
    /// Whether that is never absent.
    pub(crate) always_token: bool,
    /// The input field that limits a page, and its type.
    pub(crate) page_size: Option<(Vec<String>, Ty)>,
    /// Fields that lead from the output to the items, and the type of one.
    pub(crate) items: Option<(Vec<String>, Ty)>,
    /// Whether they are never absent.
    pub(crate) always_items: bool,
}
