//! pages
use crate::output::OutputFile;
use crate::rust::CrateDef;

/// pages
pub(crate) fn pages(_def: &CrateDef) -> Vec<OutputFile> {
    Vec::new()
}
