//! [`Error`]: what was wrong with a body, in which element, and at which byte.
//!
//! The path is put together while the error travels outwards, each level adding its own element, so
//! that decoding without errors pays nothing for it.

use std::borrow::Cow;
use std::fmt;

use crate::shown::shown;

/// A body is not the XML that was expected.
///
/// The text names the path of the element, what was expected, what was found, and where. One
/// pointer in size.
pub struct Error(Box<Inner>);

struct Inner {
    /// Innermost element first.
    path: Vec<String>,
    message: Cow<'static, str>,
    offset: usize,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error at this byte of the body.
    #[cold]
    pub(super) fn new(message: impl Into<Cow<'static, str>>, offset: usize) -> Self {
        Self(Box::new(Inner { path: Vec::new(), message: message.into(), offset, source: None }))
    }

    /// `expected` names what was looked for, with its article; `found` is text of the body.
    #[cold]
    pub(super) fn expected(expected: &str, found: &str, offset: usize) -> Self {
        let message = match found {
            "" => format!("expected {expected}, found nothing"),
            found => format!("expected {expected}, found {:?}", shown(found)),
        };
        Self::new(message, offset)
    }

    #[cold]
    pub(super) fn with_source(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Adds the element around those named so far.
    #[cold]
    pub(crate) fn within(mut self, element: &str) -> Self {
        self.0.path.push(shown(element).into_owned());
        self
    }

    /// The elements around the fault, outermost first, joined with `/`; empty if the fault is not
    /// inside any.
    pub fn path(&self) -> String {
        let names: Vec<&str> = self.0.path.iter().rev().map(String::as_str).collect();
        names.join("/")
    }

    /// Where the fault was found, in bytes from the start of the body.
    pub fn offset(&self) -> usize {
        self.0.offset
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        write!(f, "{} (at byte {})", self.0.message, self.0.offset)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("path", &self.path())
            .field("message", &self.0.message)
            .field("offset", &self.0.offset)
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
