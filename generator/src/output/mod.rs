//! From printed items to files on disk. Contents are decided before anything is written; a file
//! or folder that does not carry the header of this generator is never touched; a file is
//! replaced as a whole or not at all, and only when its contents differ.

mod check;
mod directory;
mod format;
mod header;

pub(crate) use check::compare;
pub use check::{Difference, DifferenceKind};
pub use directory::Written;
#[cfg(feature = "cli")]
pub(crate) use directory::replace;
pub(crate) use directory::write;
pub(crate) use format::rust;
pub(crate) use header::{markdown, rust_source, toml};

/// A file to write: its path below the output folder, with `/` between parts, and its contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative, `/` between parts.
    pub path: String,
    /// The whole text.
    pub text: String,
}
