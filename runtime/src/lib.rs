//! Runtime.
pub mod endpoint;
pub mod enumeration;
pub mod builder;
#[cfg(feature = "client")]
pub mod client;
pub mod ec2_query;
pub mod primitives;
pub mod query;
pub mod shape;
pub mod wire;
pub mod xml;
