//! Test support: what the tests of generated clients and of the programs on top of them share.
//!
//! Nothing here depends on a generated crate, so that every package of the workspace may use it
//! as a dev-dependency, and nothing here leaves the machine: [`loopback`] answers on 127.0.0.1,
//! [`sigv4`] checks what was received there, and [`ec2`] writes the answers.

pub mod cargo;
#[cfg(doctest)]
mod doc_pages;
pub mod ec2;
pub mod loopback;
pub mod measured;
pub mod sigv4;
pub mod skip;
