//! How each type of the data model is read from an element.
//!
//! Leaves read the element's text; what cannot be read is an error that says what was expected.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Parse;
use aws_smithy_types::{Blob, DateTime, base64};

use super::{Cursor, Error, Structure};
use crate::enumeration::{self, Found};
use crate::shape::Empty;

/// A value that can be read from one element.
///
/// Implemented for every [`Structure`]. Generated enumerations implement it with
/// [`Cursor::find`].
pub trait Value: Sized {
    /// Reads the element that the cursor is at into `slot`, over what was there.
    ///
    /// # Errors
    ///
    /// The element does not hold such a value.
    fn read_into(x: &mut Cursor<'_>, slot: &mut Option<Self>) -> Result<(), Error>;

    /// Reads the element that the cursor is at.
    ///
    /// # Errors
    ///
    /// Those of [`read_into`](Value::read_into).
    #[inline]
    fn read(x: &mut Cursor<'_>) -> Result<Self, Error> {
        let mut slot = None;
        Self::read_into(x, &mut slot)?;
        slot.ok_or_else(|| x.fault("expected a value"))
    }

    /// Reads the element that the cursor is at as one more value of a list.
    ///
    /// # Errors
    ///
    /// Those of [`read_into`](Value::read_into), or there are too many for the length of the body.
    #[inline]
    fn read_onto(x: &mut Cursor<'_>, list: &mut Vec<Self>) -> Result<(), Error> {
        match x.room(list).and_then(|()| Self::read(x)) {
            Ok(value) => list.push(value),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Reads the element that the cursor is at into a box.
    ///
    /// # Errors
    ///
    /// Those of [`read_into`](Value::read_into).
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
        *slot = Some(T::empty());
        match slot {
            Some(value) => x.structure(value),
            None => Ok(()),
        }
    }

    #[inline]
    fn read_onto(x: &mut Cursor<'_>, list: &mut Vec<Self>) -> Result<(), Error> {
        match x.room(list) {
            Ok(()) => list.push(T::empty()),
            Err(error) => return Err(error),
        }
        match &mut **list {
            [.., value] => x.structure(value),
            [] => Ok(()),
        }
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

/// Reads what the cursor is at with a function into a slot.
macro_rules! leaf {
    ($read:expr) => {
        fn read_into(x: &mut Cursor<'_>, slot: &mut Option<Self>) -> Result<(), Error> {
            *slot = Some(<Self as Value>::read(x)?);
            Ok(())
        }

        fn read(x: &mut Cursor<'_>) -> Result<Self, Error> {
            $read(x)
        }
    };
}

impl Value for String {
    leaf!(|x: &mut Cursor<'_>| Ok(x.text()?.into_owned()));
}

macro_rules! primitives {
    ($($primitive:ty: $expected:literal),* $(,)?) => {$(
        #[doc = concat!("Reads ", $expected, ".")]
        impl Value for $primitive {
            leaf!(|x: &mut Cursor<'_>| {
                let text = x.text()?;
                match Self::parse_smithy_primitive(&text) {
                    Ok(value) => Ok(value),
                    Err(_) => Err(x.unexpected($expected, &text)),
                }
            });
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
    leaf!(|x: &mut Cursor<'_>| {
        let text = x.text()?;
        match base64::decode(text.as_ref()) {
            Ok(bytes) => Ok(Self::new(bytes)),
            // The text itself is left out: blobs are long, and often secret.
            Err(cause) => Err(x.fault("expected base64").with_source(cause)),
        }
    });
}

/// Reads `date-time` with `Z` or any offset.
impl Value for DateTime {
    leaf!(|x: &mut Cursor<'_>| timestamp(x, Format::DateTimeWithOffset));
}

impl<'a> Cursor<'a> {
    /// Looks for the element's text among the sorted values of an enumeration.
    ///
    /// # Errors
    ///
    /// Those of [`text`](Cursor::text).
    pub fn find(&mut self, values: &[&str]) -> Result<Found, Error> {
        Ok(enumeration::find(values, &self.text()?))
    }

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
