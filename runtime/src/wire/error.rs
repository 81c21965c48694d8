//! Why a request could not be written or a response not be read.
//!
//! Both errors are opaque and say what was wrong and where; they are for people, programs look at
//! the kind of call that failed.

use std::error::Error;
use std::fmt;

use crate::xml;

/// A member holds a value that cannot be sent.
#[derive(Debug)]
pub struct EncodeError {
    location: String,
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl EncodeError {
    /// An error about the value at `location`, a key or path as it would have been sent.
    pub fn new(location: impl Into<String>, message: impl Into<String>) -> Self {
        Self { location: location.into(), message: message.into(), source: None }
    }

    /// The same, with what caused it.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// The key or path of the value, as it would have been sent.
    pub fn location(&self) -> &str {
        &self.location
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot send `{}`: {}", self.location, self.message)
    }
}

impl Error for EncodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// A response is not what the protocol says.
#[derive(Debug)]
pub struct DecodeError(Box<dyn Error + Send + Sync>);

impl DecodeError {
    /// An error with this cause; its text is the cause's.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read the response: {}", self.0)
    }
}

impl Error for DecodeError {
    /// The cause's own cause: the text of this error already holds the cause's.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

impl From<xml::Error> for DecodeError {
    fn from(error: xml::Error) -> Self {
        Self::new(error)
    }
}
