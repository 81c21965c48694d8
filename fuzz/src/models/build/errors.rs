//! Modeled errors, which may have a message, may be retried, and may be held by other shapes.

use serde_json::{Map, json};

use super::structures::Members;
use super::{Builder, Kind, prelude};
use crate::models::names::Use;

impl Builder<'_, '_> {
    pub(super) fn errors(&mut self) {
        for _ in 0..self.random.below(4) {
            let id = self.id(Use::Type);
            let mut members = Members::default();
            let mixed = self.mix_in(&mut members);
            if self.sometimes() {
                let name = *self.random.pick(&["message", "Message"]);
                self.named_member(&mut members, name, 0);
            }
            for _ in 0..self.random.below(4) {
                self.member(&mut members, false, usize::MAX);
            }
            self.override_mixed(&id, &mut members);
            let mut traits = self.common_traits();
            let side = *self.random.pick(&["client", "server"]);
            traits.insert("smithy.api#error".to_owned(), json!(side));
            if self.sometimes() {
                let value = if self.sometimes() { json!({"throttling": true}) } else { json!({}) };
                traits.insert("smithy.api#retryable".to_owned(), value);
            }
            if self.seldom() {
                traits.insert("smithy.api#httpError".to_owned(), json!(404));
            }
            let mut shape = json!({"type": "structure", "members": members.json, "traits": traits});
            if !mixed.is_empty() {
                shape["mixins"] = json!(mixed);
            }
            self.built.put(&id, shape);
            self.built.fields.insert(id.clone(), members.fields);
            self.errors.push(id);
        }
        // Some of them are what members of outputs hold, too.
        for id in self.errors.clone() {
            if self.seldom() {
                self.add(id, Kind::Structure, false);
            }
        }
    }

    /// Adds a member with this name and no traits, if the name is free.
    pub(super) fn named_member(
        &mut self,
        members: &mut Members,
        name: &str,
        target: super::At,
    ) -> bool {
        let field =
            super::Field { name: name.to_owned(), target, xml_name: None, query_name: None };
        let fine = members.take_all(&[field]);
        if fine {
            let target = self.target_id(target).to_owned();
            members.json.insert(name.to_owned(), json!({"target": target, "traits": Map::new()}));
        }
        fine
    }

    /// The place of the prelude's string among the targets.
    pub(super) fn string(&mut self) -> super::At {
        self.target(|target| target.id == prelude("String")).unwrap_or(0)
    }
}
