//! Passes from model to model, each pure and each with its reason in the table below. What comes
//! out speaks Smithy still, but only as much of it as the later stages need to know: no 1.0
//! forms, no upstream quirks, and nothing that the chosen operations do not reach.

mod errors;
mod fixups;
mod normalize;
mod slice;
mod tidy;

use crate::diagnostics::Diagnostics;
use crate::model::{Model, members_mut};

pub(crate) use slice::{Slice, choose, closure, cut, slice};
pub use tidy::Docs;

/// A pass: its name, why it is there, and what it does.
pub(crate) struct Pass {
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
    run: fn(&mut Model, &mut Diagnostics),
}

/// The passes that every slice goes through, in order. A slice that is written to a file has not:
/// it says what its source says.
pub(crate) const PASSES: [Pass; 5] = [
    Pass {
        name: "sets-to-lists",
        reason: "Smithy 2.0 has no sets; those of 1.0 are lists in every protocol",
        run: normalize::sets_to_lists,
    },
    Pass {
        name: "enum-strings-to-enums",
        reason: "a 1.0 string with an `enum` trait means the same as a 2.0 enum",
        run: normalize::enum_strings_to_enums,
    },
    Pass {
        name: "errors-of-services",
        reason: "an operation can also fail with the errors that its service names",
        run: errors::errors_of_services,
    },
    Pass {
        name: "messages-of-errors",
        reason: "official clients give every error a message, modeled or not",
        run: errors::messages,
    },
    Pass {
        name: "fix-ups",
        reason: "some upstream models say what their services do not do",
        run: fixups::run,
    },
];

/// Takes away the traits that the user wants a client to know nothing of, everywhere.
pub(crate) fn omit(model: &mut Model, ids: &[String]) {
    if ids.is_empty() {
        return;
    }
    for shape in model.shapes.values_mut() {
        shape.traits.retain(|id, _| !ids.iter().any(|omitted| id == omitted.as_str()));
        for member in members_mut(&mut shape.kind) {
            member.traits.retain(|id, _| !ids.iter().any(|omitted| id == omitted.as_str()));
        }
    }
}

/// Runs [`PASSES`].
pub(crate) fn normalize(model: &mut Model, faults: &mut Diagnostics) {
    for pass in &PASSES {
        (pass.run)(model, faults);
    }
}
