//! What a slice keeps of a model and what it leaves out. The model has one of each, and what is
//! expected was written by hand, from what the Smithy specification says that the traits are for.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

use serde_json::{Value, json};
use tinsmith::{Docs, Loaded, Options, Source};

/// Two operations. `Keep` reaches a structure with traits of every sort; what only `Leave` has, no
/// slice of `Keep` needs.
fn model() -> Value {
    json!({
        "smithy": "2.0",
        "metadata": {"suppressions": [{"id": "UnstableTrait", "namespace": "a"}]},
        "shapes": {
            "a#Service": {
                "type": "service",
                "version": "1",
                "operations": [{"target": "a#Keep"}, {"target": "a#Leave"}],
                "resources": [{"target": "a#Thing"}],
                "rename": {"a#Kept": "Renamed", "a#Left": "Gone"},
                "traits": {
                    "aws.auth#sigv4": {"name": "s"},
                    "aws.protocols#ec2Query": {},
                    "smithy.api#suppress": ["UnstableTrait"],
                    "smithy.rules#endpointRuleSet": {
                        "version": "1.0",
                        "parameters": {
                            "Region": {
                                "type": "string",
                                "builtIn": "AWS::Region",
                                "documentation": "The Region. Not a zone."
                            }
                        },
                        "rules": [{
                            "conditions": [],
                            "documentation": "One for all. Really.",
                            "endpoint": {"url": "https://example.com"},
                            "type": "endpoint"
                        }]
                    },
                    "smithy.rules#endpointTests": {
                        "version": "1.0",
                        "testCases": [
                            {
                                "documentation": "Both. And more.",
                                "params": {},
                                "operationInputs": [
                                    {"operationName": "Keep"}, {"operationName": "Leave"}
                                ],
                                "expect": {"endpoint": {"url": "https://example.com"}}
                            },
                            {
                                "params": {},
                                "operationInputs": [{"operationName": "Leave"}],
                                "expect": {"endpoint": {"url": "https://example.com"}}
                            }
                        ]
                    }
                }
            },
            "a#Keep": {
                "type": "operation",
                "input": {"target": "a#KeepInput"},
                "traits": {
                    "smithy.api#documentation": "<p>Keeps <b>it</b>. For how long, nobody knows.</p>",
                    "smithy.api#examples": [{"title": "One", "input": {}}],
                    "smithy.api#externalDocumentation": {"Guide": "https://example.com/"},
                    "a#custom": {}
                }
            },
            "a#KeepInput": {
                "type": "structure",
                "members": {
                    "kept": {"target": "a#Kept"},
                    "id": {
                        "target": "smithy.api#String",
                        "traits": {
                            "smithy.api#resourceIdentifier": "id",
                            "smithy.api#notProperty": {},
                            "smithy.api#length": {"max": 9}
                        }
                    }
                },
                "traits": {"smithy.api#input": {}, "smithy.api#references": [{"resource": "a#Thing"}]}
            },
            "a#Kept": {
                "type": "string",
                "traits": {
                    "smithy.api#enum": [{"value": "x", "name": "X", "documentation": "An x. A y."}]
                }
            },
            "a#Leave": {
                "type": "operation",
                "input": {"target": "a#Left"},
                "traits": {
                    "smithy.waiters#waitable": {
                        "Left": {"acceptors": [{"state": "success", "matcher": {"success": true}}]}
                    }
                }
            },
            "a#Left": {"type": "structure", "members": {}},
            "a#Thing": {"type": "resource", "identifiers": {"id": {"target": "smithy.api#String"}}},
            "a#custom": {"type": "structure", "traits": {"smithy.api#trait": {}}}
        }
    })
}

fn load(text: String) -> Loaded {
    Loaded::from_sources(vec![Source::new("model.json", text)]).unwrap_or_else(|e| panic!("{e}"))
}

