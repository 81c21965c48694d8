//! The macros that make those types of a generated crate which need inherent methods, and so have to be types of that crate.
//!
//! They only declare and delegate: what can be compiled once is in the modules around.

mod builder;
mod client;
mod error;
mod modeled;
mod operation;
mod setting;
