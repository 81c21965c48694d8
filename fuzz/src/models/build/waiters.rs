//! Waiters, whose paths are made from what the output has.

use serde_json::{Map, Value, json};

use super::operations::{Draft, of_kind};
use super::{Builder, Field, Kind};
use crate::models::text;

/// A path with its comparator and what is expected.
type Path = (String, &'static str, String);

impl Builder<'_, '_> {
    pub(super) fn waiters(&mut self, draft: &mut Draft) {
        let mut waiters = Map::new();
        for number in 0..1 + self.random.below(2) {
            let mut acceptors = vec![self.first(draft)];
            for _ in 0..self.random.below(3) {
                let state = *self.random.pick(&["failure", "retry", "success"]);
                let matcher = self.matcher(draft);
                acceptors.push(json!({"state": state, "matcher": matcher}));
            }
            let mut waiter = json!({"acceptors": acceptors});
            if self.sometimes() {
                waiter["documentation"] = json!(text::documentation(self.random));
            }
            if self.sometimes() {
                waiter["minDelay"] = json!(1 + self.random.below(9));
                waiter["maxDelay"] = json!(9 + self.random.below(900));
            }
            if self.seldom() {
                waiter["deprecated"] = json!(true);
            }
            // Waiters share a scope with those of other operations.
            let name = loop {
                let names =
                    ["ThingExists", "Type", "Ready", "A", "XMLReady2", "Match", "Error", "Async"];
                let name =
                    format!("{}{}", self.random.pick(&names), self.built.shapes.len() + number);
                if self.names.take(&name) {
                    break name;
                }
                return;
            };
            waiters.insert(name, waiter);
        }
        draft.traits.insert("smithy.waiters#waitable".to_owned(), Value::Object(waiters));
    }

    fn first(&mut self, draft: &Draft) -> Value {
        let matcher = self.matcher(draft);
        json!({"state": "success", "matcher": matcher})
    }

    fn matcher(&mut self, draft: &Draft) -> Value {
        match self.random.below(6) {
            0 => json!({"success": true}),
            1 => json!({"success": false}),
            2 => {
                let errors = self.errors.clone();
                let code = if errors.is_empty() { "Not.Found" } else { self.random.pick(&errors) };
                json!({"errorType": code})
            }
            3 => match self.path(&draft.output.fields, "output.") {
                Some((path, comparator, expected)) => {
                    json!({"inputOutput": {"path": path, "comparator": comparator, "expected": expected}})
                }
                None => json!({"success": true}),
            },
            _ => match self.path(&draft.output.fields, "") {
                Some((path, comparator, expected)) => {
                    json!({"output": {"path": path, "comparator": comparator, "expected": expected}})
                }
                None => json!({"success": true}),
            },
        }
    }

    fn path(&mut self, fields: &[Field], root: &str) -> Option<Path> {
        let fields = of_kind(self, fields, |_| true);
        if fields.is_empty() {
            return None;
        }
        let field = (*self.random.pick(&fields)).clone();
        let at = format!("{root}{}", quoted(&field.name));
        let truth = (*self.random.pick(&["true", "false"])).to_owned();
        Some(match self.kind(field.target) {
            Kind::Text | Kind::Enum => match self.random.below(4) {
                0 => (format!("{at} == 'x'"), "booleanEquals", truth),
                1 => (format!("starts_with({at}, 'a')"), "booleanEquals", truth),
                2 => (format!("not_null({at}, 'none')"), "stringEquals", text::value(self.random)),
                _ => (at, "stringEquals", text::value(self.random)),
            },
            Kind::Boolean => match self.random.below(2) {
                0 => (format!("!({at})"), "booleanEquals", truth),
                _ => (at, "booleanEquals", truth),
            },
            Kind::Number | Kind::IntEnum | Kind::Float => {
                (format!("{at} > `1`"), "booleanEquals", truth)
            }
            Kind::List(item) => match (self.kind(item), self.random.below(3)) {
                (Kind::Text | Kind::Enum, 0) => {
                    (format!("{at}[]"), "anyStringEquals", text::value(self.random))
                }
                (Kind::Text | Kind::Enum, 1) => (at, "allStringEquals", text::value(self.random)),
                (Kind::Structure, 0 | 1) => return self.items(item, &at),
                (Kind::Map | Kind::Union | Kind::Blob | Kind::Timestamp | Kind::List(_), _) => {
                    return None;
                }
                _ => (format!("length({at}) >= `2`"), "booleanEquals", truth),
            },
            Kind::Structure => {
                let id = self.target_id(field.target).to_owned();
                let inner = self.built.fields.get(&id)?.clone();
                let texts = of_kind(self, &inner, |kind| kind == Kind::Text);
                match texts.first() {
                    Some(member) => {
                        let value = text::value(self.random);
                        (format!("{at}.{}", quoted(&member.name)), "stringEquals", value)
                    }
                    None => (format!("{at} == `null`"), "booleanEquals", truth),
                }
            }
            // Paths do not go through anything else.
            _ => return None,
        })
    }

    /// A path through a list of structures.
    fn items(&mut self, item: super::At, at: &str) -> Option<Path> {
        let id = self.target_id(item).to_owned();
        let inner = self.built.fields.get(&id)?.clone();
        let texts = of_kind(self, &inner, |kind| matches!(kind, Kind::Text | Kind::Enum));
        let name = quoted(&texts.first()?.name);
        let value = text::value(self.random);
        Some(match self.random.below(3) {
            0 => (format!("{at}[].{name}"), "allStringEquals", value),
            1 => (format!("{at}[?{name} == 'x'] | [0].{name}"), "stringEquals", value),
            _ => {
                (format!("length({at}[?{name} != 'y']) == `1`"), "booleanEquals", "true".to_owned())
            }
        })
    }
}

/// A name as a path has it: quotes are never wrong.
fn quoted(name: &str) -> String {
    if name.len() % 2 == 0 { name.to_owned() } else { format!("\"{name}\"") }
}
