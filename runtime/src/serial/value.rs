//! How each type of the data model is serialized.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, base64};
use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Text;
use crate::shown::shown;

/// A value of the data model, which serde can handle.
///
/// Implemented for primitives and containers here, and by macros for generated types, which then also implement serde's own
/// traits.
pub trait Value: Sized {
    /// Serializes the value.
    ///
    /// # Errors
    /// Those of the serializer, or when the value has no form: a timestamp outside the years 0001 to 9999, or a variant of a
    /// union which this version does not know.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Deserializes a value.
    ///
    /// # Errors
    /// Those of the deserializer, or when what it has is no such value.
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Lends a value to serde.
#[derive(Clone, Copy, Debug)]
pub struct Ref<'a, V>(pub &'a V);

impl<V: Value> Serialize for Ref<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Takes a value from serde.
#[derive(Clone, Copy, Debug)]
pub struct Owned<V>(pub V);

impl<'de, V: Value> Deserialize<'de> for Owned<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        V::deserialize(deserializer).map(Self)
    }
}

macro_rules! plain {
    ($($ty:ty),*) => {$(
        impl Value for $ty {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Serialize::serialize(self, serializer)
            }

            fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Deserialize::deserialize(deserializer)
            }
        }
    )*};
}

plain!(bool, i8, i16, i32, i64, String);

/// What Smithy's JSON protocols call the values that JSON has no number for.
const SPECIAL: [(&str, f64); 3] =
    [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)];

impl Value for f64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_finite() {
            return serializer.serialize_f64(*self);
        }
        serializer.serialize_str(match *self {
            f64::INFINITY => "Infinity",
            f64::NEG_INFINITY => "-Infinity",
            _ => "NaN",
        })
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Float;
        impl Visitor<'_> for Float {
            type Value = f64;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, `NaN`, `Infinity` or `-Infinity`")
            }

            fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<f64, E> {
                Ok(number)
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<f64, E> {
                Ok(number as f64)
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<f64, E> {
                Ok(number as f64)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<f64, E> {
                let special = SPECIAL.iter().find(|(name, _)| *name == text);
                match special {
                    Some((_, number)) => Ok(*number),
                    None => Err(E::invalid_value(serde::de::Unexpected::Str(&shown(text)), &self)),
                }
            }
        }
        deserializer.deserialize_any(Float)
    }
}

impl Value for f32 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As a single float where it is a number, so that 0.1 stays 0.1.
        if self.is_finite() {
            return serializer.serialize_f32(*self);
        }
        Value::serialize(&f64::from(*self), serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The nearest single float, as for every number with more digits than it can hold.
        <f64 as Value>::deserialize(deserializer).map(|number| number as Self)
    }
}

impl Value for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&base64::encode(self))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Text(text) = Deserialize::deserialize(deserializer)?;
        match base64::decode(&*text) {
            Ok(bytes) => Ok(Self::new(bytes)),
            // The text itself is left out: blobs are long, and often secret.
            Err(error) => Err(D::Error::custom(format!("expected base64: {error}"))),
        }
    }
}

impl Value for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The library cuts fractions to microseconds; here nothing may be lost.
        let whole = Self::from_secs(self.secs()).fmt(Format::DateTime);
        let whole = whole.map_err(|error| {
            S::Error::custom(format!("a timestamp outside the years 0001 to 9999: {error}"))
        })?;
        let fraction = format!("{:09}", self.subsec_nanos());
        match fraction.trim_end_matches('0') {
            "" => serializer.serialize_str(&whole),
            digits => {
                let whole = whole.trim_end_matches('Z');
                serializer.serialize_str(&format!("{whole}.{digits}Z"))
            }
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Text(text) = Deserialize::deserialize(deserializer)?;
        Self::from_str(&text, Format::DateTimeWithOffset).map_err(|error| {
            D::Error::custom(format!(
                "expected a date and time such as `2026-11-23T06:49:25Z`, found `{}`: {error}",
                shown(&text)
            ))
        })
    }
}

/// What a variant holds that means nothing but itself: an empty map, as in Smithy's JSON protocols.
impl Value for () {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| ())
    }
}

impl<V: Value> Value for Box<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        V::serialize(self, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        V::deserialize(deserializer).map(Self::new)
    }
}

impl<V: Value> Value for Option<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Ref(value)),
            None => serializer.serialize_none(),
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value: Option<Owned<V>> = Deserialize::deserialize(deserializer)?;
        Ok(value.map(|value| value.0))
    }
}

impl<V: Value> Value for Vec<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for value in self {
            list.serialize_element(&Ref(value))?;
        }
        list.end()
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<V>(PhantomData<V>);
        impl<'de, V: Value> Visitor<'de> for List<V> {
            type Value = Vec<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<V>, A::Error> {
                let mut list = Vec::new();
                while let Some(Owned(value)) = items.next_element()? {
                    list.push(value);
                }
                Ok(list)
            }
        }
        deserializer.deserialize_seq(List(PhantomData))
    }
}

/// Entries come in the order of their keys, so that the same map always has the same text.
impl<K: Value + Eq + Hash + Ord, V: Value> Value for HashMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entries: Vec<(&K, &V)> = self.iter().collect();
        entries.sort_by_key(|(key, _)| *key);
        let mut map = serializer.serialize_map(Some(entries.len()))?;
        for (key, value) in entries {
            map.serialize_entry(&Ref(key), &Ref(value))?;
        }
        map.end()
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map<K, V>(PhantomData<(K, V)>);
        impl<'de, K: Value + Eq + Hash, V: Value> Visitor<'de> for Map<K, V> {
            type Value = HashMap<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut entries: A,
            ) -> Result<HashMap<K, V>, A::Error> {
                let mut map = HashMap::new();
                while let Some((Owned(key), Owned(value))) = entries.next_entry()? {
                    map.insert(key, value);
                }
                Ok(map)
            }
        }
        deserializer.deserialize_map(Map(PhantomData))
    }
}
