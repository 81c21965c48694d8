//! What compiled endpoint rules call. Every function here is pure: no I/O, no state, no
//! panic on any input, and the same answer for the same arguments.
//!
//! Generated crates turn their model's endpoint rules into a plain function at generation
//! time. That function calls [`rules`] for the
//! [standard library](https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html)
//! and [`aws`] for the
//! [AWS functions](https://smithy.io/2.0/aws/rules-engine/library-functions.html), and answers
//! with an [`Endpoint`] or a [`ResolveEndpointError`]. Rules that the model has as a decision
//! diagram become a table that [`diagram`] walks.

pub mod aws;
pub mod diagram;
mod error;
pub mod rules;

pub use aws_smithy_types::endpoint::Endpoint;
pub use error::{InvalidParams, ResolveEndpointError};
