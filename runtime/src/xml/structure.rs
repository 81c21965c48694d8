//! How structures and whole documents are read.
//!
//! The loop over an element's children is compiled once, here, for all structures: it knows them
//! through one virtual call a child.

use super::{Cursor, Error, Mode};
use crate::shape::Empty;

/// A structure that can be read from an element's children.
///
/// Generated: one `match` on the tag, one call of a [`Cursor`] method an arm.
pub trait Structure: Empty {
    /// Takes in one child element, which the cursor is at; `tag` is its local name.
    ///
    /// Whatever of the element is left unread is skipped by the caller, so an arm may also do
    /// nothing.
    ///
    /// # Errors
    ///
    /// Those of the cursor method.
    fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), Error>;

    /// Fills in required members that the element lacked, after the last child.
    ///
    /// By default it does nothing. See [error
    /// correction](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction).
    fn correct(&mut self) {}
}

/// A union that can be read from an element's children.
///
/// Generated: one `match` on the tag, one variant an arm. Generated unions implement [`Value`](super::Value) with
/// [`Cursor::union`].
pub trait Union: Sized {
    /// Reads the child element that the cursor is at; `tag` is its local name. `current` is what an earlier child gave, to which
    /// one of a flattened list or map adds.
    ///
    /// # Errors
    ///
    /// Those of the cursor method.
    fn child(current: Option<Self>, tag: &str, x: &mut Cursor<'_>) -> Result<Self, Error>;
}

/// Reads a whole body whose root element is called `root`, whatever its prefix.
///
/// # Errors
///
/// The body is not UTF-8, has no root element or another one, or an element in it cannot be read;
/// in [`Mode::Strict`], also whenever it is not well-formed.
pub fn document<T: Structure>(body: &[u8], root: &str, mode: Mode) -> Result<T, Error> {
    let mut cursor = Cursor::new(body, mode)?;
    cursor.expect_root(root)?;
    let mut value = T::empty();
    match cursor.structure(&mut value).and_then(|()| cursor.finish()) {
        Ok(()) => Ok(value),
        Err(error) => Err(error.within(root)),
    }
}
