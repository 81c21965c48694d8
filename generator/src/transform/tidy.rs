//! What a slice keeps of traits: whatever says something of the API. What speaks of shapes that a
//! slice does not have goes, as the slice would be no valid model with it, and so does documentation
//! where that is asked for. Tidying twice changes no more than once.

use std::collections::BTreeSet;

use smithy_json_ast::{Node, Object, ShapeId, Traits};

use super::slice::Slice;
use crate::docs;
use crate::model::traits::{
    CLIENT_CONTEXT_PARAMS, DOCUMENTATION, ENDPOINT_BDD, ENDPOINT_RULE_SET, ENDPOINT_TESTS, ENUM,
    EXAMPLES, EXTERNAL_DOCUMENTATION, WAITABLE,
};
use crate::model::{Model, members_mut};

/// What becomes of documentation in a slice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Docs {
    /// It stays.
    #[default]
    Keep,
    /// Of every text, the first sentence stays, as Markdown; examples go.
    FirstSentence,
    /// It goes, examples and the descriptions of endpoint parameters and test cases included.
    Drop,
}

/// Traits that a slice has no use for, whatever they are on.
const OF_NO_USE: [&str; 6] = [
    // These say what shapes are to resources. A slice has none, and `references` names them.
    "smithy.api#nestedProperties",
    "smithy.api#notProperty",
    "smithy.api#property",
    "smithy.api#references",
    "smithy.api#resourceIdentifier",
    // Speaks to those who validate the whole model.
    "smithy.api#suppress",
];

/// Sorts traits by id, and drops what does not belong into `slice`.
pub(super) fn tidy(model: &mut Model, slice: &Slice, docs: Docs) {
    let present: BTreeSet<ShapeId> = model.shapes.keys().cloned().collect();
    let stays = |id: &ShapeId| match id.namespace().split('.').next() {
        // Every tool brings the definitions of these.
        Some("smithy" | "aws") => !OF_NO_USE.contains(&id.as_str()),
        _ => present.contains(id),
    };
    let operations: BTreeSet<&str> = slice.operations.iter().map(ShapeId::name).collect();
    let tidy = |traits: &mut Traits| {
        traits.retain(|id, _| stays(id));
        traits.sort_keys();
        tidy_tests(traits, &operations);
        if docs != Docs::Keep {
            tidy_texts(traits, docs);
        }
    };
    for shape in model.shapes.values_mut() {
        tidy(&mut shape.traits);
        for member in members_mut(&mut shape.kind) {
            tidy(&mut member.traits);
        }
    }
}

/// Cases of endpoint tests hold what some operations would send; those of others go. The cases stay:
/// what they say of endpoints is true without.
fn tidy_tests(traits: &mut Traits, operations: &BTreeSet<&str>) {
    let Some(tests) = traits.get_mut(ENDPOINT_TESTS).and_then(Node::as_object_mut) else { return };
    let Some(Node::Array(cases)) = tests.get_mut("testCases") else { return };
    for case in cases.iter_mut().filter_map(Node::as_object_mut) {
        let Some(Node::Array(inputs)) = case.get_mut("operationInputs") else { continue };
        inputs.retain(|input| {
            let name = input.get("operationName").and_then(Node::as_str);
            name.is_none_or(|name| operations.contains(name))
        });
        if inputs.is_empty() {
            case.shift_remove("operationInputs");
        }
    }
}

fn tidy_texts(traits: &mut Traits, docs: Docs) {
    traits.shift_remove(EXAMPLES);
    match traits.get_mut(DOCUMENTATION) {
        Some(Node::String(text)) if docs == Docs::FirstSentence => {
            *text = docs::first_sentence(text);
        }
        _ => {
            traits.shift_remove(DOCUMENTATION);
        }
    }
    if docs == Docs::Drop {
        traits.shift_remove(EXTERNAL_DOCUMENTATION);
    }
    let text = |object: &mut Object| match object.get_mut("documentation") {
        Some(Node::String(text)) if docs == Docs::FirstSentence => {
            *text = docs::first_sentence(text);
        }
        _ => {
            object.shift_remove("documentation");
        }
    };
    let each = |nodes: &mut dyn Iterator<Item = &mut Node>| {
        nodes.filter_map(Node::as_object_mut).for_each(text);
    };
    for id in [ENDPOINT_BDD, ENDPOINT_RULE_SET] {
        let Some(rules) = traits.get_mut(id).and_then(Node::as_object_mut) else { continue };
        if let Some(parameters) = rules.get_mut("parameters").and_then(Node::as_object_mut) {
            each(&mut parameters.values_mut());
        }
        each_rule(rules, &text);
    }
    let tests = traits.get_mut(ENDPOINT_TESTS).and_then(Node::as_object_mut);
    if let Some(Node::Array(cases)) = tests.and_then(|tests| tests.get_mut("testCases")) {
        each(&mut cases.iter_mut());
    }
    // Of 1.0, where an enum is a string with a list of definitions.
    if let Some(Node::Array(definitions)) = traits.get_mut(ENUM) {
        each(&mut definitions.iter_mut());
    }
    for id in [CLIENT_CONTEXT_PARAMS, WAITABLE] {
        if let Some(object) = traits.get_mut(id).and_then(Node::as_object_mut) {
            each(&mut object.values_mut());
        }
    }
}

/// Rules and their nested rules may be documented too; a diagram calls its rules results.
fn each_rule(rules: &mut Object, edit: &impl Fn(&mut Object)) {
    let mut todo: Vec<&mut Object> = vec![rules];
    while let Some(object) = todo.pop() {
        let key = if object.contains_key("results") { "results" } else { "rules" };
        if let Some(Node::Array(rules)) = object.get_mut(key) {
            for rule in rules.iter_mut().filter_map(Node::as_object_mut) {
                edit(rule);
                todo.push(rule);
            }
        }
    }
}
