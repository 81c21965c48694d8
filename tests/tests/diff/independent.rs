//! A comparison of two models that knows JSON and the form of the AST, and shares no code with the generator: which shapes, members
//! and traits differ.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Where two models differ.
#[derive(Default)]
pub(crate) struct Differences {
    /// In what the service reaches.
    pub(crate) inside: BTreeSet<String>,
    /// Shapes with members on both sides, which may stand in another order: objects have none here.
    pub(crate) order: BTreeSet<String>,
    /// How many there are in the rest.
    pub(crate) outside: usize,
}

/// Compares everything.
pub(crate) fn differences(old: &str, new: &str) -> Differences {
    let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let (old, new) = (parse(old), parse(new));
    let sides = [reached(&old), reached(&new)];
    let reached: BTreeSet<String> = sides[0].union(&sides[1]).cloned().collect();
    let none = Object::new();
    let shapes = |model: &'_ Value| model["shapes"].as_object().unwrap().clone();
    let (before, after) = (shapes(&old), shapes(&new));
    let mut differences = Differences::default();
    let metadata = |model: &Value| model["metadata"].as_object().cloned().unwrap_or_default();
    differences.outside += keys(&metadata(&old), &metadata(&new))
        .iter()
        .filter(|key| metadata(&old).get(*key) != metadata(&new).get(*key))
        .count();
    for id in keys(&before, &after) {
        // What one side alone reaches came or went as a whole, whether the other has it or not.
        if sides[0].contains(&id) != sides[1].contains(&id) {
            differences.inside.insert(id);
            continue;
        }
        let mut found = BTreeSet::new();
        match (before.get(&id), after.get(&id)) {
            (Some(old), Some(new)) => {
                compare(
                    &id,
                    old.as_object().unwrap_or(&none),
                    new.as_object().unwrap_or(&none),
                    &mut found,
                );
            }
            _ => {
                found.insert(id.clone());
            }
        }
        if reached.contains(&id) {
            differences.inside.extend(found);
            differences.order.insert(id);
        } else {
            differences.outside += found.len();
        }
    }
    differences
}

fn keys(old: &Object, new: &Object) -> BTreeSet<String> {
    old.keys().chain(new.keys()).cloned().collect()
}

/// Every shape that the services bind, with all that those reach.
fn reached(model: &Value) -> BTreeSet<String> {
    let shapes = model["shapes"].as_object().unwrap();
    let services = shapes.iter().filter(|(_, shape)| shape["type"] == "service");
    let mut todo: Vec<String> = services.map(|(id, _)| id.clone()).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = todo.pop() {
        let Some(shape) = shapes.get(&id) else { continue };
        if reached.insert(id) {
            for (key, value) in shape.as_object().unwrap() {
                if key != "traits" {
                    targets(value, &mut todo);
                }
            }
        }
    }
    reached
}

/// What is targeted anywhere in a value, but for what traits say.
fn targets(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value.as_str().filter(|_| key == "target") {
                    Some(target) => found.push(target.to_owned()),
                    None if key != "traits" => targets(value, found),
                    None => {}
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| targets(value, found)),
        _ => {}
    }
}

fn compare(id: &str, old: &Object, new: &Object, found: &mut BTreeSet<String>) {
    for key in keys(old, new) {
        let (before, after) = (old.get(&key), new.get(&key));
        match key.as_str() {
            "members" => {}
            "traits" => traits(id, before, after, found),
            // The members of lists and maps.
            "member" | "key" | "value" => {
                member(&format!("{id}${key}"), before, after, found);
            }
            "type" if before != after => {
                found.insert(id.to_owned());
            }
            "errors" | "operations" | "resources" => {
                let ids = |side: Option<&Value>| -> BTreeSet<String> {
                    let mut ids = Vec::new();
                    targets(side.unwrap_or(&Value::Null), &mut ids);
                    ids.into_iter().collect()
                };
                let (before, after) = (ids(before), ids(after));
                found.extend(
                    before.symmetric_difference(&after).map(|of| format!("{id}.{key}.{of}")),
                );
            }
            "rename" => {
                let names = |side: Option<&Value>| {
                    side.and_then(Value::as_object).cloned().unwrap_or_default()
                };
                let (before, after) = (names(before), names(after));
                let others = keys(&before, &after).into_iter();
                let others = others.filter(|of| before.get(of) != after.get(of));
                found.extend(others.map(|of| format!("{id}.{key}.{of}")));
            }
            // Without one, it is the same as with `Unit`.
            "input" | "output" => {
                let target = |side: Option<&Value>| {
                    let target = side.and_then(|side| side["target"].as_str());
                    target.filter(|target| *target != "smithy.api#Unit").map(str::to_owned)
                };
                if target(before) != target(after) {
                    found.insert(format!("{id}.{key}"));
                }
            }
            _ if before != after => {
                found.insert(format!("{id}.{key}"));
            }
            _ => {}
        }
    }
    let (before, after) = (members(old), members(new));
    for name in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        member(&format!("{id}${name}"), before.get(name), after.get(name), found);
    }
}

/// The members of a shape. Of a string of version 1.0, the values of its enum.
fn members(shape: &Object) -> BTreeMap<String, Value> {
    if let Some(Value::Object(members)) = shape.get("members") {
        return members.clone().into_iter().collect();
    }
    let values = shape.get("traits").and_then(|traits| traits["smithy.api#enum"].as_array());
    let values = values.into_iter().flatten().filter_map(|value| {
        let text = value["value"].as_str()?;
        let name = value["name"].as_str().unwrap_or(text).to_owned();
        let traits = serde_json::json!({"smithy.api#enumValue": text});
        Some((name, serde_json::json!({"target": "smithy.api#Unit", "traits": traits})))
    });
    values.collect()
}

fn member(path: &str, old: Option<&Value>, new: Option<&Value>, found: &mut BTreeSet<String>) {
    let (Some(old), Some(new)) = (old, new) else {
        found.insert(path.to_owned());
        return;
    };
    if old["target"] != new["target"] {
        found.insert(path.to_owned());
    }
    traits(path, old.get("traits"), new.get("traits"), found);
}

fn traits(path: &str, old: Option<&Value>, new: Option<&Value>, found: &mut BTreeSet<String>) {
    let none = Object::new();
    let object = |side: Option<&Value>| side.and_then(Value::as_object).unwrap_or(&none).clone();
    let (before, after) = (object(old), object(new));
    for id in keys(&before, &after) {
        if before.get(&id) != after.get(&id) {
            found.insert(format!("{path}@{id}"));
        }
    }
}
