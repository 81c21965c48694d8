//! Tinsmith cuts thin AWS client crates from Smithy models: it reads the model that AWS publishes
//! for a service, takes only the operations that are named, and writes a Rust crate whose public
//! items are those of the official `aws-sdk-*` crate.
//!
//! There are three ways in:
//!
//! - one call, in a build script: [`Builder`];
//! - a configured call: [`Manifest`] and [`Options`], which the command and the builder fill in;
//! - load, look, then generate: [`Loaded`].
//!
//! ```
//! use tinsmith::{Loaded, Options, Source};
//!
//! let text = r#"{"smithy": "2.0", "shapes": {
//!     "a#S": {"type": "service", "version": "1", "operations": [{"target": "a#Ping"}], "traits": {
//!         "aws.protocols#ec2Query": {}, "aws.auth#sigv4": {"name": "s"}}},
//!     "a#Ping": {"type": "operation"}}}"#;
//! let loaded = Loaded::from_sources(vec![Source::new("model.json", text)])?;
//! let generated = loaded.generate(&Options::default())?;
//! assert_eq!(generated.summary.operations, 1);
//! # Ok::<(), tinsmith::Error>(())
//! ```
//!
//! The run is a pipeline, a module a stage, and a stage knows only those before it:
//!
//! ```text
//! read → botocore → model → transform → analysis → protocol → waiters → endpoint → rust → emit → output
//! ```
//!
//! [`diff`] runs the stages up to `rust` on two models and compares what came out.
//!
//! `botocore` is for its data alone; other models are read by the crate `smithy-json-ast`.
//!
//! Every stage reports all faults that it finds as [`Diagnostics`]; then the run stops. Nothing is
//! written before the last stage, and nothing that this generator did not make is overwritten.
//!
//! The feature `cli`, on by default, adds the command; build scripts turn it off.

mod analysis;
mod botocore;
mod budget;
mod builder;
mod casing;
#[cfg(feature = "cli")]
pub mod cli;
mod clock;
mod diagnostics;
pub mod diff;
mod digest;
pub mod docs;
mod emit;
mod endpoint;
mod error;
#[cfg(fuzzing)]
pub mod fuzzing;
mod generate;
mod generated;
mod inspect;
mod listing;
mod load;
mod manifest;
mod model;
mod options;
mod output;
mod package;
mod pages;
mod parallel;
#[cfg(feature = "cli")]
mod project;
mod protocol;
mod read;
mod rust;
mod tape;
mod text;
mod transform;
mod waiters;

pub use budget::{Budget, Limit, Measure};
pub use builder::Builder;
pub use diagnostics::{Diagnostic, Diagnostics, Place, Report, Severity, Source};
pub use error::Error;
pub use generate::Loaded;
pub use generated::{Generated, Summary, Timings};
pub use listing::Listed;
pub use manifest::{CrateEntry, FILE_NAME as MANIFEST_FILE_NAME, Manifest, Output};
pub use model::Model;
pub use options::{Options, Runtime, Split};
pub use output::{Difference, DifferenceKind, OutputFile, Written};
pub use transform::Docs;
