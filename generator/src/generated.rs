//! What comes out of a run: the files of a crate, and figures about it.

use std::path::Path;
use std::time::Duration;

use crate::budget::Measure;
use crate::diagnostics::Report;
use crate::error::Error;
use crate::output::{self, Difference, OutputFile, Written};

/// A generated crate, not yet on disk.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The name of the package.
    pub package: String,
    /// Every file of a crate that stands alone, below its folder.
    pub files: Vec<OutputFile>,
    /// The modules alone, as a build script needs them: `bindings.rs` is the root to include. None where the client is in
    /// several crates: [`Split::Never`](crate::Split::Never) has it in one.
    pub modules: Vec<OutputFile>,
    /// A page for each operation.
    pub pages: Vec<OutputFile>,
    /// SHA-256, in hexadecimal digits, of the part of the model that it was made from: what
    /// [`Loaded::slice`](crate::Loaded::slice) gives for the same operations.
    pub slice: String,
    /// What the user should look at.
    pub warnings: Report,
    /// What came out, in numbers.
    pub summary: Summary,
    /// How long it took.
    pub timings: Timings,
}

/// How long the parts of [`Loaded::generate`](crate::Loaded::generate) took, in wall time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timings {
    /// The slice, what is known of it, and what the crate is to hold.
    pub define: Duration,
    /// Printing and formatting code.
    pub emit: Duration,
    /// Writing the pages of operations.
    pub pages: Duration,
    /// The manifest and the rest of the package, the digest of the slice among it.
    pub package: Duration,
}

impl Generated {
    /// Writes the crate into a folder that is empty, or was filled by this function before. Files
    /// that would not change are not written; files of ours that nothing wants any more go.
    ///
    /// # Errors
    ///
    /// The folder, or a file in the way, was not made by this generator; or the file system says
    /// no. In the first case nothing was touched.
    pub fn write(&self, folder: &Path) -> Result<Written, Error> {
        output::write(folder, &self.files)
    }

    /// Writes the pages alone, as [`write`](Self::write) does the crate.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write).
    pub fn write_pages(&self, folder: &Path) -> Result<Written, Error> {
        output::write(folder, &self.pages)
    }

    /// Writes the modules alone, as a build script wants them.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write), and: the client is in several crates.
    pub fn write_modules(&self, folder: &Path) -> Result<Written, Error> {
        if self.modules.is_empty() {
            return Err(Error::Usage(
                "the modules of a client in several crates are of no use alone; generate it with \
                 `split = \"never\"`"
                    .to_owned(),
            ));
        }
        output::write(folder, &self.modules)
    }

    /// A figure that a budget can limit, if it is known without cargo.
    pub fn figure(&self, measure: Measure) -> Option<f64> {
        let count = match measure {
            Measure::Lines => self.summary.lines,
            Measure::PublicItems => self.summary.public_items,
            Measure::DirectDependencies => self.summary.direct_dependencies,
            Measure::AllDependencies | Measure::RustcRatio => return None,
        };
        Some(count as f64)
    }

    /// How a folder differs from the crate; no differences mean that it is as generated.
    ///
    /// # Errors
    ///
    /// The folder cannot be read.
    pub fn check(&self, folder: &Path) -> Result<Vec<Difference>, Error> {
        output::compare(folder, &self.files)
    }

    /// How a folder differs from the pages.
    ///
    /// # Errors
    ///
    /// The folder cannot be read.
    pub fn check_pages(&self, folder: &Path) -> Result<Vec<Difference>, Error> {
        output::compare(folder, &self.pages)
    }
}

/// A generated crate in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Operations.
    pub operations: usize,
    /// Structures that operations share.
    pub structures: usize,
    /// Unions.
    pub unions: usize,
    /// Enums.
    pub enums: usize,
    /// Errors that the model describes.
    pub errors: usize,
    /// Lines of the modules.
    pub lines: usize,
    /// Public items, as [`Measure::PublicItems`] counts them.
    pub public_items: usize,
    /// Packages that the manifest of the crate names.
    pub direct_dependencies: usize,
}
