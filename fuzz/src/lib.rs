//! What several targets share. Nothing here needs libFuzzer, so it is tested as any library is.

pub mod place;
pub mod tree;
pub mod well_formed;
