//! The parts of the grammar that shapes are made of: nodes, traits, references and members.

use std::borrow::Cow;

use serde::de::{IgnoredAny, MapAccess, SeqAccess};

use super::context::Context;
use super::grammar::{Grammar, Scalar, Seed, entries};
use super::place::At;
use crate::position::Anchor;
use crate::{FaultKind, MAX_DEPTH, Map, Member, Node, Object, ShapeId, Traits};

/// Any value.
pub(super) struct AnyNode;

impl AnyNode {
    fn too_deep(cx: &Context, at: &At<'_>) -> bool {
        let too_deep = at.depth >= MAX_DEPTH;
        if too_deep {
            let message = format!("values are nested deeper than {MAX_DEPTH} objects and arrays");
            cx.fault(FaultKind::Depth, at, Anchor::Value, message, None);
        }
        too_deep
    }
}

impl<'de> Grammar<'de> for AnyNode {
    type Value = Node;

    fn expects(&self) -> Cow<'static, str> {
        "any value".into()
    }

    fn scalar(self, scalar: Scalar, _: &Context, _: &At<'_>) -> Node {
        match scalar {
            Scalar::Null => Node::Null,
            Scalar::Bool(value) => Node::Bool(value),
            Scalar::Number(number) => Node::Number(number),
        }
    }

    fn text(self, text: &str, _: &Context, _: &At<'_>) -> Node {
        Node::String(text.to_owned())
    }

    fn array<A: SeqAccess<'de>>(
        self,
        mut array: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Node, A::Error> {
        if Self::too_deep(cx, at) {
            while array.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Node::Null);
        }
        Ok(Node::Array(elements(array, cx, at, || Self)?))
    }

    fn object<A: MapAccess<'de>>(
        self,
        object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Node, A::Error> {
        let object = AnyObject.object(object, cx, at)?;
        Ok(number(&object).map_or(Node::Object(object), Node::Number))
    }
}

/// Where another crate of the build turns on serde_json's feature `arbitrary_precision`, numbers
/// come as objects with this one key.
const NUMBER: &str = "$serde_json::private::Number";

fn number(object: &Object) -> Option<serde_json::Number> {
    match object.first() {
        Some((key, Node::String(digits))) if key == NUMBER => digits.parse().ok(),
        _ => None,
    }
}

/// An object of any values.
pub(super) struct AnyObject;

impl<'de> Grammar<'de> for AnyObject {
    type Value = Object;

    fn expects(&self) -> Cow<'static, str> {
        "an object".into()
    }

    fn object<A: MapAccess<'de>>(
        self,
        mut object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Object, A::Error> {
        let mut result = Object::default();
        if AnyNode::too_deep(cx, at) {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(result);
        }
        entries(&mut object, cx, at, |key, at, object| {
            let node = object.next_value_seed(Seed { grammar: AnyNode, cx, at })?;
            if result.insert(key.to_owned(), node).is_some() {
                cx.duplicate(at);
            }
            Ok(())
        })?;
        Ok(result)
    }
}

/// The elements of an array, each read as the same part of the grammar.
fn elements<'de, A: SeqAccess<'de>, G: Grammar<'de>>(
    mut array: A,
    cx: &Context,
    at: &At<'_>,
    grammar: impl Fn() -> G,
) -> Result<Vec<G::Value>, A::Error> {
    let mut result = Vec::new();
    loop {
        let at = &at.index(result.len());
        let seed = Seed { grammar: grammar(), cx, at };
        match array.next_element_seed(seed).inspect_err(|_| cx.broken(at))? {
            Some(element) => result.push(element),
            None => return Ok(result),
        }
    }
}

/// Traits: values under the ids of trait shapes.
pub(super) struct TraitsOf;

impl<'de> Grammar<'de> for TraitsOf {
    type Value = Traits;

    fn expects(&self) -> Cow<'static, str> {
        "an object of trait ids and values".into()
    }

    fn object<A: MapAccess<'de>>(
        self,
        mut object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Traits, A::Error> {
        let mut traits = Traits::default();
        entries(&mut object, cx, at, |key, at, object| {
            let id = cx.root_id(key, at, Anchor::Key, "a trait is a shape");
            let node = object.next_value_seed(Seed { grammar: AnyNode, cx, at })?;
            if let Some(id) = id
                && traits.insert(id, node).is_some()
            {
                cx.duplicate(at);
            }
            Ok(())
        })?;
        Ok(traits)
    }
}

/// A string that is the id of a shape.
struct Target;

impl<'de> Grammar<'de> for Target {
    type Value = Option<ShapeId>;

    fn expects(&self) -> Cow<'static, str> {
        "a string, the id of a shape".into()
    }

    fn text(self, text: &str, cx: &Context, at: &At<'_>) -> Self::Value {
        cx.root_id(text, at, Anchor::Value, "a target is a shape")
    }
}

/// `{"target": "ns#Name"}`
pub(super) struct Reference;

impl<'de> Grammar<'de> for Reference {
    type Value = Option<ShapeId>;

