//! A shape's keys may come in any order, its type last: they are collected first, since each key
//! is read in the same way in all types that have it, and judged when the type is known.

use std::borrow::Cow;

use serde::de::{IgnoredAny, MapAccess};

use super::context::Context;
use super::grammar::{Grammar, Seed, entries};
use super::place::At;
use super::types::{COMMON, Type};
use super::value::{MemberOf, Named, Reference, References, Renames, Text, TraitsOf};
use crate::position::Anchor;
use crate::{
    Map, Member, Members, Operation, Resource, Service, Shape, ShapeId, ShapeKind, Traits, Version,
};

/// A shape, or what is applied to one.
pub(super) struct ShapeOf;

/// The values of a shape's keys.
#[derive(Default)]
struct Parts {
    kind: Option<Type>,
    mixins: Vec<ShapeId>,
    traits: Traits,
    members: Members,
    member: Option<Member>,
    key: Option<Member>,
    value: Option<Member>,
    operation: Operation,
    version: Option<String>,
    rename: Map<ShapeId, String>,
    operations: Vec<ShapeId>,
    resources: Vec<ShapeId>,
    errors: Vec<ShapeId>,
    resource: Resource,
}

/// A key that the shape has, and how many are before it.
type Seen = Vec<(&'static str, usize)>;

impl<'de> Grammar<'de> for ShapeOf {
    type Value = Option<Shape>;

    fn expects(&self) -> Cow<'static, str> {
        "an object with \"type\"".into()
    }

    fn object<A: MapAccess<'de>>(
        self,
        mut object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Self::Value, A::Error> {
        let mut parts = Parts::default();
        let mut seen = Seen::with_capacity(4);
        let mut unknown = Vec::new();
        let mut ordinal = 0;
        entries(&mut object, cx, at, |key, at, object| {
            let this = ordinal;
            ordinal += 1;
            let Some(key) = parts.take(key, cx, at, object)? else {
                unknown.push((key.to_owned(), this));
                object.next_value::<IgnoredAny>()?;
                return Ok(());
            };
            if seen.iter().any(|(other, _)| *other == key) {
                cx.duplicate(at);
            } else {
                seen.push((key, this));
            }
            Ok(())
        })?;
        let keys = unknown.iter().map(|(key, ordinal)| (key.as_str(), *ordinal));
        parts.judge(cx, at, &seen, keys);
        Ok(parts.build(cx, at, &seen))
    }
}

fn has(seen: &Seen, key: &str) -> bool {
    seen.iter().any(|(other, _)| *other == key)
}

