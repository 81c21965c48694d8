//! Tinsmith cuts thin AWS client crates from Smithy models.

mod analysis;
mod builder;
mod casing;
#[cfg(feature = "cli")]
pub mod cli;
mod diagnostics;
pub mod docs;
mod emit;
mod endpoint;
mod error;
mod generate;
mod inspect;
mod manifest;
mod model;
mod options;
mod output;
mod package;
mod pages;
mod protocol;
mod rust;
mod text;
mod transform;

pub use builder::Builder;
pub use diagnostics::{Diagnostic, Diagnostics, Place, Report, Severity, Source};
pub use error::Error;
pub use generate::{Generated, Loaded, Summary};
pub use manifest::{CrateEntry, Manifest, Output};
pub use model::Model;
pub use options::{Options, Runtime};
pub use transform::Docs;
pub use output::{Difference, DifferenceKind, OutputFile};
