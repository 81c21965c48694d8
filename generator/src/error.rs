//! Why a run did not succeed.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::Report;

/// Why a model could not be read, or a crate not be generated.
///
/// `Display` says what is wrong, where, and what to do next.
#[non_exhaustive]
pub enum Error {
    /// The model or the manifest has faults.
    Invalid(Report),
    /// A file or folder could not be read or written.
    Io {
        /// What was tried: `read`, `write`, `remove`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The output would overwrite something that this generator did not make.
    Foreign {
        /// The folder or file that is not ours.
        path: PathBuf,
        /// The whole sentence.
        message: String,
    },
    /// The call itself makes no sense.
    Usage(String),
}

impl Error {
    pub(crate) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), source }
    }

    pub(crate) fn foreign_file(path: &Path) -> Self {
        let message = format!(
            "`{}` was not made by Tinsmith and would be overwritten; move it away, or choose \
             another folder",
            path.display()
        );
        Self::Foreign { path: path.to_owned(), message }
    }

    pub(crate) fn not_a_folder(path: &Path) -> Self {
        let message = format!("`{}` is a file; name a folder to write into", path.display());
        Self::Foreign { path: path.to_owned(), message }
    }

    pub(crate) fn foreign_folder(root: &Path, example: &Path) -> Self {
        let message = format!(
            "`{}` holds files that Tinsmith did not make (`{}` for one); choose an empty folder, \
             or one that Tinsmith filled before",
            root.display(),
            example.display()
        );
        Self::Foreign { path: root.to_owned(), message }
    }
}

/// The same text as `Display`: what a build script shows when its `main` returns an error.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(report) => report.fmt(f),
            Self::Io { action, path, source } => {
                write!(f, "cannot {action} `{}`: {source}", path.display())
            }
            Self::Foreign { message, .. } | Self::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
