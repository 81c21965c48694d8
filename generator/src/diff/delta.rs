//! Every difference between two models as it stands there, shape by shape: nothing can differ without a delta. The order of shapes,
//! of the keys of an object and of sets is no difference; the order of members is one, for a shape as a whole.

use std::collections::BTreeMap;

use smithy_json_ast::{
    Map, Member, Node, Operation, Resource, Service, Shape, ShapeId, ShapeKind, SimpleType, Traits,
};

use super::value::Value;
use crate::model::prelude::UNIT;
use crate::model::traits::{self, ENUM};
use crate::model::{Model, lifecycle, members};

/// A difference.
#[derive(Clone, Debug)]
pub(super) struct Delta<'a> {
    /// The shape, or the one that has the member; none for the metadata of the model.
    pub(super) shape: Option<&'a ShapeId>,
    pub(super) member: Option<&'a str>,
    pub(super) what: What<'a>,
    /// None if it came.
    pub(super) old: Option<Value<'a>>,
    /// None if it went.
    pub(super) new: Option<Value<'a>>,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What<'a> {
    /// The shape came or went; if both sides have a value, it had the name of this one.
    Shape(Option<&'a ShapeId>),
    /// It is a shape of another type.
    Type,
    /// The member came or went; if both sides have a value, it had this name.
    Member(Option<&'a str>),
    Target,
    /// Members that both sides have stand in another order.
    Order,
    Trait(&'a str),
    /// A property of a service, an operation or a resource.
    Property(&'static str),
    /// An element of such a property that is a list or an object.
    Element(&'static str, &'a str),
    /// An entry of the model's metadata.
    Metadata(&'a str),
}

impl Delta<'_> {
    /// Where it is, as [`Finding::path`](super::Finding::path) says it.
    pub(super) fn path(&self) -> String {
        let mut path = self.shape.map_or("metadata", |shape| shape.as_str()).to_owned();
        if let Some(member) = self.member {
            path.extend(["$", member]);
        }
        match self.what {
            What::Trait(id) => path.extend(["@", id]),
            What::Property(name) => path.extend([".", name]),
            What::Element(name, of) => path.extend([".", name, ".", of]),
            What::Metadata(key) => path.extend([".", key]),
            What::Shape(_) | What::Type | What::Member(_) | What::Target | What::Order => {}
        }
        path
    }

    /// Whether it came: the old model does not have it.
    pub(super) fn came(&self) -> bool {
        self.old.is_none()
    }

    /// Whether it went: the new model does not have it.
    pub(super) fn went(&self) -> bool {
        self.new.is_none()
    }
}

/// A model, and where it writes something in an older form, the same in the form of today.
#[derive(Clone, Copy)]
pub(super) struct Read<'a> {
    pub(super) model: &'a Model,
    pub(super) normal: Option<&'a Model>,
}

impl<'a> Read<'a> {
    /// What a shape holds. The values of a string's `enum` trait are members.
    fn kind(self, id: &ShapeId, shape: &'a Shape) -> &'a ShapeKind {
        let is_string = matches!(shape.kind, ShapeKind::Simple(SimpleType::String));
        let normal = self.normal.filter(|_| is_string && traits::has(&shape.traits, ENUM));
        normal.and_then(|normal| normal.shape(id)).map_or(&shape.kind, |shape| &shape.kind)
    }
}

/// All differences, in the order of shapes.
pub(super) fn deltas<'a>(old: Read<'a>, new: Read<'a>) -> Vec<Delta<'a>> {
    let mut all = Walk { deltas: Vec::new(), shape: None };
    for (key, old, new) in join(&old.model.metadata, &new.model.metadata) {
        all.nodes(None, What::Metadata(key), old, new);
    }
    let both = joined(old.model.shapes.iter().chain(&new.model.shapes).map(|(id, _)| id), |id| {
        (old.model.shape(id), new.model.shape(id))
    });
    for (id, (before, after)) in both {
        all.shape = Some(id);
        match (before, after) {
            (Some(before), Some(after)) => {
                all.shapes((before, old.kind(id, before)), (after, new.kind(id, after)))
            }
            _ => {
                all.add(None, What::Shape(None), before.map(Value::Shape), after.map(Value::Shape))
            }
        }
    }
    all.deltas
}

/// Each key once, in order, with what it has.
fn joined<'a, K: Ord + ?Sized, V>(
    keys: impl Iterator<Item = &'a K>,
    values: impl Fn(&'a K) -> V,
) -> BTreeMap<&'a K, V> {
    keys.map(|key| (key, values(key))).collect()
}

/// The entries of two maps by key: those of the first in its order, then those that only the second has.
fn join<'a, V>(
    old: &'a Map<String, V>,
    new: &'a Map<String, V>,
) -> impl Iterator<Item = (&'a str, Option<&'a V>, Option<&'a V>)> {
    let first = old.iter().map(|(key, value)| (key.as_str(), Some(value), new.get(key)));
    let second = new.iter().filter(|(key, _)| !old.contains_key(*key));
    first.chain(second.map(|(key, value)| (key.as_str(), None, Some(value))))
}

struct Walk<'a> {
    deltas: Vec<Delta<'a>>,
    shape: Option<&'a ShapeId>,
}

impl<'a> Walk<'a> {
    fn add(
        &mut self,
        member: Option<&'a str>,
        what: What<'a>,
        old: Option<Value<'a>>,
        new: Option<Value<'a>>,
    ) {
        self.deltas.push(Delta { shape: self.shape, member, what, old, new });
    }

    fn nodes(
        &mut self,
        member: Option<&'a str>,
        what: What<'a>,
        old: Option<&'a Node>,
        new: Option<&'a Node>,
    ) {
        if old != new {
            self.add(member, what, old.map(Value::Node), new.map(Value::Node));
        }
    }

    fn shapes(&mut self, old: (&'a Shape, &'a ShapeKind), new: (&'a Shape, &'a ShapeKind)) {
        let ((old, before), (new, after)) = (old, new);
        if old.type_name() != new.type_name() {
            self.add(
                None,
                What::Type,
                Some(Value::Text(old.type_name())),
                Some(Value::Text(new.type_name())),
            );
        }
        self.elements("mixins", &old.mixins, &new.mixins);
        self.traits(None, &old.traits, &new.traits);
        match (before, after) {
            (ShapeKind::Service(old), ShapeKind::Service(new)) => self.services(old, new),
            (ShapeKind::Operation(old), ShapeKind::Operation(new)) => self.operations(old, new),
            (ShapeKind::Resource(old), ShapeKind::Resource(new)) => self.resources(old, new),
            _ => self.members(before, after),
        }
    }

    fn members(&mut self, old: &'a ShapeKind, new: &'a ShapeKind) {
        let (before, after): (Map<&str, &Member>, Map<&str, &Member>) =
            (members(old).collect(), members(new).collect());
        for (name, old) in &before {
            match after.get(name) {
                Some(new) => self.both(name, old, new),
                None => self.add(Some(name), What::Member(None), Some(Value::Member(old)), None),
            }
        }
        for (name, new) in &after {
            if !before.contains_key(name) {
                self.add(Some(name), What::Member(None), None, Some(Value::Member(new)));
            }
        }
        let common = |all: &Map<&'a str, &Member>, other: &Map<&str, &Member>| -> Vec<&'a str> {
            all.keys().copied().filter(|name| other.contains_key(name)).collect()
        };
        let (old, new) = (common(&before, &after), common(&after, &before));
        if old != new {
            self.add(None, What::Order, Some(Value::Names(old)), Some(Value::Names(new)));
        }
    }

    fn both(&mut self, name: &'a str, old: &'a Member, new: &'a Member) {
        if old.target != new.target {
            self.ids(Some(name), What::Target, Some(&old.target), Some(&new.target));
        }
        self.traits(Some(name), &old.traits, &new.traits);
    }

    fn traits(&mut self, member: Option<&'a str>, old: &'a Traits, new: &'a Traits) {
        let keys = old.keys().chain(new.keys());
        for (id, (old, new)) in joined(keys, |id| (old.get(id), new.get(id))) {
            self.nodes(member, What::Trait(id.as_str()), old, new);
        }
    }

    fn ids(
        &mut self,
        member: Option<&'a str>,
        what: What<'a>,
        old: Option<&'a ShapeId>,
        new: Option<&'a ShapeId>,
    ) {
        if old != new {
            self.add(member, what, old.map(Value::Id), new.map(Value::Id));
        }
    }

    /// Lists of ids, whose order can mean something: what came or went, and whether the others stand in another order.
    fn elements(&mut self, name: &'static str, old: &'a [ShapeId], new: &'a [ShapeId]) {
        for id in old.iter().filter(|id| !new.contains(id)) {
            self.add(None, What::Element(name, id.as_str()), Some(Value::Id(id)), None);
        }
        for id in new.iter().filter(|id| !old.contains(id)) {
            self.add(None, What::Element(name, id.as_str()), None, Some(Value::Id(id)));
        }
        let common = |ids: &'a [ShapeId], other: &[ShapeId]| -> Vec<&'a str> {
            ids.iter().filter(|id| other.contains(id)).map(ShapeId::as_str).collect()
        };
        let (old, new) = (common(old, new), common(new, old));
        if old != new {
            let (old, new) = (Value::Names(old), Value::Names(new));
            self.add(None, What::Property(name), Some(old), Some(new));
        }
    }

    fn services(&mut self, old: &'a Service, new: &'a Service) {
        if old.version != new.version {
            let (old, new) = (Value::Text(&old.version), Value::Text(&new.version));
            self.add(None, What::Property("version"), Some(old), Some(new));
        }
        self.sets("operations", &old.operations, &new.operations);
        self.sets("resources", &old.resources, &new.resources);
        self.elements("errors", &old.errors, &new.errors);
        let keys = old.rename.keys().chain(new.rename.keys());
        for (id, (old, new)) in joined(keys, |id| (old.rename.get(id), new.rename.get(id))) {
            if old != new {
                let text = |text: &'a String| Value::Text(text);
                self.add(None, What::Element("rename", id.as_str()), old.map(text), new.map(text));
            }
        }
    }

    /// Lists of ids that may be long, whose order means nothing.
    fn sets(&mut self, name: &'static str, old: &'a [ShapeId], new: &'a [ShapeId]) {
        let set = |ids: &'a [ShapeId]| joined(ids.iter(), |id| id);
        let (before, after) = (set(old), set(new));
        for (id, (old, new)) in joined(old.iter().chain(new), |id| (before.get(id), after.get(id)))
        {
            self.ids(None, What::Element(name, id.as_str()), old.copied(), new.copied());
        }
    }

    fn operations(&mut self, old: &'a Operation, new: &'a Operation) {
        // That there is none is what `Unit` says as well.
        let real = |id: &'a Option<ShapeId>| id.as_ref().filter(|id| *id != UNIT);
        self.ids(None, What::Property("input"), real(&old.input), real(&new.input));
        self.ids(None, What::Property("output"), real(&old.output), real(&new.output));
        self.elements("errors", &old.errors, &new.errors);
    }

    fn resources(&mut self, old: &'a Resource, new: &'a Resource) {
        for ((name, old), (_, new)) in lifecycle(old).into_iter().zip(lifecycle(new)) {
            self.ids(None, What::Property(name), old.as_ref(), new.as_ref());
        }
        self.sets("operations", &old.operations, &new.operations);
        self.sets("collectionOperations", &old.collection_operations, &new.collection_operations);
        self.sets("resources", &old.resources, &new.resources);
        let maps = [
            ("identifiers", &old.identifiers, &new.identifiers),
            ("properties", &old.properties, &new.properties),
        ];
        for (name, old, new) in maps {
            for (key, old, new) in join(old, new) {
                self.ids(None, What::Element(name, key), old, new);
            }
        }
    }
}