    fn expects(&self) -> Cow<'static, str> {
        "an object with \"target\"".into()
    }

    fn help_for_text(&self, text: &str) -> Option<String> {
        Some(format!("write {{\"target\": {text:?}}}"))
    }

    fn object<A: MapAccess<'de>>(
        self,
        object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Self::Value, A::Error> {
        let (target, _) = target_and_traits(object, cx, at, false)?;
        Ok(target)
    }
}

/// `{"target": "ns#Name", "traits": {}}`
pub(super) struct MemberOf;

impl<'de> Grammar<'de> for MemberOf {
    type Value = Option<Member>;

    fn expects(&self) -> Cow<'static, str> {
        "an object with \"target\"".into()
    }

    fn help_for_text(&self, text: &str) -> Option<String> {
        Reference.help_for_text(text)
    }

    fn object<A: MapAccess<'de>>(
        self,
        object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Self::Value, A::Error> {
        let (target, traits) = target_and_traits(object, cx, at, true)?;
        Ok(target.map(|target| Member { target, traits }))
    }
}

fn target_and_traits<'de, A: MapAccess<'de>>(
    mut object: A,
    cx: &Context,
    at: &At<'_>,
    is_member: bool,
) -> Result<(Option<ShapeId>, Traits), A::Error> {
    let mut target = None;
    let mut traits = None;
    entries(&mut object, cx, at, |key, at, object| {
        let repeated = match key {
            "target" => {
                let value = object.next_value_seed(Seed { grammar: Target, cx, at })?;
                target.replace(value).is_some()
            }
            "traits" if is_member => {
                let value = object.next_value_seed(Seed { grammar: TraitsOf, cx, at })?;
                traits.replace(value).is_some()
            }
            _ => {
                if is_member {
                    cx.unknown_key(at, "a member", ["target", "traits"]);
                } else {
                    cx.unknown_key(at, "a reference", ["target"]);
                }
                object.next_value::<IgnoredAny>()?;
                false
            }
        };
        if repeated {
            cx.duplicate(at);
        }
        Ok(())
    })?;
    if target.is_none() {
        let what = if is_member { "the member" } else { "the reference" };
        let help = "it is the id of a shape, as in {\"target\": \"smithy.api#String\"}";
        cx.missing_key(at, &format!("{what} lacks \"target\""), Some(help.to_owned()));
    }
    Ok((target.flatten(), traits.unwrap_or_default()))
}

/// An array of references.
pub(super) struct References;

impl<'de> Grammar<'de> for References {
    type Value = Vec<ShapeId>;

    fn expects(&self) -> Cow<'static, str> {
        "an array of references".into()
    }

    fn array<A: SeqAccess<'de>>(
        self,
        array: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Self::Value, A::Error> {
        let references = elements(array, cx, at, || Reference)?;
        Ok(references.into_iter().flatten().collect())
    }
}

/// An object whose keys are identifiers.
pub(super) struct Named<G> {
    /// What it is an object of.
    pub(super) of: &'static str,
    /// What a key is.
    pub(super) name: &'static str,
    pub(super) value: fn() -> G,
}

impl<'de, T, G: Grammar<'de, Value = Option<T>>> Grammar<'de> for Named<G> {
    type Value = Map<String, T>;

    fn expects(&self) -> Cow<'static, str> {
        format!("an object of {}", self.of).into()
    }

    fn object<A: MapAccess<'de>>(
        self,
        mut object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Self::Value, A::Error> {
        let mut result = Map::default();
        entries(&mut object, cx, at, |key, at, object| {
            cx.identifier(key, at, Anchor::Key, self.name);
            let grammar = (self.value)();
            let value = object.next_value_seed(Seed { grammar, cx, at })?;
            if let Some(value) = value
                && result.insert(key.to_owned(), value).is_some()
            {
                cx.duplicate(at);
            }
            Ok(())
        })?;
        Ok(result)
    }
}

/// New names under the ids of shapes.
pub(super) struct Renames;

impl<'de> Grammar<'de> for Renames {
    type Value = Map<ShapeId, String>;

    fn expects(&self) -> Cow<'static, str> {
        "an object of shape ids and new names".into()
    }

    fn object<A: MapAccess<'de>>(
        self,
        mut object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Self::Value, A::Error> {
        let mut renames = Map::default();
        entries(&mut object, cx, at, |key, at, object| {
            let id = cx.root_id(key, at, Anchor::Key, "only shapes are renamed");
            let grammar = Text;
            let name = object.next_value_seed(Seed { grammar, cx, at })?;
            let name = name
                .filter(|name| cx.identifier(name, at, Anchor::Value, "the new name of a shape"));
            if let (Some(id), Some(name)) = (id, name)
                && renames.insert(id, name).is_some()
            {
                cx.duplicate(at);
            }
            Ok(())
        })?;
        Ok(renames)
    }
}

/// A string.
pub(super) struct Text;

impl<'de> Grammar<'de> for Text {
    type Value = Option<String>;

    fn expects(&self) -> Cow<'static, str> {
        "a string".into()
    }

    fn text(self, text: &str, _: &Context, _: &At<'_>) -> Self::Value {
        Some(text.to_owned())
    }
}
