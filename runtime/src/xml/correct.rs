//! Client error correction: what stands in for a required member that a response left out, so that
//! the rest of the response is still of use. Source:
//! [Smithy 2.0](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction), as the
//! official crates carry it out.

use std::collections::HashMap;

use aws_smithy_types::{Blob, DateTime};

use super::Structure;

/// A value that can stand in for a required member.
pub trait Correct: Sized {
    /// The stand-in: zero, empty, or a value that says that nothing was set.
    fn stand_in() -> Self;
}

/// Fills in a required member that a response left out.
///
/// ```
/// use tinsmith_runtime::xml::correct;
///
/// tinsmith_runtime::enumeration! {
///     /// A size.
///     pub enum Size {
///         Small = "small",
///     }
/// }
///
/// let (mut count, mut size, mut name) = (None::<i32>, None::<Size>, Some("here".to_owned()));
/// correct(&mut count);
/// correct(&mut size);
/// correct(&mut name);
/// assert_eq!(count, Some(0));
/// assert_eq!(size.map(|size| size.to_string()).as_deref(), Some("no value was set"));
/// assert_eq!(name.as_deref(), Some("here"));
/// ```
pub fn correct<V: Correct>(member: &mut Option<V>) {
    member.get_or_insert_with(V::stand_in);
}

macro_rules! defaults {
    ($($ty:ty)*) => {
        $(impl Correct for $ty {
            fn stand_in() -> Self {
                Self::default()
            }
        })*
    };
}

defaults!(bool i8 i16 i32 i64 f32 f64 String);

impl Correct for Blob {
    fn stand_in() -> Self {
        Self::new([])
    }
}

impl Correct for DateTime {
    fn stand_in() -> Self {
        Self::from_secs(0)
    }
}

impl<T> Correct for Vec<T> {
    fn stand_in() -> Self {
        Self::new()
    }
}

impl<K, V> Correct for HashMap<K, V> {
    fn stand_in() -> Self {
        Self::new()
    }
}

impl<T: Structure> Correct for T {
    fn stand_in() -> Self {
        let mut value = T::empty();
        value.correct();
        value
    }
}
