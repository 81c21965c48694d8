//! Small operations on text that belong to no stage.

/// Upper-cases the first letter and leaves the rest.
pub(crate) fn capitalize(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
