//! What several targets share. Nothing here needs libFuzzer, so it is tested as any library is.

pub mod models;
pub mod place;
pub mod tree;
pub mod well_formed;
