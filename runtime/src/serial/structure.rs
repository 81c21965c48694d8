//! Structures: maps whose keys are the names of the model.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};

use super::{Owned, Ref, Value};
use crate::parts::{self, Parts};
use crate::shape::Empty;

/// A structure whose members serde can write. Generated, by [`serde_structure!`](crate::serde_structure!) and
/// [`serde_parts!`](crate::serde_parts!).
pub trait Structure {
    /// The name of the type.
    const NAME: &'static str;

    /// How many members are set.
    fn count(&self) -> usize;

    /// Serializes the members that are set.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<S: SerializeStruct>(&self, members: &mut S) -> Result<(), S::Error>;
}

/// A structure, or its [parts](Parts), whose members serde can read. Generated, by the same macros.
pub trait Members: Empty {
    /// The name of the type.
    const NAME: &'static str;
    /// The names of its members in the model.
    const MEMBERS: &'static [&'static str];

    /// Deserializes a member, whose name was read, and says whether there is one of that name.
    ///
    /// # Errors
    /// Those of the deserializer.
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        member: &str,
        members: &mut A,
    ) -> Result<bool, A::Error>;
}

/// Serializes a member, if it is set.
///
/// # Errors
/// Those of the serializer.
pub fn write_member<S: SerializeStruct, V: Value>(
    members: &mut S,
    name: &'static str,
    value: &Option<V>,
) -> Result<(), S::Error> {
    match value {
        Some(value) => members.serialize_field(name, &Ref(value)),
        None => members.skip_field(name),
    }
}

/// Deserializes a member.
///
/// # Errors
/// Those of the deserializer.
pub fn read_member<'de, A: MapAccess<'de>, V: Value>(
    members: &mut A,
    value: &mut Option<V>,
) -> Result<bool, A::Error> {
    let Owned(read) = members.next_value()?;
    *value = read;
    Ok(true)
}

/// Serializes a structure.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_structure<T: Structure, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut members = serializer.serialize_struct(T::NAME, value.count())?;
    value.write(&mut members)?;
    members.end()
}

/// Deserializes a structure.
///
/// # Errors
/// Those of the deserializer, or when there is no map.
pub fn deserialize_structure<'de, T: Members, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Visit<T>(PhantomData<T>);
    impl<'de, T: Members> Visitor<'de> for Visit<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a map of members of {}", T::NAME)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<T, A::Error> {
            let mut value = T::empty();
            while let Some(Text(name)) = members.next_key()? {
                if !value.read(&name, &mut members)? {
                    members.next_value::<IgnoredAny>()?;
                }
            }
            Ok(value)
        }
    }
    deserializer.deserialize_struct(T::NAME, T::MEMBERS, Visit(PhantomData))
}

/// Deserializes a structure from its parts.
///
/// # Errors
/// Those of the deserializer, when there is no map, or when it lacks a required member.
pub fn deserialize_parts<'de, P: Members + Parts, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<P::Whole, D::Error> {
    parts::build(deserialize_structure::<P, D>(deserializer)?).map_err(D::Error::custom)
}

/// A text, such as the name of a member, borrowed where the input allows it.
#[derive(Debug)]
pub struct Text<'de>(pub Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Any)
    }
}
