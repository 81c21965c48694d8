//! The macro that makes an enumeration of strings: everything about one that its variants and their texts do not say is the same for all.

use std::borrow::Cow;
use std::fmt;

use crate::shape::UnknownVariantValue;

/// Defines an enumeration of strings, as the official crates do, with how it is written and read on the wire.
///
/// Variants must be sorted by their text; `Ord` follows it, and parsing relies on it.
///
/// The documentation of a variant ends with its text. A text that cannot stand between backticks has parentheses around it, and
/// the documentation of each variant of that enumeration says everything.
///
/// A model of Smithy 1.0 may give values without names for them. Such an enumeration is a text that can be any, as in the official
/// crates: it has no variants, no `Display` and no `try_parse`.
///
/// ```
/// tinsmith_runtime::enumeration! {
///     /// A size.
///     pub enum Size {
///         /// Ten.
///         Large = "large",
///         Small = "small",
///     }
/// }
/// assert_eq!(Size::from("large"), Size::Large);
/// assert_eq!(Size::from("medium").as_str(), "medium");
/// assert_eq!(Size::values(), ["large", "small"]);
/// assert!(Size::try_parse("medium").is_err());
/// assert_eq!(format!("{:?}", [Size::from("large"), Size::from("small")]), "[Large, Small]");
/// assert_eq!(format!("{:?}", Size::from("medium")), r#"Unknown(UnknownVariantValue("medium"))"#);
///
/// tinsmith_runtime::enumeration! {
///     /// An operating system.
///     pub struct Platform(String);
///     const VALUES: &[&str] = &["Linux/UNIX", "Windows"];
/// }
/// assert_eq!(Platform::from("Windows").as_str(), "Windows");
/// assert_eq!(Platform::values(), ["Linux/UNIX", "Windows"]);
/// ```
#[macro_export]
macro_rules! enumeration {
    ($(#[$attr:meta])* pub enum $($rest:tt)*) => {
        $crate::enumeration!(@as inline $(#[$attr])* pub enum $($rest)*);
    };
    (@as $inline:meta $(#[$attr:meta])* pub enum $name:ident { $($(#[$variant_attr:meta])* $variant:ident = $text:literal,)* }) => {
        $crate::enumeration!(@enum $inline [$(#[$attr])*] $name {
            $([$(#[$variant_attr])* #[doc = ::std::concat!("`", $text, "`")]] $variant = $text,)*
        });
    };
    (@as $inline:meta $(#[$attr:meta])* pub enum $name:ident { $($(#[$variant_attr:meta])* $variant:ident = ($text:literal),)* }) => {
        $crate::enumeration!(@enum $inline [$(#[$attr])*] $name { $([$(#[$variant_attr])*] $variant = $text,)* });
    };
    (@enum $inline:meta [$($attr:tt)*] $name:ident { $([$($variant_attr:tt)*] $variant:ident = $text:literal,)* }) => {
        $($attr)*
        ///
        /// Match with a wildcard arm on [`as_str`](Self::as_str) for values that have no variant yet: they may get one in a later
        /// version, and then no longer be `Unknown`.
        #[non_exhaustive]
        #[derive(Hash, Ord, PartialEq, PartialOrd)]
        pub enum $name {
            $($($variant_attr)* $variant,)*
            /// A value that this version does not know. Compare [`as_str`](Self::as_str) instead of matching on it.
            #[deprecated(note = "match on `as_str()` instead: the value may get a variant of its own in a later version")]
            Unknown($crate::shape::UnknownVariantValue),
        }

        #[allow(deprecated, reason = "`Unknown` is deprecated for users only")]
        impl $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];

            #[$inline]
            fn of(found: $crate::enumeration::Found) -> Self {
                match found {
                    $crate::enumeration::Found::At(place) => match Self::ALL.get(place) {
                        ::std::option::Option::Some(variant) => variant.clone(),
                        ::std::option::Option::None => Self::Unknown($crate::enumeration::unknown("")),
                    },
                    $crate::enumeration::Found::Unknown(value) => Self::Unknown(value),
                }
            }

            /// The value's text.
            #[$inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }

            /// The texts that this version knows, sorted.
            #[inline]
            pub const fn values() -> &'static [&'static str] {
                &[$($text),*]
            }

            /// The value with this text.
            ///
            /// # Errors
            /// When this version does not know it.
            #[inline]
            pub fn try_parse(value: &str) -> ::std::result::Result<Self, $crate::shape::UnknownVariantError> {
                match Self::from(value) {
                    Self::Unknown(_) => ::std::result::Result::Err($crate::shape::UnknownVariantError::new(::std::stringify!($name), value)),
                    known => ::std::result::Result::Ok(known),
                }
            }
        }

        #[allow(deprecated, reason = "`Unknown` is deprecated for users only")]
        const _: () = {
            impl ::std::convert::From<&str> for $name {
                #[inline]
                fn from(text: &str) -> Self {
                    Self::of($crate::enumeration::find(Self::values(), text))
                }
            }

            // Derived, it is always inline.
            impl ::std::clone::Clone for $name {
                #[$inline]
                fn clone(&self) -> Self {
                    match self {
                        $(Self::$variant => Self::$variant,)*
                        Self::Unknown(value) => Self::Unknown(value.clone()),
                    }
                }
            }

            // Derived, it has a branch for each of hundreds of variants, in every program that prints one.
            impl ::std::fmt::Debug for $name {
                #[inline]
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    let unknown = match self {
                        Self::Unknown(value) => ::std::option::Option::Some(value),
                        _ => ::std::option::Option::None,
                    };
                    $crate::enumeration::debug(Self::values(), &[$(::std::stringify!($variant)),*], self.as_str(), unknown, f)
                }
            }
        };

        $crate::enumeration!(@text $name);

        impl $crate::xml::Value for $name {
            #[inline]
            fn read_into(
                x: &mut $crate::xml::Cursor<'_>,
                slot: &mut ::std::option::Option<Self>,
            ) -> ::std::result::Result<(), $crate::xml::Error> {
                match x.find(Self::values()) {
                    ::std::result::Result::Ok(found) => *slot = ::std::option::Option::Some(Self::of(found)),
                    ::std::result::Result::Err(error) => return ::std::result::Result::Err(error),
                }
                ::std::result::Result::Ok(())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        // Derived, it has a function that is compiled and never called.
        impl ::std::cmp::Eq for $name {}
    };
    ($(#[$attr:meta])* pub struct $name:ident(String); const VALUES: &[&str] = &[$($text:literal),* $(,)?];) => {
        $(#[$attr])*
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(::std::string::String);

        impl $name {
            /// The text.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The texts that this version knows, sorted.
            #[inline]
            pub const fn values() -> &'static [&'static str] {
                &[$($text),*]
            }
        }

        impl<T_: ::std::convert::AsRef<str>> ::std::convert::From<T_> for $name {
            #[inline]
            fn from(text: T_) -> Self {
                Self(text.as_ref().to_owned())
            }
        }

        $crate::enumeration!(@text $name);

        impl $crate::xml::Value for $name {
            #[inline]
            fn read_into(
                x: &mut $crate::xml::Cursor<'_>,
                slot: &mut ::std::option::Option<Self>,
            ) -> ::std::result::Result<(), $crate::xml::Error> {
                match x.text() {
                    ::std::result::Result::Ok(text) => *slot = ::std::option::Option::Some(Self(text.into_owned())),
                    ::std::result::Result::Err(error) => return ::std::result::Result::Err(error),
                }
                ::std::result::Result::Ok(())
            }
        }
    };
    (@text $name:ident) => {
        $crate::serde_text!($name);

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl $crate::query::Value for $name {
            #[inline]
            fn write(&self, q: &mut $crate::query::Writer<'_>) {
                q.leaf(self.as_str());
            }
        }

        impl $crate::xml::Correct for $name {
            #[inline]
            fn stand_in() -> Self {
                Self::from($crate::enumeration::NOT_SET)
            }
        }
    };
}

/// Defines an enumeration of very many strings: as [`enumeration!`](crate::enumeration!), but what has a branch for each variant is
/// compiled with the crate that defines it, not in every program that uses it.
#[macro_export]
macro_rules! large_enumeration {
    ($($enumeration:tt)*) => {
        $crate::enumeration!(@as inline(never) $($enumeration)*);
    };
}

/// The text that stands in for a required value which a response left out.
pub const NOT_SET: &str = "no value was set";

/// What a text is to an enumeration.
#[derive(Debug)]
pub enum Found {
    /// The text of the variant at this place.
    At(usize),
    /// No variant's.
    Unknown(UnknownVariantValue),
}

/// Looks for `text` among sorted values.
pub fn find(values: &[&str], text: &str) -> Found {
    match values.binary_search(&text) {
        Ok(place) => Found::At(place),
        Err(_) => Found::Unknown(unknown(text)),
    }
}

/// Prints a variant: the name that has the place of its text among the values, or what `Unknown` holds.
///
/// # Errors
/// Those of the formatter.
pub fn debug(
    values: &[&str],
    names: &[&str],
    text: &str,
    unknown: Option<&UnknownVariantValue>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    match unknown {
        Some(value) => f.debug_tuple("Unknown").field(value).finish(),
        None => {
            let place = values.binary_search(&text).ok();
            f.write_str(place.and_then(|place| names.get(place)).unwrap_or(&text))
        }
    }
}

/// A text that no variant has. The stand-in takes no memory, so that an empty element cannot make much of it.
pub fn unknown(text: &str) -> UnknownVariantValue {
    match text {
        NOT_SET => UnknownVariantValue(Cow::Borrowed(NOT_SET)),
        text => UnknownVariantValue::new(text),
    }
}
