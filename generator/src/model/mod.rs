//! The semantic model: what Smithy says that the source files mean together. Every mixin is
//! resolved and every `apply` carried out, every shape id that anything points to exists or is
//! a prelude shape, and shapes are held in the order of their ids, so that nothing after this
//! stage can depend on the order of a file. It knows Smithy and no Rust.

pub(crate) mod host_prefix;
pub(crate) mod literals;
mod load;
mod merge;
mod mixins;
pub(crate) mod prelude;
pub(crate) mod traits;
mod validate;

use std::collections::BTreeMap;

use smithy_json_ast::{
    Ast, Member, Members, Object, Operation, Resource, Service, Shape, ShapeId, ShapeKind, Traits,
    Version,
};

pub(crate) use load::{load, read};
pub(crate) use validate::validate;

use crate::diagnostics::{Diagnostic, Diagnostics, did_you_mean};

/// A merged, resolved model, as [`Loaded::model`](crate::Loaded::model) shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub(crate) metadata: Object,
    pub(crate) shapes: BTreeMap<ShapeId, Shape>,
}

impl Model {
    /// A shape of the model. Prelude shapes are not among them.
    pub fn shape(&self, id: &ShapeId) -> Option<&Shape> {
        self.shapes.get(id)
    }

    /// All shapes, in the order of their ids.
    pub fn shapes(&self) -> impl Iterator<Item = (&ShapeId, &Shape)> {
        self.shapes.iter()
    }

    /// The traits of a shape or a member; none when there is no such shape.
    pub fn traits(&self, id: &ShapeId) -> Option<&Traits> {
        match id.member() {
            None => self.shape(id).map(|shape| &shape.traits),
            Some(member) => {
                let shape = self.shape(&id.root())?;
                members(&shape.kind).find(|(name, _)| *name == member).map(|(_, m)| &m.traits)
            }
        }
    }

    /// The only service, or the one called `name` (a whole shape id or its last part). What is
    /// wrong otherwise becomes a fault.
    pub(crate) fn service(
        &self,
        name: Option<&str>,
        faults: &mut Diagnostics,
    ) -> Option<(&ShapeId, &Service)> {
        let services: Vec<(&ShapeId, &Service)> = (self.shapes.iter())
            .filter_map(|(id, shape)| match &shape.kind {
                ShapeKind::Service(service) => Some((id, service)),
                _ => None,
            })
            .collect();
        let names = || services.iter().map(|(id, _)| id.as_str());
        let fault = match (name, services.as_slice()) {
            (None, [one]) => return Some(*one),
            (None, []) => Diagnostic::error("no-service", "the model holds no service shape")
                .help("a client is generated for a service: give the file that defines one too"),
            (None, _) => {
                let list: Vec<String> = names().map(|n| format!("`{n}`")).collect();
                Diagnostic::error(
                    "many-services",
                    format!("the model holds {} services: {}", list.len(), list.join(", ")),
                )
                .help("name one with `--service ID`, or `service = \"ID\"` in tinsmith.toml")
            }
            (Some(name), all) => {
                if let Some(found) = all.iter().find(|(id, _)| *id == name || id.name() == name) {
                    return Some(*found);
                }
                let message = format!("there is no service `{name}` in the model");
                let fault = Diagnostic::error("unknown-service", message);
                let list: Vec<String> = names().map(|n| format!("`{n}`")).collect();
                match did_you_mean(name, names()) {
                    Some(hint) => fault.help(hint),
                    None if list.is_empty() => fault.help("give the file that defines it too"),
                    None => fault.help(format!("there are {}", list.join(", "))),
                }
            }
        };
        faults.push(fault);
        None
    }

