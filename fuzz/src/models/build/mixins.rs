//! Mixins of structures, and mixins of mixins. Their members are sendable, so that every structure can have them.

use serde_json::{Map, Value, json};

use super::structures::Members;
use super::{Builder, Field};
use crate::models::names::Use;

/// A mixin, with the members that it has from mixins of its own.
#[derive(Clone, Debug)]
pub(super) struct Mixin {
    pub(super) id: String,
    pub(super) fields: Vec<Field>,
}

impl Builder<'_, '_> {
    pub(super) fn mixins(&mut self) {
        for _ in 0..self.random.below(5).saturating_sub(2) {
            let id = self.id(Use::Type);
            let mut members = Members::default();
            let mixed = self.mix_in(&mut members);
            for _ in 0..1 + self.random.below(2) {
                self.member(&mut members, true, usize::MAX);
            }
            let mut traits = if self.seldom() { self.common_traits() } else { Map::new() };
            let local: &[&str] = if self.seldom() { &["smithy.api#documentation"] } else { &[] };
            let value = if local.is_empty() { json!({}) } else { json!({ "localTraits": local }) };
            traits.insert("smithy.api#mixin".to_owned(), value);
            let own = Value::Object(members.json);
            let shape =
                json!({"type": "structure", "members": own, "mixins": mixed, "traits": traits});
            self.built.put(&id, shape);
            self.mixins.push(Mixin { id, fields: members.fields });
        }
    }

    /// Gives a structure the members of some mixins, and returns their ids.
    pub(super) fn mix_in(&mut self, members: &mut Members) -> Vec<Value> {
        let mut mixed = Vec::new();
        for mixin in self.mixins.clone() {
            if self.sometimes() && members.take_all(&mixin.fields) {
                mixed.push(Self::reference(&mixin.id));
            }
        }
        mixed
    }
}
