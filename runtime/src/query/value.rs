//! How each type of the data model is written as a form value.
//!
//! Leaves write one `&key=value`; lists and structures write what they hold.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{Blob, DateTime, base64};

use super::Writer;

/// A value that can be sent by a query protocol.
///
/// Generated structures call [`Writer::put`] once for each member, in model order; generated
/// enumerations call [`Writer::leaf`] with their wire text.
pub trait Value {
    /// Writes the value under the writer's current key.
    fn write(&self, q: &mut Writer<'_>);
}

impl Value for String {
    fn write(&self, q: &mut Writer<'_>) {
        q.leaf(self);
    }
}

impl Value for bool {
    fn write(&self, q: &mut Writer<'_>) {
        q.plain(if *self { "true" } else { "false" });
    }
}

/// Written as a double: `1.0`, `0.1`, `1e100`, `NaN`, `Infinity`, `-Infinity`; never in the
/// reader's locale, never rounded.
impl Value for f64 {
    fn write(&self, q: &mut Writer<'_>) {
        q.plain(Encoder::from(*self).encode());
    }
}

/// Widened first, as the official crates do: `0.1_f32` is sent as `0.10000000149011612`.
impl Value for f32 {
    fn write(&self, q: &mut Writer<'_>) {
        f64::from(*self).write(q);
    }
}

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl Value for $integer {
            fn write(&self, q: &mut Writer<'_>) {
                q.plain(Encoder::from(*self).encode());
            }
        }
    )*};
}

integers!(i8, i16, i32, i64);

/// Base64, whose `+`, `/` and `=` are then percent-encoded.
impl Value for Blob {
    fn write(&self, q: &mut Writer<'_>) {
        q.leaf(&base64::encode(self));
    }
}

/// `2026-11-23T06:49:25Z`: fractions cut to microseconds, without trailing zeros.
impl Value for DateTime {
    fn write(&self, q: &mut Writer<'_>) {
        q.timestamp(self, Format::DateTime);
    }
}

/// In the list form of the writer's style.
impl<V: Value> Value for Vec<V> {
    #[inline]
    fn write(&self, q: &mut Writer<'_>) {
        q.elements(self);
    }
}

/// A recursive structure.
impl<V: Value> Value for Box<V> {
    #[inline]
    fn write(&self, q: &mut Writer<'_>) {
        V::write(self, q);
    }
}
