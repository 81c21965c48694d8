//! Members of structures and unions, with names that stay apart in Rust and on the wire.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{At, Builder, Field, Kind, prelude};
use crate::models::names::{Names, Use, fold};
use crate::models::text;

/// The members of a shape that is being built.
#[derive(Clone, Debug, Default)]
pub(super) struct Members {
    names: Names,
    keys: BTreeSet<String>,
    elements: BTreeSet<String>,
    /// All of them, in their final state.
    pub(super) fields: Vec<Field>,
    /// Those that the shape has itself, as the file has them.
    pub(super) json: Map<String, Value>,
}

impl Members {
    /// Takes a member's names on the wire, if no other member has them.
    fn take_wire(&mut self, field: &Field) -> bool {
        let free = !self.keys.contains(&field.key()) && !self.elements.contains(field.element());
        if free {
            self.keys.insert(field.key());
            self.elements.insert(field.element().to_owned());
        }
        free
    }

    /// Takes members of a mixin, all or none.
    pub(super) fn take_all(&mut self, fields: &[Field]) -> bool {
        let mut next = self.clone();
        let fine = fields.iter().all(|field| next.names.take(&field.name) && next.take_wire(field));
        if fine {
            next.fields.extend(fields.iter().cloned());
            *self = next;
        }
        fine
    }
}

impl Builder<'_, '_> {
    pub(super) fn structures(&mut self) {
        for at in 0..self.built.targets.len() {
            let target = self.built.targets[at].clone();
            let fields = match target.kind {
                Kind::Structure => self.structure(&target.id, target.sendable, at),
                Kind::Union => self.union(&target.id, target.sendable),
                _ => continue,
            };
            self.built.fields.insert(target.id, fields);
        }
    }

    /// A structure that members target. `at` is its place among the targets: what is required has a smaller one, so that there are
    /// no endless values.
    fn structure(&mut self, id: &str, sendable: bool, at: At) -> Vec<Field> {
        let mut members = Members::default();
        let mixed = self.mix_in(&mut members);
        for _ in 0..self.random.below(6) {
            self.member(&mut members, sendable, at);
        }
        self.override_mixed(id, &mut members);
        let mut traits = self.common_traits();
        if self.seldom() {
            traits.insert("smithy.api#sensitive".to_owned(), json!({}));
        }
        let mut shape = json!({"type": "structure", "members": members.json, "traits": traits});
        if !mixed.is_empty() {
            shape["mixins"] = Value::Array(mixed);
        }
        self.built.put(id, shape);
        members.fields
    }

    /// Gives members that came from mixins other traits, in the shape itself or by an `apply`.
    pub(super) fn override_mixed(&mut self, id: &str, members: &mut Members) {
        for field in &mut members.fields {
            if members.json.contains_key(&field.name) || !self.seldom() {
                continue;
            }
            let mut traits = Map::new();
            traits.insert(
                "smithy.api#documentation".to_owned(),
                json!(text::documentation(self.random)),
            );
            let wire = Field { xml_name: Some(format!("Own{}", field.name)), ..field.clone() };
            let is_free =
                !members.keys.contains(&wire.key()) && !members.elements.contains(wire.element());
            if self.sometimes() && is_free {
                traits.insert("smithy.api#xmlName".to_owned(), json!(wire.xml_name));
                members.keys.insert(wire.key());
                members.elements.insert(wire.element().to_owned());
                *field = wire;
            }
            if self.sometimes() {
                let member =
                    json!({"target": self.built.targets[field.target].id, "traits": traits});
                members.json.insert(field.name.clone(), member);
            } else {
                let apply = json!({"type": "apply", "traits": traits});
                self.built.put(&format!("{id}${}", field.name), apply);
            }
        }
    }

    fn union(&mut self, id: &str, sendable: bool) -> Vec<Field> {
        let mut members = Members::default();
        for number in 0..1 + self.random.below(5) {
            let name = members.names.fresh(self.random, Use::Member);
            // Every union has a variant of this name.
            self.built.risky |= name.risky || fold(&name.text) == "unknown";
            let simple = |kind: Kind| {
                !matches!(kind, Kind::Structure | Kind::Union | Kind::List(_) | Kind::Map)
            };
            // The first one ends whatever else goes round in circles.
            let target = self.target(|target| {
                (target.sendable || !sendable) && (number > 0 || simple(target.kind))
            });
            let Some(target) = target else { continue };
            let (target, nothing) = (target, number > 0 && self.seldom());
            let mut field = Field { name: name.text, target, xml_name: None, query_name: None };
            let mut traits = self.common_traits();
            self.wire_traits(&mut members, &mut field, &mut traits);
            if !nothing && self.sometimes() {
                self.value_traits(target, &mut traits);
            }
            let target = if nothing { prelude("Unit") } else { self.target_id(target).to_owned() };
            if nothing {
                field.target = self.add(prelude("Unit"), Kind::Unit, false);
            }
            members.json.insert(field.name.clone(), json!({"target": target, "traits": traits}));
            members.fields.push(field);
        }
        let mut traits = self.common_traits();
        if self.seldom() {
            traits.insert("smithy.api#sensitive".to_owned(), json!({}));
        }
        self.built.put(id, json!({"type": "union", "members": members.json, "traits": traits}));
        members.fields
    }

