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
pub(crate) use directory::write;
#[cfg(feature = "cli")]
pub(crate) use directory::{Staged, create, stage, stage_file};
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

/// One digest of all files, whatever their order: SHA-256 of each path and text with its length
/// before it.
#[cfg(feature = "cli")]
pub(crate) fn digest<'a>(files: impl IntoIterator<Item = &'a OutputFile>) -> String {
    let mut files: Vec<&OutputFile> = files.into_iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    crate::digest::of_parts(files.into_iter().flat_map(|file| [&*file.path, &*file.text]))
}
