//! A fault in endpoint data says what is wrong and where below the value that was read: its
//! pointer starts at the trait's value or the file's root, and whoever knows where that stands
//! puts the rest in front.

use std::fmt;

/// A JSON pointer (RFC 6901) below the value that was read; the value itself is `""`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pointer(String);

impl Pointer {
    /// The value itself.
    pub(crate) const ROOT: Self = Self(String::new());

    /// The member `key` of what this points to.
    pub(crate) fn key(&self, key: &str) -> Self {
        Self(format!("{}/{}", self.0, key.replace('~', "~0").replace('/', "~1")))
    }

    /// The element `index` of what this points to.
    pub(crate) fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer's text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Something wrong in a rule set, its test cases or a partitions file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where.
    pub(crate) at: Pointer,
    /// What is wrong, without a full stop.
    pub(crate) message: String,
    /// What to do next.
    pub(crate) help: Option<String>,
}

impl Fault {
    /// A fault at a place.
    pub(crate) fn new(at: &Pointer, message: impl Into<String>) -> Self {
        Self { at: at.clone(), message: message.into(), help: None }
    }

    /// Says what to do next.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at `{}`)", self.message, self.at.as_str())?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}
