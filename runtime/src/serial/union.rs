//! Unions: maps of one entry.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, Serializer};

use super::Text;

/// A union whose variants serde can handle. Generated, by [`serde_union!`](crate::serde_union!).
pub trait Union: Sized {
    /// The name of the type.
    const NAME: &'static str;

    /// Serializes the variant as the entry of a map, and says whether it has a form: one that this version does not know has
    /// none.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<S: SerializeMap>(&self, entry: &mut S) -> Result<bool, S::Error>;

    /// Deserializes the variant that the model calls `member`; `None` if it does not know one.
    ///
    /// # Errors
    /// Those of the deserializer.
    fn read<'de, A: MapAccess<'de>>(member: &str, entry: &mut A) -> Result<Option<Self>, A::Error>;

    /// The variant for what this version does not know.
    fn unknown() -> Self;
}

/// Serializes a union.
///
/// # Errors
/// Those of the serializer, or when it holds a variant that this version does not know.
pub fn serialize_union<T: Union, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut entry = serializer.serialize_map(Some(1))?;
    if value.write(&mut entry)? {
        return entry.end();
    }
    let name = T::NAME;
    Err(S::Error::custom(format!(
        "`{name}::Unknown` stands for a variant that is not known, and has no form"
    )))
}

/// Deserializes a union.
///
/// # Errors
/// Those of the deserializer, or when there is no map of one entry.
pub fn deserialize_union<'de, T: Union, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Entry<T>(PhantomData<T>);
    impl<'de, T: Union> Visitor<'de> for Entry<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a map of one entry, a variant of {}", T::NAME)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entry: A) -> Result<T, A::Error> {
            let Some(Text(name)) = entry.next_key()? else {
                return Err(A::Error::invalid_length(0, &self));
            };
            let value = match T::read(&name, &mut entry)? {
                Some(value) => value,
                None => {
                    entry.next_value::<IgnoredAny>()?;
                    T::unknown()
                }
            };
            match entry.next_key::<IgnoredAny>()? {
                None => Ok(value),
                Some(_) => Err(A::Error::invalid_length(2, &self)),
            }
        }
    }
    deserializer.deserialize_map(Entry(PhantomData))
}
