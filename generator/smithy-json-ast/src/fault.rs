//! A fault says what is wrong, where, and what to do; reading reports all faults of a file.

use std::error::Error;
use std::fmt;

use crate::ShapeId;

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// The JSON pointer of the value, or of the entry whose key is at fault; empty for the whole
    /// file.
    pub pointer: String,
    /// The shape or member that it lies in, if it lies in one that has a valid id.
    pub shape: Option<ShapeId>,
    /// The line; the first is 1.
    pub line: usize,
    /// The column in characters; the first is 1.
    pub column: usize,
    /// The bytes of the file before it.
    pub offset: usize,
    /// What is wrong: what was expected and what was found.
    pub message: String,
    /// What may help.
    pub help: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)?;
        match (&self.shape, self.pointer.is_empty()) {
            (Some(shape), _) => write!(f, "\n  in {shape}, at {}", self.pointer)?,
            (None, false) => write!(f, "\n  at {}", self.pointer)?,
            (None, true) => {}
        }
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

impl Error for Fault {}

/// Kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// The file is not UTF-8, or starts with a byte order mark.
    Encoding,
    /// The file is not JSON; what follows was not read.
    Syntax,
    /// Values are nested deeper than [`MAX_DEPTH`](crate::MAX_DEPTH).
    Depth,
    /// An object has a key twice.
    DuplicateKey,
    /// An object has a key that means nothing there.
    UnknownKey,
    /// An object lacks a key that it needs.
    MissingKey,
    /// A value is of the wrong type, as a string where an object is needed.
    WrongType,
    /// A shape has a type that does not exist.
    UnknownType,
    /// A text is not a shape id, or names a member where only a shape can be.
    InvalidShapeId,
    /// A text is not an identifier.
    InvalidIdentifier,
    /// The version of Smithy is unknown, or does not have what the file uses.
    Version,
}

/// What is wrong with a file, in its order; at least one fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults {
    pub(crate) faults: Vec<Fault>,
    pub(crate) omitted: usize,
}

impl Faults {
    /// The faults.
    pub fn as_slice(&self) -> &[Fault] {
        &self.faults
    }

    /// The faults, one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.faults.iter()
    }

    /// How many further faults there are: no more than 1,000 are kept.
    pub fn omitted(&self) -> usize {
        self.omitted
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            let separator = if i == 0 { "" } else { "\n" };
            write!(f, "{separator}{fault}")?;
        }
        match self.omitted {
            0 => Ok(()),
            omitted => write!(f, "\nand {omitted} more"),
        }
    }
}

impl Error for Faults {}

impl<'f> IntoIterator for &'f Faults {
    type Item = &'f Fault;
    type IntoIter = std::slice::Iter<'f, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.faults.into_iter()
    }
}
