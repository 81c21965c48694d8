//! Types of values that are neither structures nor Rust's own, under the names that official crates
//! give them.

pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{Blob, DateTime};
