//! Endpoint rules, as trees and as decision diagrams: text of JSON, and rules made at random that are nearly right.
//!
//! - Rules that are taken are printed as items that `syn` parses.
//! - Rules that are refused have at least one fault, each with a pointer to a value that is there.

#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary, Unstructured};
use libfuzzer_sys::{Corpus, fuzz_target};
use proc_macro2::TokenStream;
use serde_json::{Value, json};
use tinsmith::fuzzing::{Found, diagram, rule_set};

fuzz_target!(|input: Input| -> Corpus {
    let (is_diagram, value) = match input {
        Input::Text(text) => {
            let Ok(value) = serde_json::from_str::<Value>(text) else { return Corpus::Reject };
            // What a model can hold: no deeper than its reader lets through.
            let model = format!(r#"{{"smithy": "2.0", "metadata": {{"m": {text}}}}}"#);
            if smithy_json_ast::read(model).is_err() {
                return Corpus::Reject;
            }
            (value.get("nodes").is_some(), value)
        }
        Input::Tree(Json(value)) => (false, value),
        Input::Diagram(Json(value)) => (true, value),
    };
    let node = value.clone().into();
    check(&value, if is_diagram { diagram(&node) } else { rule_set(&node) });
    Corpus::Keep
});

fn check(value: &Value, found: Result<Vec<TokenStream>, Vec<Found<String>>>) {
    match found {
        Ok(items) => {
            for item in items {
                if let Err(error) = syn::parse2::<syn::File>(item.clone()) {
                    panic!("{error}: {item}\n{value}");
                }
            }
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "{value}");
            for (at, message) in faults {
                assert!(value.pointer(&at).is_some(), "{message} (at `{at}`) in {value}");
                assert!(!message.is_empty());
            }
        }
    }
}

#[derive(Debug)]
enum Input<'a> {
    Text(&'a str),
    Tree(Json),
    Diagram(Json),
}

#[derive(Debug)]
struct Json(Value);

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(match u.arbitrary::<u8>()? {
            b't' => Self::Tree(Json(tree(u)?)),
            b'd' => Self::Diagram(Json(decision_diagram(u)?)),
            _ => {
                let bytes = u.bytes(u.len())?;
                let text = str::from_utf8(bytes).map_err(|_| arbitrary::Error::IncorrectFormat)?;
                Self::Text(text)
            }
        })
    }
}

fn parameters() -> Value {
    json!({
        "Region": {"type": "string", "builtIn": "AWS::Region"},
        "Bucket": {"type": "string"},
        "UseFIPS": {"type": "boolean", "required": true, "default": false},
        "Flag": {"type": "boolean"},
        "Keys": {"type": "stringArray"}
    })
}

fn tree(u: &mut Unstructured<'_>) -> arbitrary::Result<Value> {
    Ok(json!({"version": "1.0", "parameters": parameters(), "rules": rules(u, 3)?}))
}

fn rules(u: &mut Unstructured<'_>, depth: u8) -> arbitrary::Result<Value> {
    let count = u.int_in_range(1..=3)?;
    (0..count).map(|_| rule(u, depth)).collect()
}

fn rule(u: &mut Unstructured<'_>, depth: u8) -> arbitrary::Result<Value> {
    let count = u.int_in_range(0..=4)?;
    let conditions = (0..count).map(|_| condition(u)).collect::<arbitrary::Result<Value>>()?;
    Ok(match u.int_in_range(0..=if depth == 0 { 1 } else { 2 })? {
        0 => json!({"type": "error", "conditions": conditions, "error": value(u, 2)?}),
        1 => json!({"type": "endpoint", "conditions": conditions, "endpoint": endpoint(u)?}),
        _ => json!({"type": "tree", "conditions": conditions, "rules": rules(u, depth - 1)?}),
    })
}

fn endpoint(u: &mut Unstructured<'_>) -> arbitrary::Result<Value> {
    let mut endpoint = json!({"url": value(u, 2)?});
    if u.arbitrary()? {
        endpoint["headers"] = json!({"x-a": [value(u, 1)?, value(u, 1)?]});
    }
    if u.arbitrary()? {
        endpoint["properties"] =
            json!({"p": value(u, 1)?, "q": [value(u, 1)?, {"r": value(u, 1)?}]});
    }
    Ok(endpoint)
}

fn condition(u: &mut Unstructured<'_>) -> arbitrary::Result<Value> {
    let mut condition = call(u, 3)?;
    if u.arbitrary()? {
        condition["assign"] = name(u)?.into();
    }
    Ok(condition)
}

