//! Serde for generated types, behind the cargo feature `serde`: inputs, outputs, shared types and errors can be
//! serialized and deserialized, for logs, caches, fixtures and files of settings.
//!
//! | value | form |
//! |---|---|
//! | structure | a map; members are named as in the model, and those that are not set are left out |
//! | union | a map of one entry, named as the member in the model |
//! | enumeration | its text, known or not |
//! | timestamp | RFC 3339 in UTC with all digits that it has, `2026-11-23T06:49:25.5Z` |
//! | blob | base64 |
//! | float | a number; `"NaN"`, `"Infinity"` and `"-Infinity"` for what JSON has no number for |
//!
//! The names of members are those of the AWS CLI and of boto3, so what those print can be read, and the other way round.
//! Members that are not known are passed over, and `null` is the same as nothing; a member that is never absent then has its
//! default, and it is an error if it has none. What a response says about itself, its
//! request id, is not part of the data and is left out. **Secrets are written as they are**: unlike `Debug`, this hides
//! nothing.
//!
//! Generated crates call [`serde_structure!`](crate::serde_structure!), [`serde_parts!`](crate::serde_parts!) and
//! [`serde_union!`](crate::serde_union!), which do nothing without the feature. Numbers, texts, times and containers follow [`Value`].

mod structure;
mod union;
mod value;

pub use structure::{
    Members, Structure, Text, deserialize_parts, deserialize_structure, read_member,
    serialize_structure, write_member,
};
pub use union::{Union, deserialize_union, serialize_union};
pub use value::{Owned, Ref, Value};

/// The version of serde that the impls are for.
pub use serde;
