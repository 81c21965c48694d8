//! The macro that makes `Config` and `Builder` of a generated crate.
//!
//! They have to be types of that crate: a service may add settings of its own (inherent methods need a local type), and
//! `endpoint_resolver` takes the service's own trait. Everything else is the same for all services, hence a macro, whose methods
//! are lines that delegate to [`Config`](super::Config) and [`Builder`](super::Builder).

mod builder;
mod config;
