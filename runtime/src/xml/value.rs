//! How each type of the data model is read from an element.
//!
//! Leaves read the element's text; what cannot be read is an error that says what was expected.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Parse;
use aws_smithy_types::{Blob, DateTime, base64};

use super::{Cursor, Error, Structure};
use crate::shape::Empty;

/// A value that can be read from one element.
///
/// Implemented for every [`Structure`]. Generated enumerations implement it with
/// `Ok(Self::from(x.text()?.as_ref()))`.
pub trait Value: Sized {
    /// Reads the element that the cursor is at.
    ///
    /// # Errors
    ///
    /// The element does not hold such a value.
    fn read(x: &mut Cursor<'_>) -> Result<Self, Error>;

    /// Reads the element that the cursor is at into `slot`, over what was there.
    ///
    /// # Errors
    ///
    /// Those of [`read`](Value::read).
    #[inline]
    fn read_into(x: &mut Cursor<'_>, slot: &mut Option<Self>) -> Result<(), Error> {
        *slot = Some(Self::read(x)?);
        Ok(())
    }

    /// Reads the element that the cursor is at into a box.
    ///
    /// # Errors
    ///
    /// Those of [`read`](Value::read).
    #[inline]
    fn read_boxed(x: &mut Cursor<'_>) -> Result<Box<Self>, Error> {
        Self::read(x).map(Box::new)
    }
}

/// Structures are read where they will be: they can take kilobytes, and one that holds itself a hundred times over would fill the
/// stack with copies of them.
impl<T: Structure> Value for T {
    fn read(x: &mut Cursor<'_>) -> Result<Self, Error> {
        let mut value = T::empty();
        x.structure(&mut value)?;
        Ok(value)
    }

    #[inline]
    fn read_into(x: &mut Cursor<'_>, slot: &mut Option<Self>) -> Result<(), Error> {
        x.structure(slot.insert(T::empty()))
    }

    fn read_boxed(x: &mut Cursor<'_>) -> Result<Box<Self>, Error> {
        let mut value = empty_box::<T>();
        x.structure(&mut *value)?;
        Ok(value)
    }
}

/// Not part of what calls it, whose place on the stack would have room for the value as long as its members are read.
#[inline(never)]
fn empty_box<T: Empty>() -> Box<T> {
    Box::new(T::empty())
}

impl Value for String {
    fn read(x: &mut Cursor<'_>) -> Result<Self, Error> {
        Ok(x.text()?.into_owned())
    }
}

macro_rules! primitives {
    ($($primitive:ty: $expected:literal),* $(,)?) => {$(
        #[doc = concat!("Reads ", $expected, ".")]
        impl Value for $primitive {
            fn read(x: &mut Cursor<'_>) -> Result<Self, Error> {
                let text = x.text()?;
                match Self::parse_smithy_primitive(&text) {
                    Ok(value) => Ok(value),
                    Err(_) => Err(x.unexpected($expected, &text)),
                }
            }
        }
    )*};
}

primitives! {
    bool: "`true` or `false`",
    i8: "an integer of 8 bits",
    i16: "an integer of 16 bits",
    i32: "an integer of 32 bits",
    i64: "an integer of 64 bits",
    f32: "a number",
    f64: "a number",
}

/// Reads base64.
impl Value for Blob {
    fn read(x: &mut Cursor<'_>) -> Result<Self, Error> {
        let text = x.text()?;
        match base64::decode(text.as_ref()) {
            Ok(bytes) => Ok(Self::new(bytes)),
            // The text itself is left out: blobs are long, and often secret.
            Err(cause) => Err(x.fault("expected base64").with_source(cause)),
        }
    }
}

/// Reads `date-time` with `Z` or any offset.
impl Value for DateTime {
    fn read(x: &mut Cursor<'_>) -> Result<Self, Error> {
        timestamp(x, Format::DateTimeWithOffset)
    }
}

impl<'a> Cursor<'a> {
    /// Reads a timestamp; `date-time` takes `Z` and any offset.
    ///
    /// # Errors
    ///
    /// The text is no timestamp of this format.
    pub fn timestamp_value(&mut self, format: Format) -> Result<DateTime, Error> {
        timestamp(self, format)
    }
}

/// Reads a timestamp of this format, where `date-time` takes any offset.
pub(super) fn timestamp(x: &mut Cursor<'_>, format: Format) -> Result<DateTime, Error> {
    let text = x.text()?;
    let (format, expected) = match format {
        Format::EpochSeconds => (format, "seconds since 1970-01-01T00:00:00Z"),
        Format::HttpDate => (format, "a date such as `Mon, 23 Nov 2026 06:49:25 GMT`"),
        _ => (Format::DateTimeWithOffset, "a date and time such as `2026-11-23T06:49:25Z`"),
    };
    match DateTime::from_str(&text, format) {
        Ok(value) => Ok(value),
        Err(cause) => Err(x.unexpected(expected, &text).with_source(cause)),
    }
}
