//! The macros that make generated types known to serde, and that do nothing unless the feature `serde` is on: generated code is
//! the same with it and without. What they make is in `serial`.

/// Implements serde's traits for a structure: its type, and for each field the name of the member in the model. Without the
/// feature `serde` it does nothing.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_structure {
    (const NAMES: $name:ident = $_:ident { $($field:ident: $member:literal),* $(,)? };) => {
        impl $crate::serial::Structure for $name {
            const NAME: &'static str = ::std::stringify!($name);

            fn count(&self) -> usize {
                0 $(+ usize::from(self.$field.is_some()))*
            }

            fn write<S: $crate::serial::serde::ser::SerializeStruct>(&self, _members: &mut S) -> ::std::result::Result<(), S::Error> {
                $($crate::serial::write_member(_members, $member, &self.$field)?;)*
                ::std::result::Result::Ok(())
            }
        }

        impl $crate::serial::Members for $name {
            const NAME: &'static str = ::std::stringify!($name);
            const MEMBERS: &'static [&'static str] = &[$($member),*];

            fn read<'de, A: $crate::serial::serde::de::MapAccess<'de>>(&mut self, member: &str, _members: &mut A) -> ::std::result::Result<bool, A::Error> {
                match member {
                    $($member => $crate::serial::read_member(_members, &mut self.$field),)*
                    _ => ::std::result::Result::Ok(false),
                }
            }
        }

        impl $crate::serial::Value for $name {
            fn serialize<S: $crate::serial::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serial::serialize_structure(self, serializer)
            }

            fn deserialize<'de, D: $crate::serial::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::serial::deserialize_structure(deserializer)
            }
        }

        $crate::serde_value!($name);
    };
}

/// Implements serde's traits for a structure that has [parts](crate::parts::Parts): its type and that of the parts, and for each
/// field the name of the member in the model, with those marked that are never absent. Without the feature `serde` it does
/// nothing.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_parts {
    (const NAMES: $name:ident = $parts:ident { $($field:ident: $($member:literal)? $(Always($always:literal))?),* $(,)? };) => {
        impl $crate::serial::Structure for $name {
            const NAME: &'static str = ::std::stringify!($name);

            fn count(&self) -> usize {
                0 $($(+ $crate::serde_parts!(@count $member, self.$field))? $(+ $crate::serde_parts!(@count $always))?)*
            }

            fn write<S: $crate::serial::serde::ser::SerializeStruct>(&self, members: &mut S) -> Result<(), S::Error> {
                $(
                    $($crate::serial::write_member(members, $member, &self.$field)?;)?
                    $(members.serialize_field($always, &$crate::serial::Ref(&self.$field))?;)?
                )*
                Ok(())
            }
        }

        impl $crate::serial::Members for $parts {
            const NAME: &'static str = ::std::stringify!($name);
            const MEMBERS: &'static [&'static str] = &[$($($member)? $($always)?),*];

            fn read<'de, A: $crate::serial::serde::de::MapAccess<'de>>(&mut self, member: &str, members: &mut A) -> Result<bool, A::Error> {
                match member {
                    $($($member)? $($always)? => $crate::serial::read_member(members, &mut self.$field),)*
                    _ => Ok(false),
                }
            }
        }

        impl $crate::serial::Value for $name {
            fn serialize<S: $crate::serial::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serial::serialize_structure(self, serializer)
            }

            fn deserialize<'de, D: $crate::serial::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::serial::deserialize_parts::<$parts, D>(deserializer)
            }
        }

        $crate::serde_value!($name);
    };
    (@count $member:literal, $value:expr) => {
        usize::from($value.is_some())
    };
    (@count $member:literal) => {
        1
    };
}

/// Implements serde's traits for a union: its type, and for each variant the name of the member in the model, with those that
/// hold nothing apart. Without the feature `serde` it does nothing.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_union {
    (
        const NAMES: $name:ident = $_:ident { $($variant:ident: $member:literal),* $(,)? };
        const UNITS: $__:ident = $___:ident { $($unit:ident: $unit_member:literal),* $(,)? };
    ) => {
        impl $crate::serial::Union for $name {
            const NAME: &'static str = ::std::stringify!($name);

            fn write<S: $crate::serial::serde::ser::SerializeMap>(&self, entry: &mut S) -> ::std::result::Result<bool, S::Error> {
                match self {
                    $(Self::$variant(value) => entry.serialize_entry($member, &$crate::serial::Ref(value))?,)*
                    $(Self::$unit => entry.serialize_entry($unit_member, &$crate::serial::Ref(&()))?,)*
                    Self::Unknown => return ::std::result::Result::Ok(false),
                }
                ::std::result::Result::Ok(true)
            }

            fn read<'de, A: $crate::serial::serde::de::MapAccess<'de>>(member: &str, entry: &mut A) -> ::std::result::Result<::std::option::Option<Self>, A::Error> {
                ::std::result::Result::Ok(::std::option::Option::Some(match member {
                    $($member => {
                        let $crate::serial::Owned(value) = entry.next_value()?;
                        Self::$variant(value)
                    })*
                    $($unit_member => {
                        entry.next_value::<$crate::serial::serde::de::IgnoredAny>()?;
                        Self::$unit
                    })*
                    _ => return ::std::result::Result::Ok(::std::option::Option::None),
                }))
            }

            fn unknown() -> Self {
                Self::Unknown
            }
        }

        impl $crate::serial::Value for $name {
            fn serialize<S: $crate::serial::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serial::serialize_union(self, serializer)
            }

            fn deserialize<'de, D: $crate::serial::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::serial::deserialize_union(deserializer)
            }
        }

        $crate::serde_value!($name);
    };
}

/// Implements serde's traits for an enumeration, which is its text.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_text {
    ($name:ident) => {
        impl $crate::serial::Value for $name {
            fn serialize<S: $crate::serial::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }

            fn deserialize<'de, D: $crate::serial::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let $crate::serial::Text(text) =
                    $crate::serial::serde::Deserialize::deserialize(deserializer)?;
                ::std::result::Result::Ok(Self::from(&*text))
            }
        }

        $crate::serde_value!($name);
    };
}

/// Implements serde's traits for a type that is a [`Value`].
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_value {
    ($name:ident) => {
        impl $crate::serial::serde::Serialize for $name {
            fn serialize<S: $crate::serial::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serial::Value::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serial::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serial::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serial::Value::deserialize(deserializer)
            }
        }
    };
}

/// Nothing, without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_structure {
    ($($tokens:tt)*) => {};
}

/// Nothing, without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_parts {
    ($($tokens:tt)*) => {};
}

/// Nothing, without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_union {
    ($($tokens:tt)*) => {};
}

/// Nothing, without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_text {
    ($($tokens:tt)*) => {};
}
