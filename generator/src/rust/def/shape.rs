//! Types: structures, errors, unions and enums, and how their members travel.

use smithy_json_ast::ShapeId;

use super::{DefaultValue, Ty};
use crate::model::traits::Deprecation;
use crate::protocol::{ReadForm, WriteForm};

/// A structure.
#[derive(Clone, Debug)]
pub(crate) struct StructDef {
    /// The shape that it is made from; for an operation without an input or output shape, the
    /// operation.
    pub(crate) id: ShapeId,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
    /// In the order of the model.
    pub(crate) fields: Vec<FieldDef>,
    /// Whether `Debug` must hide all of it.
    pub(crate) sensitive: bool,
    /// How it is written; `None` when no request holds it.
    pub(crate) writes: Option<Vec<WriteLine>>,
    /// How it is read; `None` when no response holds it.
    pub(crate) reads: Option<Vec<ReadArm>>,
    /// Fields that official clients fill in when a response leaves them out: the `@required` ones
    /// that are optional here.
    pub(crate) corrections: Vec<String>,
    /// The type that holds the members one by one while the structure is built or read, where some
    /// of them are never absent in the structure itself.
    pub(crate) parts: Option<String>,
}

impl StructDef {
    /// The type that builders hold, and that responses are read into.
    pub(crate) fn held(&self) -> &str {
        self.parts.as_deref().unwrap_or(&self.name)
    }

    /// Fields that have to be set when one is built.
    pub(crate) fn must_be_set(&self) -> impl Iterator<Item = &FieldDef> {
        self.fields.iter().filter(|field| field.presence == Presence::Required)
    }
}

/// A union.
#[derive(Clone, Debug)]
pub(crate) struct UnionDef {
    pub(crate) id: ShapeId,
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
    /// Whether `Debug` must hide all of it.
    pub(crate) sensitive: bool,
    /// In the order of their names.
    pub(crate) variants: Vec<FieldDef>,
    /// How it is written; `None` when no request holds it.
    pub(crate) writes: Option<Vec<WriteLine>>,
    /// How it is read; `None` when no response holds it.
    pub(crate) reads: Option<Vec<ReadArm>>,
}

/// A modeled error.
#[derive(Clone, Debug)]
pub(crate) struct ErrorDef {
    pub(crate) structure: StructDef,
    /// The variant of the crate's error, and of those of operations.
    pub(crate) variant: String,
    /// What holds the message, when that is a string.
    pub(crate) message: Option<MessageDef>,
    /// Whether and how the service wants calls to be tried again.
    pub(crate) retryable: Option<ErrorKind>,
}

/// What holds the message of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MessageDef {
    pub(crate) field: String,
    /// Whether it is never absent.
    pub(crate) always: bool,
}

/// A kind of errors that are worth another try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    Throttling,
    Client,
    Server,
}

/// What a structure is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Input,
    Output,
    Error,
    Shared,
}

/// A field with its accessors, or a variant of a union.
#[derive(Clone, Debug)]
pub(crate) struct FieldDef {
    /// The name in the model.
    pub(crate) member: String,
    /// The field, its getter and its setter; or the variant.
    pub(crate) name: String,
    /// What stands after `set_` and `get_`; or after `as_` and `is_`.
    pub(crate) stem: String,
    pub(crate) ty: Ty,
    pub(crate) docs: String,
    pub(crate) required: bool,
    pub(crate) presence: Presence,
    pub(crate) deprecated: Option<Deprecation>,
    /// Whether `Debug` must hide it.
    pub(crate) sensitive: bool,
    pub(crate) constraints: Constraints,
    /// Those of the items of a list.
    pub(crate) item_constraints: Constraints,
}

/// Whether a field may be empty, and what builders do when it is not set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Presence {
    /// It is an `Option`.
    Optional,
    /// It is never empty, and has to be set.
    Required,
    /// It is never empty, and has this value unless it is set.
    Default(DefaultValue),
}

/// Which values the model allows. Clients send what they are given, so this is documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Constraints {
    pub(crate) length: Bounds,
    pub(crate) range: Bounds,
    pub(crate) pattern: Option<String>,
    pub(crate) unique_items: bool,
}

/// Inclusive bounds, in the model's digits; either may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) min: Option<String>,
    pub(crate) max: Option<String>,
}

/// A string enum.
#[derive(Clone, Debug)]
pub(crate) struct EnumDef {
    pub(crate) id: ShapeId,
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
    /// Whether its values have names. Without, it is a text of which some values are known.
    pub(crate) is_named: bool,
    /// In the order of their values.
    pub(crate) variants: Vec<VariantDef>,
}

impl EnumDef {
    /// How Rust code writes the value of `variant`, without a path.
    pub(crate) fn expression(&self, variant: &VariantDef) -> String {
        if self.is_named {
            format!("{}::{}", self.name, variant.name)
        } else {
            format!("{}::from({:?})", self.name, variant.value)
        }
    }

    /// How a list of its values, in Rust code, calls that of `variant`.
    pub(crate) fn alternative(&self, variant: &VariantDef) -> String {
        if self.is_named { variant.name.clone() } else { format!("{:?}", variant.value) }
    }
}

/// A variant of an enum.
#[derive(Clone, Debug)]
pub(crate) struct VariantDef {
    /// The name in the model.
    pub(crate) member: String,
    /// Of no use where values have no names.
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
}

/// A line that writes a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WriteLine {
    pub(crate) field: String,
    pub(crate) key: String,
    pub(crate) form: WriteForm,
    pub(crate) when: When,
}

/// When a field is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum When {
    /// When the option holds a value.
    IfSet,
    Always,
    /// When it has another value than this.
    Unless(DefaultValue),
}

/// An arm that reads a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadArm {
    pub(crate) field: String,
    pub(crate) element: String,
    pub(crate) form: ReadForm,
    /// Whether the field is boxed.
    pub(crate) boxed: bool,
}

/// What an operation's error can be.
#[derive(Clone, Debug)]
pub(crate) struct ErrorVariant {
    /// The type among the errors.
    pub(crate) name: String,
    pub(crate) variant: String,
    /// The method that asks for it.
    pub(crate) method: String,
    /// What a response calls it.
    pub(crate) code: String,
    pub(crate) docs: String,
}
