//! One visitor for all parts of the grammar: what a part does not accept becomes a fault, and
//! reading goes on.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::context::Context;
use super::place::At;

/// A part of the grammar. A part accepts some types of value; the others are faults, in whose
/// place stands [`Default`].
pub(super) trait Grammar<'de>: Sized {
    /// What the part reads; its default stands for what could not be read.
    type Value: Default;

    /// What the part expects, for an error message: `an object with …`.
    fn expects(&self) -> Cow<'static, str>;

    /// What to do about a string where none may be.
    fn help_for_text(&self, _text: &str) -> Option<String> {
        None
    }

    /// Takes `null`, a truth value or a number.
    fn scalar(self, scalar: Scalar, cx: &Context, at: &At<'_>) -> Self::Value {
        cx.wrong_type(at, &self.expects(), &scalar.to_string(), None);
        Self::Value::default()
    }

    fn text(self, text: &str, cx: &Context, at: &At<'_>) -> Self::Value {
        let found = format!("the string {}", excerpt(text));
        cx.wrong_type(at, &self.expects(), &found, self.help_for_text(text));
        Self::Value::default()
    }

    fn array<A: SeqAccess<'de>>(
        self,
        mut array: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Self::Value, A::Error> {
        cx.wrong_type(at, &self.expects(), "an array", None);
        while array.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self::Value::default())
    }

    fn object<A: MapAccess<'de>>(
        self,
        mut object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Self::Value, A::Error> {
        cx.wrong_type(at, &self.expects(), "an object", None);
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Self::Value::default())
    }
}

/// A value that is no string and has no parts.
pub(super) enum Scalar {
    Null,
    Bool(bool),
    Number(Number),
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(number) => write!(f, "the number {number}"),
        }
    }
}

/// The beginning of a text, quoted.
pub(super) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
        None => format!("{text:?}"),
    }
}

/// Reads the entries of an object: each key with its place, and `take` to read its value.
pub(super) fn entries<'de, A: MapAccess<'de>>(
    object: &mut A,
    cx: &Context,
    at: &At<'_>,
    mut take: impl FnMut(&str, &At<'_>, &mut A) -> Result<(), A::Error>,
) -> Result<(), A::Error> {
    let mut ordinal = 0;
    while let Some(key) = object.next_key_seed(Key).inspect_err(|_| cx.broken(at))? {
        let here = at.key(&key, ordinal);
        take(&key, &here, object).inspect_err(|_| cx.broken(&here))?;
        ordinal += 1;
    }
    Ok(())
}

/// Reads a value as a part of the grammar.
pub(super) struct Seed<'a, G> {
    pub(super) grammar: G,
    pub(super) cx: &'a Context,
    pub(super) at: &'a At<'a>,
}

impl<'de, G: Grammar<'de>> DeserializeSeed<'de> for Seed<'_, G> {
    type Value = G::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<G::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, G: Grammar<'de>> Visitor<'de> for Seed<'_, G> {
    type Value = G::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.grammar.expects())
    }

    fn visit_unit<E>(self) -> Result<G::Value, E> {
        Ok(self.grammar.scalar(Scalar::Null, self.cx, self.at))
    }

    fn visit_bool<E>(self, value: bool) -> Result<G::Value, E> {
        Ok(self.grammar.scalar(Scalar::Bool(value), self.cx, self.at))
    }

    fn visit_i64<E>(self, value: i64) -> Result<G::Value, E> {
        let number = Scalar::Number(value.into());
        Ok(self.grammar.scalar(number, self.cx, self.at))
    }

    fn visit_u64<E>(self, value: u64) -> Result<G::Value, E> {
        let number = Scalar::Number(value.into());
        Ok(self.grammar.scalar(number, self.cx, self.at))
    }

    fn visit_f64<E>(self, value: f64) -> Result<G::Value, E> {
        let number = Number::from_f64(value).map_or(Scalar::Null, Scalar::Number);
        Ok(self.grammar.scalar(number, self.cx, self.at))
    }

    fn visit_str<E>(self, text: &str) -> Result<G::Value, E> {
        Ok(self.grammar.text(text, self.cx, self.at))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<G::Value, A::Error> {
        self.grammar.array(array, self.cx, self.at)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<G::Value, A::Error> {
        self.grammar.object(object, self.cx, self.at)
    }
}

/// Reads a key, without a copy where it has no escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}
