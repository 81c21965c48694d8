//! Any model, however broken, gives files or located faults, and never a panic: the models of the
//! fixtures with small changes that a seed decides. What generates has to be Rust and TOML.
//!
//! `TINSMITH_MUTATIONS` is how many changed models are made of each fixture.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use fastrand::Rng;
use serde_json::{Map, Value, json};
use tinsmith::{Error, Loaded, Options, Runtime, Source};
use walkdir::WalkDir;

fn models() -> Vec<(String, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = WalkDir::new(root.join("fixtures")).sort_by_file_name();
    let mut models = Vec::new();
    for entry in files {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "json") {
            // Fixtures of faulty JSON are for the tests of the reader.
            let text = std::fs::read_to_string(&path).unwrap();
            if let Ok(model) = serde_json::from_str(&text) {
                models.push((path.display().to_string(), model));
            }
        }
    }
    models
}

/// Calls `visit` with every value below `value`, itself included, in a fixed order.
fn walk<'a>(value: &'a mut Value, at: &mut usize, visit: &mut dyn FnMut(usize, &mut Value)) {
    visit(*at, value);
    *at += 1;
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, at, visit)),
        Value::Object(members) => members.values_mut().for_each(|item| walk(item, at, visit)),
        _ => {}
    }
}

fn text(rng: &mut Rng, model: &[String]) -> String {
    const TEXTS: [&str; 32] = [
        "",
        " ",
        "_",
        "__",
        "1",
        "Self",
        "self",
        "crate",
        "type",
        "Unknown",
        "New",
        "Wait",
        "len",
        "a\r\nb",
        "a\rb",
        "*/ \" ' `` ``` ~~~ <!--",
        "\u{202e}\u{0}\u{feff}",
        "ß",
        "ﬀ",
        "a.b.c",
        "#",
        "a#",
        "example#A$b",
        "smithy.api#Unit",
        "smithy.api#String",
        "smithy.api#Document",
        "smithy.api#Timestamp",
        "smithy.api#required",
        "smithy.api#mixin",
        "epoch-seconds",
        "{Region}",
        "{a#b[0]}{{",
    ];
    match rng.u8(..8) {
        0 => "é".repeat(rng.usize(..2000)),
        1..=3 => model[rng.usize(..model.len())].clone(),
        _ => TEXTS[rng.usize(..TEXTS.len())].to_owned(),
    }
}

fn any(rng: &mut Rng, strings: &[String]) -> Value {
    match rng.u8(..10) {
        0 => Value::Null,
        1 => json!(rng.bool()),
        2 => json!([0, -1, i64::MAX, i64::MIN][rng.usize(..4)]),
        3 => json!([0.5, -1e300, 1e-300][rng.usize(..3)]),
        4 => json!([]),
        5 => json!({}),
        6 => json!([text(rng, strings), {}]),
        7 => json!({ "target": text(rng, strings) }),
        _ => json!(text(rng, strings)),
    }
}

/// All strings and keys of a model: what refers to what is the most fertile thing to change.
fn strings(value: &mut Value) -> Vec<String> {
    let mut found = vec![String::new()];
    walk(value, &mut 0, &mut |_, value| match value {
        Value::String(text) => found.push(text.clone()),
        Value::Object(members) => found.extend(members.keys().cloned()),
        _ => {}
    });
    found
}

fn mutate(model: &mut Value, rng: &mut Rng) {
    let strings = strings(model);
    let mut count = 0;
    walk(model, &mut count, &mut |_, _| {});
    let chosen = rng.usize(..count);
    let mut rng = rng.fork();
    walk(model, &mut 0, &mut |at, value| {
        if at != chosen {
            return;
        }
        match value {
            Value::Object(members) if !members.is_empty() && rng.u8(..5) > 0 => {
                change_key(members, &mut rng, &strings);
            }
            Value::Array(items) if !items.is_empty() && rng.bool() => {
                let item = items[rng.usize(..items.len())].clone();
                items.insert(rng.usize(..=items.len()), item);
            }
            Value::String(_) => *value = json!(text(&mut rng, &strings)),
            _ => *value = any(&mut rng, &strings),
        }
    });
}

fn change_key(members: &mut Map<String, Value>, rng: &mut Rng, strings: &[String]) {
    let keys: Vec<String> = members.keys().cloned().collect();
    let key = &keys[rng.usize(..keys.len())];
    match rng.u8(..4) {
        0 => {
            members.remove(key);
        }
        1 => {
            let value = members.remove(key).unwrap_or_default();
            members.insert(text(rng, strings), value);
        }
        2 => {
            let value = members[key].clone();
            members.insert(text(rng, strings), value);
        }
        _ => {
            members.insert(text(rng, strings), any(rng, strings));
        }
    }
}

/// Generates, and says whether a crate came out.
fn generate(text: &str) -> bool {
    let source = Source::new("model.json", text);
    let options = Options { runtime: Runtime::Path("../runtime".to_owned()), ..Options::default() };
    match Loaded::from_sources(vec![source]).and_then(|loaded| loaded.generate(&options)) {
        Ok(generated) => {
            for file in &generated.files {
                assert!(!file.text.contains('\r'), "{} has a carriage return", file.path);
                if file.path.ends_with(".rs") {
                    let parsed = syn::parse_file(&file.text);
                    assert!(parsed.is_ok(), "{} is no Rust: {:?}", file.path, parsed.err());
                } else if file.path == "Cargo.toml" {
                    let parsed = toml::from_str::<toml::Table>(&file.text);
                    assert!(parsed.is_ok(), "the manifest is no TOML: {:?}", parsed.err());
                }
            }
            true
        }
        Err(Error::Invalid(report)) => {
            assert!(!report.to_string().is_empty());
            false
        }
        Err(Error::Usage(message)) => {
            assert!(!message.is_empty());
            false
        }
        Err(other) => panic!("models in memory cannot fail like this: {other}"),
    }
}

#[test]
fn changed_models_give_files_or_faults() {
    let number = std::env::var("TINSMITH_MUTATIONS").ok().and_then(|n| n.parse().ok());
    let number: u64 = number.unwrap_or(6);
    let (mut all, mut fine) = (0, 0);
    for (name, model) in models() {
        for seed in 0..number {
            let mut rng = Rng::with_seed(seed);
            let mut model = model.clone();
            for _ in 0..=rng.u8(..3) {
                mutate(&mut model, &mut rng);
            }
            let text = serde_json::to_string_pretty(&model).unwrap();
            let outcome = catch_unwind(AssertUnwindSafe(|| generate(&text)));
            all += 1;
            fine += usize::from(outcome.unwrap_or_else(|_| panic!("{name}, seed {seed}:\n{text}")));
        }
    }
    assert!(fine > 0 && fine < all, "{fine} of {all} models generate: the changes are no test");
}
