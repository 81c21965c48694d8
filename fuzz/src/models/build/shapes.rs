//! Simple shapes, enums, lists and maps. Structures and unions get their names here, so that lists and maps may hold them and be
//! held by them; their members come later.

use serde_json::{Map, Value, json};

use super::{Builder, Kind, prelude};
use crate::models::names::{Names, Use};
use crate::models::text;

const SIMPLE: [(&str, &str, Kind); 12] = [
    ("String", "string", Kind::Text),
    ("Integer", "integer", Kind::Number),
    ("Boolean", "boolean", Kind::Boolean),
    ("Timestamp", "timestamp", Kind::Timestamp),
    ("Blob", "blob", Kind::Blob),
    ("Long", "long", Kind::Number),
    ("Float", "float", Kind::Float),
    ("Double", "double", Kind::Float),
    ("Short", "short", Kind::Number),
    ("Byte", "byte", Kind::Number),
    ("PrimitiveInteger", "integer", Kind::Number),
    ("PrimitiveBoolean", "boolean", Kind::Boolean),
];

impl Builder<'_, '_> {
    pub(super) fn shapes(&mut self) {
        for (name, _, kind) in SIMPLE {
            self.add(prelude(name), kind, true);
        }
        for _ in 0..self.random.below(4) {
            let (_, name, kind) = *self.random.pick(&SIMPLE[..10]);
            let id = self.id(Use::Type);
            let traits = self.shape_traits(kind);
            self.built.put(&id, json!({"type": name, "traits": traits}));
            self.add(id, kind, true);
        }
        for _ in 0..self.random.below(4) {
            match self.random.below(4) {
                0 => self.int_enum(),
                1 => self.enum_trait(),
                _ => self.string_enum(),
            }
        }
        for _ in 0..self.random.below(7) {
            let (id, sendable) = (self.id(Use::Type), self.random.below(3) > 0);
            self.built.fields.insert(id.clone(), Vec::new());
            self.add(id, Kind::Structure, sendable);
        }
        for _ in 0..self.random.below(3) {
            let (id, sendable) = (self.id(Use::Type), self.random.below(3) > 0);
            self.built.fields.insert(id.clone(), Vec::new());
            self.add(id, Kind::Union, sendable);
        }
        for _ in 0..self.random.below(7) {
            if self.sometimes() { self.map() } else { self.list() }
        }
    }

    fn string_enum(&mut self) {
        let id = self.id(Use::Type);
        let (mut members, mut values) = (Map::new(), Names::default());
        let mut names = Names::default();
        for _ in 0..1 + self.random.below(4) {
            let name = names.fresh(self.random, Use::Member);
            self.built.risky |= name.risky;
            let mut traits = self.common_traits();
            let value = text::value(self.random);
            // Values that differ in more than punctuation, whatever that is.
            if self.sometimes() && values.take(&value) && names.take(&value) {
                traits.insert("smithy.api#enumValue".to_owned(), json!(value));
            }
            members.insert(name.text, json!({"target": prelude("Unit"), "traits": traits}));
        }
        let traits = self.shape_traits(Kind::Enum);
        self.built.put(&id, json!({"type": "enum", "members": members, "traits": traits}));
        self.add(id, Kind::Enum, true);
    }

    fn int_enum(&mut self) {
        let id = self.id(Use::Type);
        let (mut members, mut names) = (Map::new(), Names::default());
        for number in 0..1 + self.random.below(3) {
            let name = names.fresh(self.random, Use::Member).text;
            let value = number as i64 * 1_000_000_007 % 2_147_483_647 - 5;
            let traits = json!({"smithy.api#enumValue": value});
            members.insert(name, json!({"target": prelude("Unit"), "traits": traits}));
        }
        let traits = self.common_traits();
        self.built.put(&id, json!({"type": "intEnum", "members": members, "traits": traits}));
        self.add(id, Kind::IntEnum, true);
    }

    /// The 1.0 form, with names or without.
    fn enum_trait(&mut self) {
        let id = self.id(Use::Type);
        let (named, mut names, mut values) = (self.sometimes(), Names::default(), Names::default());
        let mut definitions = Vec::new();
        for number in 0..1 + self.random.below(4) {
            let value = format!("{}{number}", text::value(self.random));
            if !values.take(&value) {
                continue;
            }
            let mut definition = json!({"value": value});
            if named {
                let name = names.fresh(self.random, Use::Member);
                self.built.risky |= name.risky;
                definition["name"] = json!(name.text);
            }
            if self.sometimes() {
                definition["documentation"] = json!(text::documentation(self.random));
            }
            if self.seldom() {
                definition["deprecated"] = json!(true);
            }
            definitions.push(definition);
        }
        let mut traits = self.common_traits();
        traits.insert("smithy.api#enum".to_owned(), Value::Array(definitions));
        self.built.put(&id, json!({"type": "string", "traits": traits}));
        self.add(id, Kind::Enum, true);
    }

    fn list(&mut self) {
        let Some(item) = self.target(|target| target.kind != Kind::Unit) else { return };
        let id = self.id(Use::Type);
        let member = self.item(item);
        let traits = self.shape_traits(Kind::List(item));
        self.built.put(&id, json!({"type": "list", "member": member, "traits": traits}));
        let sendable = self.built.targets[item].sendable;
        self.add(id, Kind::List(item), sendable);
    }

    fn map(&mut self) {
        let keys = |target: &super::Target| matches!(target.kind, Kind::Text | Kind::Enum);
        let (Some(key), Some(value)) = (self.target(keys), self.target(|_| true)) else { return };
        let id = self.id(Use::Type);
        let (key, value) = (self.item(key), self.item(value));
        let traits = self.shape_traits(Kind::Map);
        self.built.put(&id, json!({"type": "map", "key": key, "value": value, "traits": traits}));
        self.add(id, Kind::Map, false);
    }

    /// A member of a list or map.
    fn item(&mut self, target: super::At) -> Value {
        let mut traits = if self.seldom() { self.common_traits() } else { Map::new() };
        if self.sometimes() {
            let name =
                *self.random.pick(&["item", "Item", "e-1", "ns:entry", "member", "key", "value"]);
            traits.insert("smithy.api#xmlName".to_owned(), json!(name));
        }
        if self.kind(target) == Kind::Timestamp && self.sometimes() {
            traits.insert("smithy.api#timestampFormat".to_owned(), self.timestamp_format());
        }
        json!({"target": self.target_id(target), "traits": traits})
    }
}
