//! A random model, built so that its maker knows what it says: which members each structure has in the end, what they are called on
//! the wire, and whether a client can be generated. Shapes come first that others need.

mod endpoint;
mod errors;
mod mixins;
mod operations;
mod paging;
mod service;
mod shapes;
mod structures;
mod traits;
mod waiters;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::names::{Names, Use};
use super::random::Random;

/// The namespace of almost all shapes.
pub(super) const NAMESPACE: &str = "example.fuzz";

/// The id of a prelude shape.
pub(super) fn prelude(name: &str) -> String {
    format!("smithy.api#{name}")
}

/// What a member can target.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The id of the shape.
    pub(super) id: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether a request can hold it: a map cannot be sent.
    pub(super) sendable: bool,
}

/// The place of a target in [`Built::targets`].
pub(super) type At = usize;

/// The types of shapes, as far as it matters to traits and paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A string without values.
    Text,
    /// Any form of string enum.
    Enum,
    /// An intEnum.
    IntEnum,
    /// A byte, short, integer or long.
    Number,
    /// A float or double.
    Float,
    /// A boolean.
    Boolean,
    /// A blob.
    Blob,
    /// A timestamp.
    Timestamp,
    /// A list of this.
    List(At),
    /// A map.
    Map,
    /// A structure.
    Structure,
    /// A union.
    Union,
    /// What members of unions target that stand for nothing.
    Unit,
}

/// A member as it is in the end, mixins and `apply` entries included.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: String,
    /// What it targets.
    pub(super) target: At,
    /// `smithy.api#xmlName`
    pub(super) xml_name: Option<String>,
    /// `aws.protocols#ec2QueryName`
    pub(super) query_name: Option<String>,
}

impl Field {
    /// Its key in a request. Source: AWS EC2 query protocol, "Query key resolution".
    pub(super) fn key(&self) -> String {
        if let Some(name) = &self.query_name {
            return name.clone();
        }
        let name = self.xml_name.as_ref().unwrap_or(&self.name);
        let mut letters = name.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
    }

    /// Its element in a response.
    pub(super) fn element(&self) -> &str {
        self.xml_name.as_ref().unwrap_or(&self.name)
    }
}

/// An operation.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    /// Its id.
    pub(super) id: String,
    /// Its input and output, where it has them.
    pub(super) input: Option<String>,
    pub(super) output: Option<String>,
    pub(super) errors: Vec<String>,
}

/// A model that was built.
#[derive(Clone, Debug, Default)]
pub(super) struct Built {
    /// The service's id.
    pub(super) service: String,
    /// Every shape of the first file, under its id.
    pub(super) shapes: Map<String, Value>,
    /// What a second file applies.
    pub(super) applied: Map<String, Value>,
    /// What members can target.
    pub(super) targets: Vec<Target>,
    /// The members of structures and unions, by id, errors, inputs and outputs included.
    pub(super) fields: BTreeMap<String, Vec<Field>>,
    /// The service's operations.
    pub(super) operations: Vec<Operation>,
    /// The errors of the service.
    pub(super) common_errors: Vec<String>,
    /// Whether the model has what may be refused.
    pub(super) risky: bool,
}

impl Built {
    fn put(&mut self, id: &str, shape: Value) {
        self.shapes.insert(id.to_owned(), shape);
    }
}

/// What is known while a model is built.
struct Builder<'a, 'b> {
    random: &'a mut Random<'b>,
    built: Built,
    names: Names,
    mixins: Vec<mixins::Mixin>,
    errors: Vec<String>,
    renames: Map<String, Value>,
}

/// Builds a model.
pub(super) fn build(random: &mut Random<'_>) -> Built {
    let mut builder = Builder {
        random,
        built: Built::default(),
        names: Names::default(),
        mixins: Vec::new(),
        errors: Vec::new(),
        renames: Map::new(),
    };
    builder.shapes();
    builder.mixins();
    builder.structures();
    builder.errors();
    builder.operations();
    builder.service();
    builder.built
}

impl Builder<'_, '_> {
    /// The id of a new shape.
    fn id(&mut self, of: Use) -> String {
        let name = self.names.fresh(self.random, of);
        self.built.risky |= name.risky;
        format!("{NAMESPACE}#{}", name.text)
    }

    /// Whether something is there that most models do not have.
    fn sometimes(&mut self) -> bool {
        self.random.one_in(4)
    }

    /// Whether something is there that few models have.
    fn seldom(&mut self) -> bool {
        self.random.one_in(12)
    }

    /// A target that fits.
    fn target(&mut self, fits: impl Fn(&Target) -> bool) -> Option<At> {
        let all: Vec<At> =
            (0..self.built.targets.len()).filter(|at| fits(&self.built.targets[*at])).collect();
        if all.is_empty() { None } else { Some(*self.random.pick(&all)) }
    }

    fn add(&mut self, id: String, kind: Kind, sendable: bool) -> At {
        self.built.targets.push(Target { id, kind, sendable });
        self.built.targets.len() - 1
    }

    fn kind(&self, at: At) -> Kind {
        self.built.targets[at].kind
    }

    fn target_id(&self, at: At) -> &str {
        &self.built.targets[at].id
    }

    fn reference(id: &str) -> Value {
        json!({ "target": id })
    }
}