/// How many arguments, and of what kind: any value, text, an integer, a boolean or a path.
const FUNCTIONS: [(&str, &str); 16] = [
    ("isSet", "v"),
    ("not", "v"),
    ("booleanEquals", "vb"),
    ("stringEquals", "vt"),
    ("getAttr", "vp"),
    ("aws.partition", "v"),
    ("aws.parseArn", "v"),
    ("aws.isVirtualHostableS3Bucket", "vb"),
    ("isValidHostLabel", "vb"),
    ("parseURL", "v"),
    ("substring", "viib"),
    ("uriEncode", "v"),
    ("split", "vti"),
    ("coalesce", "vv"),
    ("ite", "vvv"),
    ("none", "v"),
];

fn call(u: &mut Unstructured<'_>, depth: u8) -> arbitrary::Result<Value> {
    let (function, arguments) = *u.choose(&FUNCTIONS)?;
    let argument = |kind| {
        Ok(match kind {
            't' => text(u)?,
            'i' => u.int_in_range(-1..=9)?.into(),
            'b' => u.arbitrary::<bool>()?.into(),
            'p' => u.choose(&PATHS)?.to_owned().into(),
            _ => value(u, depth)?,
        })
    };
    let arguments = arguments.chars().map(argument).collect::<arbitrary::Result<Value>>()?;
    Ok(json!({"fn": function, "argv": arguments}))
}

const PATHS: [&str; 10] = [
    "name",
    "dnsSuffix",
    "scheme",
    "authority",
    "isIp",
    "service",
    "resourceId[0]",
    "resourceId",
    "[0]",
    "[-1]",
];

fn value(u: &mut Unstructured<'_>, depth: u8) -> arbitrary::Result<Value> {
    Ok(match u.int_in_range(0..=if depth == 0 { 4 } else { 6 })? {
        0 | 1 => json!({"ref": name(u)?}),
        2 => text(u)?,
        3 => u.arbitrary::<bool>()?.into(),
        4 => u.int_in_range(-2..=300)?.into(),
        _ => call(u, depth - 1)?,
    })
}

const NAMES: [&str; 11] =
    ["Region", "Bucket", "UseFIPS", "Flag", "Keys", "a", "url", "type", "A", "region", "params"];

fn name(u: &mut Unstructured<'_>) -> arbitrary::Result<&'static str> {
    Ok(u.choose(&NAMES)?)
}

const TEXTS: [&str; 10] = [
    "",
    "a\"b\\",
    "https://{Region}.example.com",
    "https://{a}.{a#name}/{url#path}",
    "{{x}} {Bucket#authority}",
    "{",
    "}",
    "--",
    "{a#resourceId[1]}é",
    "{Keys#[0]}",
];

fn text(u: &mut Unstructured<'_>) -> arbitrary::Result<Value> {
    Ok(match u.int_in_range(0..=TEXTS.len())? {
        0 => u.arbitrary::<&str>()?.into(),
        index => TEXTS[index - 1].into(),
    })
}

const RESULT: i32 = 100_000_000;

fn decision_diagram(u: &mut Unstructured<'_>) -> arbitrary::Result<Value> {
    let (conditions, results) = (u.int_in_range(0..=4)?, u.int_in_range(0..=3)?);
    let count = u.int_in_range(1..=8)?;
    let mut nodes: Vec<u8> = [-1_i32, 1, -1].into_iter().flat_map(i32::to_be_bytes).collect();
    for at in 1..count {
        // Mostly forward, so that few are cycles.
        let branch = |u: &mut Unstructured<'_>| {
            Ok(match u.int_in_range(0..=4)? {
                0 => RESULT + u.int_in_range(0..=results + 1)?,
                1 => *u.choose(&[1, -1])?,
                2 => -u.int_in_range(at + 2..=count + 1)?,
                3 => u.int_in_range(at + 2..=count + 1)?,
                _ => u.int_in_range(-9..=9)?,
            })
        };
        let node = [u.int_in_range(0..=conditions)?, branch(u)?, branch(u)?];
        nodes.extend(node.into_iter().flat_map(i32::to_be_bytes));
    }
    let conditions = (0..conditions).map(|_| condition(u)).collect::<arbitrary::Result<Value>>()?;
    let result = |_| {
        Ok(match u.arbitrary()? {
            true => json!({"type": "error", "conditions": [], "error": value(u, 1)?}),
            false => json!({"type": "endpoint", "conditions": [], "endpoint": endpoint(u)?}),
        })
    };
    let results = (0..results).map(result).collect::<arbitrary::Result<Value>>()?;
    Ok(json!({
        "version": "1.1", "parameters": parameters(), "conditions": conditions, "results": results,
        "root": u.int_in_range(-1..=count + 1)?, "nodeCount": count,
        "nodes": aws_smithy_types::base64::encode(nodes)
    }))
}
