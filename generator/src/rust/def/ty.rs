//! The type of a value.

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ty {
    Bool,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    String,
    Blob,
    DateTime,
    /// A type of `types`, by name.
    Named {
        name: String,
        kind: Kind,
    },
    /// What a variant holds that means nothing but itself.
    Unit,
    List(Box<Ty>),
    /// A map from strings or enums.
    Map(Box<Ty>, Box<Ty>),
    /// A structure or a union which would else hold itself.
    Boxed(Box<Ty>),
}

/// What a type of `types` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Structure,
    Error,
    Union,
    Enum,
}

impl Ty {
    /// Whether it is cheap to copy, so that getters return it by value.
    pub(crate) fn is_copy(&self) -> bool {
        matches!(
            self,
            Self::Bool
                | Self::Byte
                | Self::Short
                | Self::Integer
                | Self::Long
                | Self::Float
                | Self::Double
        )
    }
}
