//! A model as the file writes it: shapes, members and traits in the order of the file, nothing
//! resolved and nothing interpreted.
//!
//! The types mirror the [JSON AST](https://smithy.io/2.0/spec/json-ast.html). What the grammar
//! makes optional and lists as empty when left out (`errors`, `operations`, …) is an empty
//! collection here.

use std::fmt;

use crate::{Map, Node, Object, ShapeId};

/// One file of a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ast {
    /// The version of Smithy the file is written in.
    pub version: Version,
    /// The model's metadata.
    pub metadata: Object,
    /// The shapes, and what is applied to shapes of other files ([`ShapeKind::Apply`]), each under
    /// its id. Only an `apply` can have the id of a member.
    pub shapes: Map<ShapeId, Shape>,
}

impl Ast {
    /// What the file applies to shapes and members that are defined elsewhere: the id of each,
    /// and the traits to add, in the order of the file.
    pub fn applies(&self) -> impl Iterator<Item = (&ShapeId, &Traits)> {
        let applies = |shape: &Shape| matches!(shape.kind, ShapeKind::Apply);
        let shapes = self.shapes.iter().filter(move |(_, shape)| applies(shape));
        shapes.map(|(id, shape)| (id, &shape.traits))
    }
}

/// A version of Smithy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 1.0; files that say `"1"` are read as this.
    V1,
    /// 2.0; files that say `"2"` are read as this.
    #[default]
    V2,
}

impl Version {
    /// The version as it is written: `"1.0"` or `"2.0"`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "1.0",
            Self::V2 => "2.0",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Traits, each under the id of its shape, with the value as written.
pub type Traits = Map<ShapeId, Node>;

/// Members under their names, in the order of the file.
pub type Members = Map<String, Member>;

/// A shape, or an `apply` statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The shape's type, and what only shapes of that type have.
    pub kind: ShapeKind,
    /// The mixins as written: none of their members or traits are copied here.
    pub mixins: Vec<ShapeId>,
    /// The traits the file gives the shape itself.
    pub traits: Traits,
}

impl Shape {
    /// A shape without mixins and traits.
    pub fn new(kind: ShapeKind) -> Self {
        Self { kind, mixins: Vec::new(), traits: Traits::default() }
    }

    /// The named members of a structure, union, enum or intEnum; `None` for all other types.
    pub fn members(&self) -> Option<&Members> {
        match &self.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => Some(members),
            _ => None,
        }
    }

    /// The named members to change; `None` for types that have none.
    pub fn members_mut(&mut self) -> Option<&mut Members> {
        match &mut self.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => Some(members),
            _ => None,
        }
    }

    /// The type as the file writes it: `"structure"`, `"bigDecimal"`, `"apply"`.
    pub fn type_name(&self) -> &'static str {
        self.kind.type_name()
    }
}

/// The type of a shape, and what only shapes of that type have.
#[derive(Clone, Debug, PartialEq)]
pub enum ShapeKind {
    /// A type without members.
    Simple(SimpleType),
    /// A string with named values (2.0).
    Enum(Members),
    /// An integer with named values (2.0).
    IntEnum(Members),
    /// A list.
    List(Member),
    /// A list whose `member` comes from its mixins and is not written again (2.0).
    MixedList,
    /// A list without repetition (1.0; in 2.0 that is a list with a trait).
    Set(Member),
    /// A map.
    Map {
        /// The member of the keys.
        key: Member,
        /// The member of the values.
        value: Member,
    },
    /// A map whose `key`, `value` or both come from its mixins and are not written again (2.0).
    MixedMap {
        /// The member of the keys, if it is written.
        key: Option<Member>,
        /// The member of the values, if it is written.
        value: Option<Member>,
    },
    /// A structure.
    Structure(Members),
    /// A union.
    Union(Members),
    /// An operation.
    Operation(Operation),
    /// A resource.
    Resource(Resource),
    /// A service.
    Service(Service),
    /// Traits for a shape or member that is defined elsewhere.
    Apply,
}

impl ShapeKind {
    /// The type as the file writes it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Simple(simple) => simple.as_str(),
            Self::Enum(_) => "enum",
            Self::IntEnum(_) => "intEnum",
            Self::List(_) | Self::MixedList => "list",
            Self::Set(_) => "set",
            Self::Map { .. } | Self::MixedMap { .. } => "map",
            Self::Structure(_) => "structure",
            Self::Union(_) => "union",
            Self::Operation(_) => "operation",
            Self::Resource(_) => "resource",
            Self::Service(_) => "service",
            Self::Apply => "apply",
        }
    }
}

macro_rules! simple_types {
    ($($variant:ident $name:literal $what:literal)*) => {
        /// A type without members.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum SimpleType {
            $(#[doc = $what] $variant,)*
        }

        impl SimpleType {
            /// All simple types.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The type as the file writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The type that is written so.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

simple_types! {
    Blob "blob" "Bytes"
    Boolean "boolean" "A truth value"
    String "string" "UTF-8 text"
    Byte "byte" "A signed integer of 8 bits"
    Short "short" "A signed integer of 16 bits"
    Integer "integer" "A signed integer of 32 bits"
    Long "long" "A signed integer of 64 bits"
    Float "float" "IEEE 754 single precision"
    Double "double" "IEEE 754 double precision"
    BigInteger "bigInteger" "An integer of any size"
    BigDecimal "bigDecimal" "A decimal number of any size and precision"
    Timestamp "timestamp" "A point in time"
    Document "document" "Untyped data"
}

impl fmt::Display for SimpleType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A member of an aggregate shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The shape that the member's values have.
    pub target: ShapeId,
    /// The traits the file gives the member itself.
    pub traits: Traits,
}

impl Member {
    /// A member without traits.
    pub fn new(target: ShapeId) -> Self {
        Self { target, traits: Traits::default() }
    }
}

/// What an operation takes and gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// The input; `None` stands for `smithy.api#Unit`.
    pub input: Option<ShapeId>,
    /// The output; `None` stands for `smithy.api#Unit`.
    pub output: Option<ShapeId>,
    /// The errors it may return.
    pub errors: Vec<ShapeId>,
}

/// What a resource binds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource {
    /// The identifiers, and the string shape of each.
    pub identifiers: Map<String, ShapeId>,
    /// The properties, and the shape of each (2.0).
    pub properties: Map<String, ShapeId>,
    /// The lifecycle operation that creates one with an identifier the service chooses.
    pub create: Option<ShapeId>,
    /// The lifecycle operation that creates one with an identifier the client chooses.
    pub put: Option<ShapeId>,
    /// The lifecycle operation that reads one.
    pub read: Option<ShapeId>,
    /// The lifecycle operation that changes one.
    pub update: Option<ShapeId>,
    /// The lifecycle operation that deletes one.
    pub delete: Option<ShapeId>,
    /// The lifecycle operation that lists them.
    pub list: Option<ShapeId>,
    /// Other operations on one.
    pub operations: Vec<ShapeId>,
    /// Other operations on the collection.
    pub collection_operations: Vec<ShapeId>,
    /// The resources below this one.
    pub resources: Vec<ShapeId>,
}

/// What a service binds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// The version of the service; empty if the file gives none.
    pub version: String,
    /// The operations bound to the service itself.
    pub operations: Vec<ShapeId>,
    /// The resources bound to the service itself.
    pub resources: Vec<ShapeId>,
    /// The errors every operation of the service may return.
    pub errors: Vec<ShapeId>,
    /// The names that shapes have in the closure of this service instead of their own.
    pub rename: Map<ShapeId, String>,
}
