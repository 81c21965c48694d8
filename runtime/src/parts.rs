//! Structures some of whose members are never absent. Builders and decoders fill in members one by one, so what they work
//! on is another structure, the parts, in which every member may be absent; in the end the parts become the whole.

/// The error for a member that is not set.
pub use aws_smithy_types::error::operation::BuildError;

use crate::shape::Empty;

/// The members of a structure, each of which may be absent.
///
/// ```
/// use tinsmith_runtime::parts::{self, Parts};
/// use tinsmith_runtime::shape::Empty;
///
/// #[derive(Debug)]
/// struct Tag { key: String, size: i32 }
///
/// struct TagParts { key: Option<String>, size: Option<i32> }
///
/// impl Empty for TagParts {
///     fn empty() -> Self {
///         Self { key: None, size: None }
///     }
/// }
///
/// impl Parts for TagParts {
///     type Whole = Tag;
///
///     fn check(&self) -> Result<(), parts::BuildError> {
///         parts::all_set(&[(self.key.is_some(), "key", "key was not specified but it is required when building Tag")])
///     }
///
///     fn whole(self) -> Tag {
///         Tag { key: self.key.unwrap_or_default(), size: self.size.unwrap_or(1) }
///     }
/// }
///
/// assert_eq!(TagParts::empty().whole().size, 1);
/// let error = parts::build(TagParts::empty()).unwrap_err();
/// assert!(error.to_string().contains("key was not specified but it is required when building Tag"));
/// ```
pub trait Parts: Empty {
    /// The structure.
    type Whole;

    /// Whether every member is set that has to be.
    ///
    /// # Errors
    ///
    /// One is not; the error names the first.
    fn check(&self) -> Result<(), BuildError> {
        Ok(())
    }

    /// The structure. A member that is never absent and is not set gets its default, or without one what
    /// [stands in](crate::xml::Correct) for it.
    fn whole(self) -> Self::Whole;
}

/// The structure, if every member is set that has to be.
///
/// # Errors
///
/// Those of [`Parts::check`].
pub fn build<P: Parts>(parts: P) -> Result<P::Whole, BuildError> {
    parts.check()?;
    Ok(parts.whole())
}

/// Checks that members are set: for each whether it is, its name, and what the error says if it is not.
///
/// # Errors
///
/// One is not set; the error is about the first.
pub fn all_set(members: &[(bool, &'static str, &'static str)]) -> Result<(), BuildError> {
    match members.iter().find(|(is_set, ..)| !is_set) {
        None => Ok(()),
        Some((_, field, details)) => Err(BuildError::missing_field(field, details)),
    }
}
