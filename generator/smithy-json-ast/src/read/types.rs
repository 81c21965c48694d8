//! The types of shape as a table: their names, and the keys that each has and needs.

use std::borrow::Cow;

use super::context::Context;
use super::grammar::{Grammar, excerpt};
use super::place::At;
use crate::nearest::nearest;
use crate::position::Anchor;
use crate::{FaultKind, SimpleType};

/// The keys that shapes of all types have; `apply` has no mixins.
pub(super) const COMMON: &[&str] = &["type", "mixins", "traits"];

/// The value of a shape's `type`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Simple(SimpleType),
    Enum,
    IntEnum,
    List,
    Set,
    Map,
    Structure,
    Union,
    Operation,
    Resource,
    Service,
    Apply,
}

const COMPOSED: &[(&str, Type)] = &[
    ("enum", Type::Enum),
    ("intEnum", Type::IntEnum),
    ("list", Type::List),
    ("set", Type::Set),
    ("map", Type::Map),
    ("structure", Type::Structure),
    ("union", Type::Union),
    ("operation", Type::Operation),
    ("resource", Type::Resource),
    ("service", Type::Service),
    ("apply", Type::Apply),
];

impl Type {
    /// The keys that only some types have.
    #[rustfmt::skip]
    pub(super) const ALL_KEYS: &'static [&'static str] = &[
        "members", "member", "key", "value", "input", "output", "errors", "version", "operations",
        "resources", "rename", "identifiers", "properties", "create", "put", "read", "update",
        "delete", "list", "collectionOperations",
    ];

    pub(super) fn grammar() -> TypeOf {
        TypeOf
    }

    pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
        let simple = SimpleType::ALL.iter().map(|simple| simple.as_str());
        simple.chain(COMPOSED.iter().map(|(name, _)| *name))
    }

    fn from_name(name: &str) -> Option<Self> {
        let composed = COMPOSED.iter().find(|(other, _)| *other == name);
        match composed {
            Some((_, composed)) => Some(*composed),
            None => SimpleType::from_name(name).map(Self::Simple),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Simple(simple) => simple.as_str(),
            _ => (COMPOSED.iter()).find(|(_, other)| *other == self).map_or("", |(name, _)| name),
        }
    }

    /// The type in a sentence: `a structure`, `an enum`.
    pub(super) fn described(self) -> String {
        let name = self.name();
        let article = if name.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
        format!("{article} {name}")
    }

    /// The keys that the type has beside the common ones.
    #[rustfmt::skip]
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Simple(_) | Self::Apply => &[],
            Self::Enum | Self::IntEnum | Self::Structure | Self::Union => &["members"],
            Self::List | Self::Set => &["member"],
            Self::Map => &["key", "value"],
            Self::Operation => &["input", "output", "errors"],
            Self::Resource => &[
                "identifiers", "properties", "create", "put", "read", "update", "delete", "list",
                "operations", "collectionOperations", "resources",
            ],
            Self::Service => &["version", "operations", "resources", "errors", "rename"],
        }
    }

    /// The keys it cannot do without, unless mixins bring them.
    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            Self::List | Self::Set | Self::Map => self.keys(),
            Self::Apply => &["traits"],
            _ => &[],
        }
    }
}

/// The name of a type.
pub(super) struct TypeOf;

impl<'de> Grammar<'de> for TypeOf {
    type Value = Option<Type>;

    fn expects(&self) -> Cow<'static, str> {
        "a string, the name of a type".into()
    }

    fn text(self, text: &str, cx: &Context, at: &At<'_>) -> Self::Value {
        let found = Type::from_name(text);
        if found.is_none() {
            let message = format!("there is no shape type {}", excerpt(text));
            let help = match nearest(text, Type::names()) {
                Some(near) => format!("did you mean {near:?}?"),
                None => format!("types are {}", super::context::list(Type::names())),
            };
            cx.fault(FaultKind::UnknownType, at, Anchor::Value, message, Some(help));
        }
        found
    }
}