impl Parts {
    /// Reads the value of a key, unless no shape has such a key.
    fn take<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        cx: &Context,
        at: &At<'_>,
        object: &mut A,
    ) -> Result<Option<&'static str>, A::Error> {
        macro_rules! read {
            ($grammar:expr) => {
                object.next_value_seed(Seed { grammar: $grammar, cx, at })?
            };
        }
        let references = |of, name| Named { of, name, value: || Reference };
        macro_rules! keys {
            ($($name:literal => $slot:expr, $grammar:expr;)*) => {
                match key {
                    $($name => { $slot = read!($grammar); Some($name) })*
                    _ => None,
                }
            };
        }
        Ok(keys! {
            "type" => self.kind, Type::grammar();
            "mixins" => self.mixins, References;
            "traits" => self.traits, TraitsOf;
            "members" => self.members,
                Named { of: "members", name: "the name of a member", value: || MemberOf };
            "member" => self.member, MemberOf;
            "key" => self.key, MemberOf;
            "value" => self.value, MemberOf;
            "input" => self.operation.input, Reference;
            "output" => self.operation.output, Reference;
            "errors" => self.errors, References;
            "version" => self.version, Text;
            "operations" => self.operations, References;
            "resources" => self.resources, References;
            "rename" => self.rename, Renames;
            "identifiers" => self.resource.identifiers,
                references("identifiers", "the name of an identifier");
            "properties" => self.resource.properties,
                references("properties", "the name of a property");
            "create" => self.resource.create, Reference;
            "put" => self.resource.put, Reference;
            "read" => self.resource.read, Reference;
            "update" => self.resource.update, Reference;
            "delete" => self.resource.delete, Reference;
            "list" => self.resource.list, Reference;
            "collectionOperations" => self.resource.collection_operations, References;
        })
    }

    /// Finds keys that the type does not have, and what the version does not have.
    fn judge<'k>(
        &self,
        cx: &Context,
        at: &At<'_>,
        seen: &Seen,
        unknown: impl Iterator<Item = (&'k str, usize)>,
    ) {
        let own = self.kind.map(Type::keys);
        let misplaced = (seen.iter().copied()).filter(|(key, _)| match self.kind {
            // Of a shape whose type is not known, any key may be right.
            None => false,
            Some(Type::Apply) => !["type", "traits"].contains(key),
            Some(kind) => !COMMON.contains(key) && !kind.keys().contains(key),
        });
        let whose = match self.kind {
            None => "a shape".to_owned(),
            Some(kind) => kind.described(),
        };
        let common = match self.kind {
            Some(Type::Apply) => ["type", "traits"].as_slice(),
            _ => COMMON,
        };
        let known = (common.iter()).chain(own.unwrap_or(Type::ALL_KEYS)).copied();
        for (key, ordinal) in misplaced.chain(unknown) {
            cx.unknown_key(&at.key(key, ordinal), &whose, known.clone());
        }
        for (key, ordinal) in seen {
            let at = &at.key(key, *ordinal);
            let needs_2 = |anchor, what: &str| {
                let help = "say \"smithy\": \"2.0\" if the model is to be of that version";
                cx.only(Version::V2, at, anchor, what, help);
            };
            match (*key, self.kind) {
                ("mixins", _) => needs_2(Anchor::Key, "mixins"),
                ("properties", Some(Type::Resource)) => {
                    needs_2(Anchor::Key, "the properties of a resource");
                }
                ("type", Some(kind @ (Type::Enum | Type::IntEnum))) => {
                    needs_2(Anchor::Value, &kind.described());
                }
                ("type", Some(Type::Set)) => {
                    let help = "in 2.0 it is a list with the trait smithy.api#uniqueItems";
                    cx.only(Version::V1, at, Anchor::Value, "a set", help);
                }
                _ => {}
            }
        }
    }

    /// The shape, if it has what its type needs; what it lacks are faults.
    fn build(self, cx: &Context, at: &At<'_>, seen: &Seen) -> Option<Shape> {
        let Some(kind) = self.kind else {
            if !has(seen, "type") {
                let help = format!("types are {}", super::context::list(Type::names()));
                cx.missing_key(at, "the shape lacks \"type\"", Some(help));
            }
            return None;
        };
        let mixed = !self.mixins.is_empty();
        for key in kind.required() {
            // Lists and maps may have their members from mixins.
            if !has(seen, key) && (!mixed || kind == Type::Apply) {
                let what = kind.described();
                cx.missing_key(at, &format!("{what} needs {key:?}, which is missing"), None);
            }
        }
        let kind = match kind {
            Type::Simple(simple) => ShapeKind::Simple(simple),
            Type::Enum => ShapeKind::Enum(self.members),
            Type::IntEnum => ShapeKind::IntEnum(self.members),
            Type::Structure => ShapeKind::Structure(self.members),
            Type::Union => ShapeKind::Union(self.members),
            Type::List => match self.member {
                Some(member) => ShapeKind::List(member),
                None => ShapeKind::MixedList,
            },
            Type::Set => ShapeKind::Set(self.member?),
            Type::Map => match (self.key, self.value) {
                (Some(key), Some(value)) => ShapeKind::Map { key, value },
                (key, value) => ShapeKind::MixedMap { key, value },
            },
            Type::Operation => {
                ShapeKind::Operation(Operation { errors: self.errors, ..self.operation })
            }
            Type::Resource => ShapeKind::Resource(Resource {
                operations: self.operations,
                resources: self.resources,
                ..self.resource
            }),
            Type::Service => ShapeKind::Service(Service {
                version: self.version.unwrap_or_default(),
                operations: self.operations,
                resources: self.resources,
                errors: self.errors,
                rename: self.rename,
            }),
            Type::Apply => ShapeKind::Apply,
        };
        Some(Shape { kind, mixins: self.mixins, traits: self.traits })
    }
}
