//! The tests that the official crate comes with, on ours. `run` links target/whole/official to the folder into which cargo
//! unpacked that crate, and has the tests run in there, where one of them looks for a recorded conversation.

// Not ours to format, nor to lint.
#[rustfmt::skip]
#[allow(clippy::all)]
#[path = "../../../target/whole/official/tests/paginators.rs"]
mod paginators;
#[rustfmt::skip]
#[allow(clippy::all)]
#[path = "../../../target/whole/official/tests/waiters.rs"]
mod waiters;