    /// The operations that a service binds, itself or through its resources, in the order of
    /// their ids.
    pub(crate) fn operations_of<'a>(
        &'a self,
        service: &'a Service,
    ) -> Vec<(&'a ShapeId, &'a Operation)> {
        let mut ids: Vec<&ShapeId> = service.operations.iter().collect();
        let mut resources: Vec<&ShapeId> = service.resources.iter().collect();
        let mut seen = 0;
        while let Some(&id) = resources.get(seen) {
            seen += 1;
            let Some(ShapeKind::Resource(resource)) = self.shape(id).map(|s| &s.kind) else {
                continue;
            };
            ids.extend(bound_operations(resource));
            for child in &resource.resources {
                if !resources.contains(&child) {
                    resources.push(child);
                }
            }
        }
        ids.sort();
        ids.dedup();
        ids.into_iter()
            .filter_map(|id| match &self.shape(id)?.kind {
                ShapeKind::Operation(operation) => Some((id, operation)),
                _ => None,
            })
            .collect()
    }

    /// The members of a structure; none for anything else, `smithy.api#Unit` included.
    pub(crate) fn structure(&self, id: &ShapeId) -> Option<&Members> {
        match &self.shape(id)?.kind {
            ShapeKind::Structure(members) => Some(members),
            _ => None,
        }
    }

    /// The model as an AST document, shapes in the order of their ids.
    pub fn to_ast(&self) -> Ast {
        Ast {
            version: Version::V2,
            metadata: self.metadata.clone(),
            shapes: self.shapes.iter().map(|(id, shape)| (id.clone(), shape.clone())).collect(),
        }
    }

    /// [`to_ast`](Self::to_ast) of a model that is no longer needed.
    pub(crate) fn into_ast(self) -> Ast {
        let shapes = self.shapes.into_iter().collect();
        Ast { version: Version::V2, metadata: self.metadata, shapes }
    }
}

fn bound_operations(resource: &Resource) -> impl Iterator<Item = &ShapeId> {
    lifecycle(resource)
        .into_iter()
        .filter_map(|(_, id)| id.as_ref())
        .chain(&resource.operations)
        .chain(&resource.collection_operations)
}

/// The lifecycle operations of a resource, each with its key.
pub(crate) fn lifecycle(resource: &Resource) -> [(&'static str, &Option<ShapeId>); 6] {
    [
        ("create", &resource.create),
        ("put", &resource.put),
        ("read", &resource.read),
        ("update", &resource.update),
        ("delete", &resource.delete),
        ("list", &resource.list),
    ]
}

/// The members of a shape of any type, those of lists and maps included.
pub(crate) fn members(kind: &ShapeKind) -> impl Iterator<Item = (&str, &Member)> {
    let (named, first, second) = match kind {
        ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) => (Some(members), None, None),
        ShapeKind::List(member) | ShapeKind::Set(member) => (None, Some(("member", member)), None),
        ShapeKind::Map { key, value } => (None, Some(("key", key)), Some(("value", value))),
        _ => (None, None, None),
    };
    let named = named.into_iter().flatten().map(|(name, member)| (name.as_str(), member));
    named.chain(first).chain(second)
}

/// The members of a shape of any type, to change.
pub(crate) fn members_mut(kind: &mut ShapeKind) -> impl Iterator<Item = &mut Member> {
    let (named, first, second) = match kind {
        ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) => (Some(members), None, None),
        ShapeKind::List(member) | ShapeKind::Set(member) => (None, Some(member), None),
        ShapeKind::Map { key, value } => (None, Some(key), Some(value)),
        _ => (None, None, None),
    };
    named.into_iter().flat_map(|members| members.values_mut()).chain(first).chain(second)
}

/// One member of a shape of any type, to change.
fn member_mut<'a>(kind: &'a mut ShapeKind, name: &str) -> Option<&'a mut Member> {
    match (kind, name) {
        (
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members),
            _,
        ) => members.get_mut(name),
        (ShapeKind::List(member) | ShapeKind::Set(member), "member") => Some(member),
        (ShapeKind::Map { key, .. }, "key") => Some(key),
        (ShapeKind::Map { value, .. }, "value") => Some(value),
        _ => None,
    }
}
