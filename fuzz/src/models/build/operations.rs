//! Operations with their inputs, outputs and errors.

use serde_json::{Map, Value, json};

use super::structures::Members;
use super::{Builder, Field, Kind, Operation, prelude};
use crate::models::names::{Use, fold};
use crate::models::text;

/// An operation that is being built.
pub(super) struct Draft {
    pub(super) traits: Map<String, Value>,
    pub(super) input: Members,
    pub(super) output: Members,
}

impl Builder<'_, '_> {
    pub(super) fn operations(&mut self) {
        for _ in 0..1 + self.random.below(6) {
            self.operation();
        }
    }

    fn operation(&mut self) {
        let id = self.id(Use::Operation);
        let mut draft = Draft {
            traits: self.common_traits(),
            input: Members::default(),
            output: Members::default(),
        };
        let mixed = [self.mix_in(&mut draft.input), self.mix_in(&mut draft.output)];
        for _ in 0..self.random.below(5) {
            self.member(&mut draft.input, true, usize::MAX);
        }
        for _ in 0..self.random.below(5) {
            self.member(&mut draft.output, false, usize::MAX);
        }
        if self.sometimes() {
            self.paginated(&mut draft);
        }
        if self.seldom() {
            self.token(&mut draft);
        }
        if self.seldom() {
            self.host_prefix(&mut draft);
        }
        if self.seldom() {
            self.context_member(&mut draft);
        }
        if self.sometimes() {
            self.waiters(&mut draft);
        }
        self.other_traits(&mut draft.traits);
        let Draft { mut traits, input, output } = draft;
        let needs = [&input, &output].map(|members| !members.fields.is_empty());
        let [mixed_in, mixed_out] = mixed;
        let input = self.exchanged(&id, input, mixed_in, needs[0], ["Input", "Request"], "input");
        let output =
            self.exchanged(&id, output, mixed_out, needs[1], ["Output", "Result"], "output");
        if input.is_none() || output.is_none() {
            // Paths start from members.
            traits.remove("smithy.waiters#waitable");
        }
        let mut errors: Vec<String> = self.errors.clone();
        self.random.shuffle(&mut errors);
        errors.truncate(self.random.below(3));
        let mut shape = json!({"type": "operation", "traits": traits});
        for (key, id) in [("input", &input), ("output", &output)] {
            match id {
                Some(id) => shape[key] = Self::reference(id),
                None if self.sometimes() => shape[key] = Self::reference(&prelude("Unit")),
                None => {}
            }
        }
        if !errors.is_empty() {
            shape["errors"] = errors.iter().map(|id| Self::reference(id)).collect();
        }
        self.built.put(&id, shape);
        self.built.operations.push(Operation { id, input, output, errors });
    }

    /// The structure of an input or output; without members there may be none.
    fn exchanged(
        &mut self,
        operation: &str,
        mut members: Members,
        mixed: Vec<Value>,
        needed: bool,
        suffixes: [&str; 2],
        trait_name: &str,
    ) -> Option<String> {
        if !needed && self.sometimes() {
            return None;
        }
        let suffix = *self.random.pick(&suffixes);
        let named = format!("{operation}{suffix}");
        let name = named.rsplit('#').next().unwrap_or_default();
        let id = if self.names.take(name) { named } else { self.id(Use::Type) };
        self.override_mixed(&id, &mut members);
        let mut traits = self.common_traits();
        // Secrets in the whole.
        if self.seldom() {
            traits.insert("smithy.api#sensitive".to_owned(), json!({}));
        }
        let is_shared = self.seldom();
        if !is_shared && self.sometimes() {
            traits.insert(prelude(trait_name), json!({}));
        }
        let mut shape = json!({"type": "structure", "members": members.json, "traits": traits});
        if !mixed.is_empty() {
            shape["mixins"] = Value::Array(mixed);
        }
        self.built.put(&id, shape);
        self.built.fields.insert(id.clone(), members.fields);
        // Other operations may hold it as well.
        if is_shared {
            self.add(id.clone(), Kind::Structure, trait_name == "input");
        }
        Some(id)
    }

    fn other_traits(&mut self, traits: &mut Map<String, Value>) {
        let others = [
            ("smithy.api#readonly", json!({})),
            ("smithy.api#idempotent", json!({})),
            ("smithy.api#http", json!({"method": "POST", "uri": "/", "code": 200})),
            ("smithy.api#requestCompression", json!({"encodings": ["gzip"]})),
            ("smithy.api#endpoint", json!({"hostPrefix": "data."})),
            ("smithy.api#examples", json!([{"title": text::value(self.random)}])),
        ];
        for (id, value) in others {
            if self.seldom() && !traits.contains_key(id) {
                traits.insert(id.to_owned(), value);
            }
        }
    }

    /// A token that the client fills in.
    fn token(&mut self, draft: &mut Draft) {
        let string = self.target(|target| target.kind == Kind::Text).unwrap_or(0);
        let mut own = Map::new();
        own.insert("smithy.api#idempotencyToken".to_owned(), json!({}));
        self.member_of(&mut draft.input, string, own, usize::MAX);
    }

    /// A prefix of the host that has a member in it.
    fn host_prefix(&mut self, draft: &mut Draft) {
        let text = |kind: Kind| matches!(kind, Kind::Text | Kind::Enum);
        let Some(target) = self.target(|target| text(target.kind)) else { return };
        let mut own = Map::new();
        own.insert("smithy.api#hostLabel".to_owned(), json!({}));
        own.insert("smithy.api#required".to_owned(), json!({}));
        let name = self.member_of(&mut draft.input, target, own, usize::MAX);
        let prefix = *self.random.pick(&["{}.", "x-{}.data.", "{}-y."]);
        let prefix = json!({"hostPrefix": prefix.replace("{}", &format!("{{{name}}}"))});
        draft.traits.insert("smithy.api#endpoint".to_owned(), prefix);
    }
}

/// Members of a type, by the fields of its holder.
pub(super) fn of_kind<'a>(
    builder: &Builder<'_, '_>,
    fields: &'a [Field],
    fits: impl Fn(Kind) -> bool,
) -> Vec<&'a Field> {
    // Names that a path can have without quotes.
    let plain = |field: &&Field| fold(&field.name).len() < 40;
    fields.iter().filter(plain).filter(|field| fits(builder.kind(field.target))).collect()
}