    /// Adds a member with any target.
    pub(super) fn member(&mut self, members: &mut Members, sendable: bool, at: At) {
        let fits =
            |target: &super::Target| (target.sendable || !sendable) && target.kind != Kind::Unit;
        if let Some(target) = self.target(fits) {
            self.member_of(members, target, Map::new(), at);
        }
    }

    /// Adds a member with this target and these traits, and others too. Returns its name.
    pub(super) fn member_of(
        &mut self,
        members: &mut Members,
        target: At,
        own: Map<String, Value>,
        holder: At,
    ) -> String {
        let name = members.names.fresh(self.random, Use::Member);
        self.built.risky |= name.risky;
        let mut field = Field { name: name.text, target, xml_name: None, query_name: None };
        let mut traits = self.common_traits();
        self.wire_traits(members, &mut field, &mut traits);
        if self.sometimes() {
            self.value_traits(target, &mut traits);
        }
        let holds_itself = matches!(self.kind(target), Kind::Structure | Kind::Union)
            && (holder == usize::MAX || target >= holder);
        if self.seldom() && !holds_itself {
            traits.insert("smithy.api#required".to_owned(), json!({}));
        }
        traits.extend(own);
        let member = json!({"target": self.target_id(target), "traits": traits});
        members.json.insert(field.name.clone(), member);
        members.fields.push(field.clone());
        field.name
    }

    /// Names on the wire, which are other than those of all members before.
    fn wire_traits(
        &mut self,
        members: &mut Members,
        field: &mut Field,
        traits: &mut Map<String, Value>,
    ) {
        const NAMES: [&str; 8] =
            ["item", "Wire", "x-1", "ns:Name", "lower", "RequestId", "Errors", "Response"];
        if self.seldom() {
            field.xml_name = Some((*self.random.pick(&NAMES)).to_owned());
        }
        if self.seldom() {
            field.query_name =
                Some((*self.random.pick(&["item", "Query", "a-b", "Q1", "Version2"])).to_owned());
        }
        let mut number = 1;
        while !members.take_wire(field) {
            number += 1;
            field.xml_name = Some(format!("Wire{number}"));
            field.query_name = field.query_name.as_ref().map(|_| format!("Query{number}"));
        }
        let mut put = |id: &str, value: &Option<String>| {
            if let Some(value) = value {
                traits.insert(id.to_owned(), json!(value));
            }
        };
        put("smithy.api#xmlName", &field.xml_name);
        put("aws.protocols#ec2QueryName", &field.query_name);
    }

    /// Traits that depend on what a member targets.
    fn value_traits(&mut self, target: At, traits: &mut Map<String, Value>) {
        let kind = self.kind(target);
        let mut put = |id: &str, value: Value| {
            traits.insert(id.to_owned(), value);
        };
        match kind {
            Kind::List(_) | Kind::Map if self.sometimes() => {
                put("smithy.api#xmlFlattened", json!({}));
            }
            Kind::Timestamp if self.sometimes() => {
                put("smithy.api#timestampFormat", self.timestamp_format());
            }
            _ => {}
        }
        let constraint = self.constraint(kind);
        let is_free = constraint.is_none();
        if let Some((id, value)) = constraint {
            put(id, value);
        }
        if self.seldom() {
            let others = [
                ("smithy.api#jsonName", json!("json name")),
                ("smithy.api#recommended", json!({"reason": "x"})),
                ("smithy.api#clientOptional", json!({})),
                ("smithy.api#xmlNamespace", json!({"uri": "http://example.com"})),
                ("smithy.api#sensitive", json!({})),
                ("smithy.api#notProperty", json!({})),
            ];
            let (id, value) = self.random.pick(&others).clone();
            put(id, value);
        }
        let default = match kind {
            Kind::Boolean => json!(true),
            _ => json!(null),
        };
        if is_free && self.seldom() {
            put("smithy.api#default", default);
        }
    }
}
