//! Rules find what differences are and say it to people: each takes a difference, and if it is the rule's, names and explains it,
//! and says what it does to running programs. What it does to Rust code and to bytes is not theirs to say: that is computed.
//!
//! A rule is a file and a row of [`RULES`]. The first whose difference it is has it; `other` has what is left, so that nothing is
//! lost. Source of what breaks whom: [evolving models](https://smithy.io/2.0/guides/evolving-models.html).

mod auth;
mod bindings;
mod calls;
mod constraints;
mod defaults;
mod deprecated;
mod documentation;
mod endpoints;
mod enum_form;
mod enum_values;
mod errors;
mod idempotency_token;
mod list_members;
mod member_order;
mod members;
mod operations;
mod other;
mod outputs;
mod pagination;
mod required;
mod roles;
mod sensitive;
mod service;
mod shapes;
mod targets;
mod union_variants;
mod waiters;
mod wire_names;

use smithy_json_ast::{Shape, ShapeId};

use super::delta::{Delta, What};
use super::reach::{Reach, direction};
use super::{BehaviourVerdict, Direction};
use crate::model::Model;

/// What a rule makes of a difference.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The name of the finding.
    pub(super) rule: &'static str,
    pub(super) message: String,
    pub(super) behaviour: BehaviourVerdict,
    pub(super) note: Option<String>,
}

impl Found {
    fn new(rule: &'static str, message: String) -> Self {
        Self { rule, message, behaviour: BehaviourVerdict::None, note: None }
    }

    fn behaviour(self, behaviour: BehaviourVerdict) -> Self {
        Self { behaviour, ..self }
    }

    fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
}

/// What rules may ask.
pub(super) struct Context<'a> {
    pub(super) old: Sided<'a>,
    pub(super) new: Sided<'a>,
    /// What the endpoint rules of the two sides answer.
    pub(super) endpoints: super::outcomes::Outcomes,
}

/// What rules may ask about one side.
#[derive(Clone, Copy)]
pub(super) struct Sided<'a> {
    /// The slice in normal form.
    pub(super) model: &'a Model,
    pub(super) reach: &'a Reach<'a>,
}

impl Context<'_> {
    /// Which way values of the shape travel on either side.
    fn direction(&self, shape: Option<&ShapeId>) -> Direction {
        shape.map_or(Direction::None, |shape| direction(shape, [self.old.reach, self.new.reach]))
    }

    fn is_sent(&self, delta: &Delta<'_>) -> bool {
        matches!(self.direction(delta.shape), Direction::In | Direction::Both)
    }

    fn is_received(&self, delta: &Delta<'_>) -> bool {
        matches!(self.direction(delta.shape), Direction::Out | Direction::Both)
    }

    /// The shape that a difference is about, of the new side if that has it.
    fn shape(&self, delta: &Delta<'_>) -> Option<&Shape> {
        let id = delta.shape?;
        self.new.model.shape(id).or_else(|| self.old.model.shape(id))
    }

    /// The type of a target, as the model calls it, on either side.
    fn type_of(&self, id: &ShapeId) -> &'static str {
        let shape = self.new.model.shape(id).or_else(|| self.old.model.shape(id));
        match shape {
            Some(shape) => shape.type_name(),
            None => crate::model::prelude::simple_type(id).map_or("structure", |it| it.as_str()),
        }
    }
}

/// A rule.
type Rule = fn(&Delta<'_>, &Context<'_>) -> Option<Found>;

/// All rules, the special before the general.
const RULES: [Rule; 27] = [
    operations::find,
    errors::find,
    outputs::find,
    service::find,
    enum_form::find,
    shapes::find,
    enum_values::find,
    union_variants::find,
    member_order::find,
    members::find,
    list_members::find,
    targets::find,
    required::find,
    defaults::find,
    wire_names::find,
    bindings::find,
    sensitive::find,
    idempotency_token::find,
    pagination::find,
    waiters::find,
    endpoints::find,
    auth::find,
    deprecated::find,
    constraints::find,
    documentation::find,
    calls::find,
    roles::find,
];

/// What the first rule makes of it that it concerns.
pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Found {
    let found = RULES.iter().find_map(|rule| rule(delta, context));
    found.unwrap_or_else(|| other::find(delta, context))
}

/// What a difference is at, for a sentence: ``member `Foo$bar` `` or ``operation `Foo` ``.
fn subject(delta: &Delta<'_>, context: &Context<'_>) -> String {
    let Some(shape) = delta.shape else { return "the model".to_owned() };
    match delta.member {
        Some(member) => format!("member `{member}` of `{}`", shape.name()),
        None => {
            let kind = context.shape(delta).map_or("shape", |shape| shape.type_name());
            format!("{kind} `{}`", shape.name())
        }
    }
}

/// A name of the specification without its namespace, for a sentence.
fn short(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or(id)
}

/// That a trait was added, removed or changed.
fn verb(delta: &Delta<'_>) -> &'static str {
    match (delta.came(), delta.went()) {
        (true, _) => "added to",
        (_, true) => "removed from",
        _ => "changed on",
    }
}

/// A sentence that is the same for all traits.
fn sentence(delta: &Delta<'_>, context: &Context<'_>) -> String {
    let what = match delta.what {
        What::Trait(id) => format!("`{}`", short(id)),
        What::Property(name) => format!("`{name}`"),
        What::Element(name, of) => format!("`{}` in `{name}`", short(of)),
        What::Metadata(key) => format!("metadata `{key}`"),
        What::Shape(_) | What::Type | What::Member(_) | What::Target | What::Order => {
            "what it says".to_owned()
        }
    };
    format!("{what} was {} {}", verb(delta), subject(delta, context))
}
