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

/// The value of a member that is not set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DefaultValue {
    Bool(bool),
    Integer(i64),
    Float(f32),
    Double(f64),
    Text(String),
    /// The text of a value of the enum of that name.
    Enum(String, String),
    Blob(Vec<u8>),
    /// Seconds since 1970, and nanoseconds.
    Moment(i64, u32),
    /// An empty list or map.
    Empty,
}

impl DefaultValue {
    /// The value for people, where it has a short form.
    pub(crate) fn describe(&self) -> Option<String> {
        match self {
            Self::Bool(value) => Some(value.to_string()),
            Self::Integer(value) => Some(value.to_string()),
            Self::Float(value) => Some(value.to_string()),
            Self::Double(value) => Some(value.to_string()),
            Self::Text(text) | Self::Enum(_, text) => Some(format!("{text:?}")),
            Self::Blob(_) | Self::Moment(..) | Self::Empty => None,
        }
    }
}
