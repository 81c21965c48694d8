//! Random models through the slicer and the generator.
//!
//! - A model that is valid and supported gives a crate; one with a fault is refused, and a diagnostic says which fault and where.
//! - Every diagnostic has a code and help, and if it is about a shape, a place in the text.
//! - The order of shapes and traits changes nothing.
//! - A slice gives what the whole model gives, slices to itself, and has only what its operations reach.
//! - What is generated is formatted Rust; documentation stays in comments; names on the wire stand where the protocol has them.
//! - An operation more changes only the files that list operations.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tinsmith_fuzz::models::{Model, Random, check};

fuzz_target!(|bytes: &[u8]| {
    let mut random = Random::new(bytes);
    let model = Model::new(&mut random);
    check::check(&model, &mut random);
});
