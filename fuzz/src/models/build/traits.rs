//! Traits that any shape or member may have, and constraints.

use serde_json::{Map, Value, json};

use super::{Builder, Kind};
use crate::models::text;

impl Builder<'_, '_> {
    /// Traits that mean the same wherever they stand.
    pub(super) fn common_traits(&mut self) -> Map<String, Value> {
        let mut traits = Map::new();
        let mut put = |id: &str, value: Value| {
            traits.insert(id.to_owned(), value);
        };
        if self.sometimes() {
            put("smithy.api#documentation", json!(text::documentation(self.random)));
        }
        if self.seldom() {
            let mut deprecated = Map::new();
            if self.sometimes() {
                deprecated.insert("since".to_owned(), json!(text::value(self.random)));
            }
            if self.sometimes() {
                deprecated.insert("message".to_owned(), json!(text::documentation(self.random)));
            }
            put("smithy.api#deprecated", Value::Object(deprecated));
        }
        if self.seldom() {
            let traits = [
                ("smithy.api#tags", json!(["a", "b"])),
                ("smithy.api#since", json!("2020")),
                ("smithy.api#unstable", json!({})),
                ("smithy.api#internal", json!({})),
                ("smithy.api#externalDocumentation", json!({"Site": "https://example.com/\"x"})),
                ("example.other#marker", json!([1, {"a": null}])),
                ("smithy.api#suppress", json!(["X"])),
            ];
            let (id, value) = self.random.pick(&traits).clone();
            put(id, value);
        }
        traits
    }

    /// Constraints on a value of this type.
    pub(super) fn constraint(&mut self, kind: Kind) -> Option<(&'static str, Value)> {
        let bounds = |random: &mut super::Random<'_>| match random.below(3) {
            0 => json!({"min": 1}),
            1 => json!({"max": 64}),
            _ => json!({"min": 0, "max": 5}),
        };
        Some(match kind {
            Kind::Text if self.sometimes() => {
                let patterns =
                    ["^[a-z]+$", "^\\S{1,5}$", "`|\"*/", "[^\\x00-\\x1f]", "\\d+|é", "a\nb", "^$"];
                ("smithy.api#pattern", json!(*self.random.pick(&patterns)))
            }
            Kind::Text | Kind::Blob | Kind::List(_) | Kind::Map => {
                ("smithy.api#length", bounds(self.random))
            }
            Kind::Float if self.sometimes() => {
                ("smithy.api#range", json!({"min": -0.5, "max": 1e30}))
            }
            Kind::Number | Kind::Float => ("smithy.api#range", bounds(self.random)),
            _ => return None,
        })
    }

    /// Traits of a simple shape, a list or a map.
    pub(super) fn shape_traits(&mut self, kind: Kind) -> Map<String, Value> {
        let mut traits = self.common_traits();
        if self.sometimes()
            && let Some((id, value)) = self.constraint(kind)
        {
            traits.insert(id.to_owned(), value);
        }
        if self.seldom() {
            traits.insert("smithy.api#sensitive".to_owned(), json!({}));
        }
        match kind {
            Kind::Timestamp if self.sometimes() => {
                traits.insert("smithy.api#timestampFormat".to_owned(), self.timestamp_format());
            }
            Kind::List(_) if self.seldom() => {
                traits.insert("smithy.api#uniqueItems".to_owned(), json!({}));
            }
            Kind::Text if self.seldom() => {
                traits.insert("smithy.api#mediaType".to_owned(), json!("application/json"));
            }
            _ => {}
        }
        traits
    }

    pub(super) fn timestamp_format(&mut self) -> Value {
        json!(*self.random.pick(&["date-time", "epoch-seconds", "http-date"]))
    }
}