fn slice(docs: Docs) -> Value {
    let options = Options { operations: vec!["Keep".to_owned()], ..Options::default() };
    let text = load(model().to_string()).slice(&options, docs).unwrap();
    // What refers to nothing that is missing is a model.
    let again = load(text.clone()).slice(&options, docs).unwrap();
    assert_eq!(again, text);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn what_speaks_of_other_shapes_or_to_other_tools_goes() {
    let slice = slice(Docs::Keep);
    assert_eq!(slice.get("metadata"), None);
    let shapes = slice["shapes"].as_object().unwrap();
    let ids: Vec<&str> = shapes.keys().map(String::as_str).collect();
    assert_eq!(ids, ["a#Keep", "a#KeepInput", "a#Kept", "a#Service"]);

    let mut wanted = model()["shapes"]["a#Service"].clone();
    wanted["operations"] = json!([{"target": "a#Keep"}]);
    wanted.as_object_mut().unwrap().remove("resources");
    wanted["rename"] = json!({"a#Kept": "Renamed"});
    let traits = wanted["traits"].as_object_mut().unwrap();
    traits.remove("smithy.api#suppress");
    let cases = &mut traits["smithy.rules#endpointTests"]["testCases"];
    cases[0]["operationInputs"] = json!([{"operationName": "Keep"}]);
    cases[1].as_object_mut().unwrap().remove("operationInputs");
    assert_eq!(shapes["a#Service"], wanted);

    let mut wanted = model()["shapes"]["a#Keep"].clone();
    wanted["traits"].as_object_mut().unwrap().remove("a#custom");
    assert_eq!(shapes["a#Keep"]["traits"], wanted["traits"]);
    assert_eq!(shapes["a#Keep"]["input"], wanted["input"]);

    let input = &shapes["a#KeepInput"];
    assert_eq!(input["traits"], json!({"smithy.api#input": {}}));
    assert_eq!(input["members"]["id"]["traits"], json!({"smithy.api#length": {"max": 9}}));
    assert_eq!(shapes["a#Kept"], model()["shapes"]["a#Kept"]);
}

/// Every text of the slice that is documentation, in the order of the shapes.
fn texts(docs: Docs) -> Vec<String> {
    fn collect(value: &Value, texts: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    match value {
                        Value::String(text) if key.ends_with("documentation") => {
                            texts.push(text.clone());
                        }
                        _ => collect(value, texts),
                    }
                }
            }
            Value::Array(array) => array.iter().for_each(|value| collect(value, texts)),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    collect(&slice(docs), &mut texts);
    texts.sort();
    texts
}

#[test]
fn documentation_stays_shrinks_or_goes() {
    let whole = [
        "<p>Keeps <b>it</b>. For how long, nobody knows.</p>",
        "An x. A y.",
        "Both. And more.",
        "One for all. Really.",
        "The Region. Not a zone.",
    ];
    assert_eq!(texts(Docs::Keep), whole);
    let first = ["An x.", "Both.", "Keeps **it**.", "One for all.", "The Region."];
    assert_eq!(texts(Docs::FirstSentence), first);
    assert!(texts(Docs::Drop).is_empty());

    let has = |docs, id: &str| slice(docs)["shapes"]["a#Keep"]["traits"].get(id).is_some();
    let (examples, links) = ("smithy.api#examples", "smithy.api#externalDocumentation");
    assert!(has(Docs::Keep, examples) && has(Docs::Keep, links));
    assert!(!has(Docs::FirstSentence, examples) && has(Docs::FirstSentence, links));
    assert!(!has(Docs::Drop, examples) && !has(Docs::Drop, links));
}

#[test]
fn what_goes_makes_no_difference_to_the_crate() {
    let options = Options { operations: vec!["Keep".to_owned()], ..Options::default() };
    let whole = load(model().to_string()).generate(&options).unwrap();
    let part = load(slice(Docs::Keep).to_string()).generate(&options).unwrap();
    assert_eq!(part.files, whole.files);
    assert_eq!(part.slice, whole.slice);
}
