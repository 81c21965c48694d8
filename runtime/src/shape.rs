//! What every generated type shares, whatever its protocol: each item here replaces code that would
//! otherwise be repeated once for each structure, list member or enumeration.
//!
//! Nothing in this module knows about a wire format.

use std::borrow::Cow;
use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::hash::Hash;

/// A structure whose members can all be absent.
///
/// Builders and decoders start from [`Empty::empty`]. It is not `Default`, since the structures of
/// the official crates have no `Default` either, and generated types keep to their public API.
///
/// ```
/// use tinsmith_runtime::shape::Empty;
///
/// struct Tag { key: Option<String>, value: Option<String> }
///
/// impl Empty for Tag {
///     fn empty() -> Self {
///         Self { key: None, value: None }
///     }
/// }
/// assert!(Tag::empty().key.is_none() && Tag::empty().value.is_none());
/// ```
pub trait Empty {
    /// The value with no member set.
    fn empty() -> Self
    where
        Self: Sized;
}

/// The elements of an optional list; an absent list reads as an empty one.
///
/// ```
/// # use tinsmith_runtime::shape::slice;
/// assert_eq!(slice(&Some(vec![1, 2])), [1, 2]);
/// assert!(slice::<u8>(&None).is_empty());
/// ```
#[inline]
pub fn slice<T>(list: &Option<Vec<T>>) -> &[T] {
    match list {
        Some(elements) => elements,
        None => &[],
    }
}

/// Appends to an optional list, which comes into being with its first element.
///
/// ```
/// # use tinsmith_runtime::shape::push;
/// let mut tags = None;
/// push(&mut tags, "a");
/// push(&mut tags, "b");
/// assert_eq!(tags, Some(vec!["a", "b"]));
/// ```
#[inline]
pub fn push<T>(list: &mut Option<Vec<T>>, element: T) {
    list.get_or_insert_with(Vec::new).push(element);
}

/// Inserts into an optional map, which comes into being with its first entry.
///
/// ```
/// # use std::collections::HashMap;
/// # use tinsmith_runtime::shape::insert;
/// let mut tags = None;
/// insert(&mut tags, "a", 1);
/// assert_eq!(tags, Some(HashMap::from([("a", 1)])));
/// ```
#[inline]
pub fn insert<K: Eq + Hash, V>(map: &mut Option<HashMap<K, V>>, key: K, value: V) {
    map.get_or_insert_with(HashMap::new).insert(key, value);
}

/// The text of an enumeration value that the model did not name when the code was generated.
///
/// Generated enumerations carry it in their last variant, `Unknown`. It is opaque on purpose: a
/// later model may name the value, and a program that matched on `Unknown("…")` would then change
/// its behaviour without a word. Use the enumeration's `as_str`.
#[non_exhaustive]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnknownVariantValue(pub(crate) Cow<'static, str>);

impl UnknownVariantValue {
    /// For generated code only.
    #[doc(hidden)]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Cow::Owned(text.into()))
    }

    /// For generated code only.
    #[doc(hidden)]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownVariantValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text is no known value of an enumeration.
///
/// Returned by `try_parse` of generated enumerations. The text of the error is that of the official
/// crates, as programs show it to people and logs are searched for it; which enumeration it was is
/// told by [`enumeration`](Self::enumeration).
///
/// ```
/// use tinsmith_runtime::shape::UnknownVariantError;
///
/// let error = UnknownVariantError::new("ByoipCidrState", "lost");
/// assert_eq!(error.to_string(), "unknown enum variant: 'lost'");
/// assert_eq!(format!("{error:?}"), "UnknownVariantError { value: \"lost\" }");
/// assert_eq!(error.enumeration(), "ByoipCidrState");
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct UnknownVariantError {
    enumeration: &'static str,
    value: String,
}

impl UnknownVariantError {
    /// An error that says that `value` is not one of `enumeration`'s.
    pub fn new(enumeration: &'static str, value: impl Into<String>) -> Self {
        Self { enumeration, value: value.into() }
    }

    /// The name of the enumeration.
    pub fn enumeration(&self) -> &'static str {
        self.enumeration
    }

    /// The text that it does not name.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for UnknownVariantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownVariantError").field("value", &self.value).finish()
    }
}

impl fmt::Display for UnknownVariantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown enum variant: '{}'", self.value)
    }
}

impl Error for UnknownVariantError {}

/// Prints a structure's `Debug` text under the name of its builder: `Tag { … }` as `TagBuilder
/// { … }`.
///
/// A builder holds the structure that it builds, so its own `Debug` needs no list of members. Flags
/// such as `{:#?}` are kept.
///
/// # Errors
///
/// Those of the formatter.
///
/// ```
/// use std::fmt;
/// use tinsmith_runtime::shape::debug_as_builder;
///
/// #[derive(Debug)]
/// struct Tag { key: Option<String> }
/// struct TagBuilder(Tag);
///
/// impl fmt::Debug for TagBuilder {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         debug_as_builder(&self.0, f)
///     }
/// }
/// let builder = TagBuilder(Tag { key: None });
/// assert_eq!(format!("{builder:?}"), "TagBuilder { key: None }");
/// assert_eq!(format!("{builder:#?}"), "TagBuilder {\n    key: None,\n}");
/// ```
pub fn debug_as_builder(value: &dyn fmt::Debug, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // `{:#?}` indents through a private adapter, hence the text first and its name after; only a
    // name can come before the first space or bracket of derived text, so nothing inside a value is
    // ever touched.
    let text = if f.alternate() { format!("{value:#?}") } else { format!("{value:?}") };
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    f.write_str(name)?;
    f.write_str("Builder")?;
    f.write_str(rest)
}
