//! A node value keeps the order in which its keys were written.
//!
//! Nodes hold the values of traits and of metadata. Nothing here knows what a trait means; the
//! kinds of value are those of the [Smithy node model](https://smithy.io/2.0/spec/model.html#node-values).

use indexmap::IndexMap;
use serde_json::Number;

/// A map that iterates in the order of the file.
///
/// It is an [`IndexMap`] with a hasher that is fast on short keys: make one with
/// `Map::default()` or by collecting an iterator (`IndexMap::new()` exists only for the standard
/// library's hasher).
pub type Map<K, V> = IndexMap<K, V, foldhash::fast::RandomState>;

/// A JSON object, its keys in the order in which they were written.
pub type Object = Map<String, Node>;

/// A JSON value.
///
/// Numbers are integers of 64 bits (signed or not) where they were written without fraction and
/// exponent and fit; all others are held as `f64`.
///
/// Two nodes are equal if they have the same kind and value; the order of an object's keys does
/// not count.
///
/// ```
/// use smithy_json_ast::Node;
///
/// let node = Node::from_iter([("min", 1), ("max", 5)]);
/// assert_eq!(node.get("max").and_then(Node::as_i64), Some(5));
/// assert_eq!(node.get("pattern"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Node {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(Number),
    /// A string
    String(String),
    /// An array
    Array(Vec<Node>),
    /// An object
    Object(Object),
}

impl Node {
    /// The string, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number as `i64`, if this is an integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The number as `u64`, if this is an integer that fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// The number as `f64`, if this is a number; integers beyond 2⁵³ are rounded.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// The elements, if this is an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The object, if this is one.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The object to change, if this is one.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value of a key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// The element at an index, if this is an array that long.
    pub fn at(&self, index: usize) -> Option<&Node> {
        self.as_array()?.get(index)
    }

    /// What kind of value this is, as an error message names it: `"an object"`, `"a string"`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

impl From<serde_json::Value> for Node {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(value),
            serde_json::Value::Number(value) => Self::Number(value),
            serde_json::Value::String(value) => Self::String(value),
            serde_json::Value::Array(values) => values.into_iter().map(Self::from).collect(),
            serde_json::Value::Object(entries) => {
                Self::Object(entries.into_iter().map(|(key, value)| (key, value.into())).collect())
            }
        }
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

macro_rules! from_integer {
    ($($integer:ty)*) => { $(
        impl From<$integer> for Node {
            fn from(value: $integer) -> Self {
                Self::Number(value.into())
            }
        }
    )* };
}
from_integer!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize);

impl From<f64> for Node {
    /// JSON cannot write infinities and NaN; Smithy writes them as the strings `"Infinity"`,
    /// `"-Infinity"` and `"NaN"`, and so does this.
    fn from(value: f64) -> Self {
        match Number::from_f64(value) {
            Some(number) => Self::Number(number),
            None if value.is_nan() => "NaN".into(),
            None if value > 0.0 => "Infinity".into(),
            None => "-Infinity".into(),
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<Number> for Node {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<Object> for Node {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl<N: Into<Node>> From<Vec<N>> for Node {
    fn from(elements: Vec<N>) -> Self {
        elements.into_iter().collect()
    }
}

impl<N: Into<Node>> FromIterator<N> for Node {
    fn from_iter<I: IntoIterator<Item = N>>(elements: I) -> Self {
        Self::Array(elements.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, N: Into<Node>> FromIterator<(K, N)> for Node {
    fn from_iter<I: IntoIterator<Item = (K, N)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        Self::Object(entries.map(|(k, v)| (k.into(), v.into())).collect())
    }
}
