//! Questions about a slice that several later stages ask, one a file, each answered from the
//! model alone. Nothing here knows Rust.

mod compression;
mod host_prefix;
mod operations;
mod presence;
mod recursion;
mod supported;
mod usage;

use crate::diagnostics::Diagnostics;
use crate::model::Model;
use crate::transform::Slice;

pub(crate) use presence::is_never_absent;
pub(crate) use recursion::Boxed;
pub(crate) use supported::{TraitUse, trait_use};
pub(crate) use usage::Usage;

/// The answers.
pub(crate) struct Facts {
    /// Which shapes are sent and which are received.
    pub(crate) usage: Usage,
    /// Which members are boxed, so that types have a size.
    pub(crate) boxed: Boxed,
}

/// Answers every question, and reports what cannot be generated.
pub(crate) fn analyze(model: &Model, slice: &Slice, faults: &mut Diagnostics) -> Facts {
    supported::check(model, faults);
    operations::check(model, slice, faults);
    host_prefix::check(model, slice, faults);
    compression::check(model, slice, faults);
    recursion::check(model, faults);
    Facts { usage: Usage::of(model, slice), boxed: Boxed::of(model) }
}
