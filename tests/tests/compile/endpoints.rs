//! A tree of endpoint rules and its decision diagrams give the same outcomes: on the model's own
//! test cases, and on a few thousand sets of parameters that nobody thought of.
//!
//! The compiled rules of all forms stand side by side in one crate, without the client around
//! them, so that it builds in seconds.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use quote::ToTokens as _;
use serde_json::{Value, json};
use syn::Item;
use tinsmith::{Loaded, Options, Source};

use crate::diagram::{Form, diagram};
use crate::{cargo, root};

const BDD: &str = "smithy.rules#endpointBdd";
const TREE: &str = "smithy.rules#endpointRuleSet";

const FORMS: [(&str, Form); 4] = [
    ("plain", Form { reduced: false, complemented: false, shuffled: false }),
    ("reduced", Form { reduced: true, complemented: false, shuffled: false }),
    ("complemented", Form { reduced: false, complemented: true, shuffled: false }),
    ("shuffled", Form { reduced: true, complemented: true, shuffled: true }),
];

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The traits of the only service.
fn traits(model: &mut Value) -> &mut serde_json::Map<String, Value> {
    let shapes = model["shapes"].as_object_mut().unwrap();
    let service = shapes.values_mut().find(|shape| shape["type"] == "service").unwrap();
    service["traits"].as_object_mut().unwrap()
}

/// The fixture has the diagram that is made from the tree of its neighbour.
#[test]
fn the_fixture_of_the_diagram_is_that_of_the_tree() {
    let fixture = |name: &str| root().join(format!("fixtures/valid/{name}/model.json"));
    let mut tree = read(&fixture("endpoint-tree"));
    let rules = traits(&mut tree).remove(TREE).unwrap();
    let form = Form { reduced: true, complemented: true, shuffled: false };
    traits(&mut tree).insert(BDD.to_owned(), diagram(&rules, form));
    let found = read(&fixture("endpoint-diagram"));
    assert!(found == tree, "it should be\n{}", serde_json::to_string_pretty(&tree).unwrap());
}

#[test]
fn a_tree_and_its_diagrams_give_equal_outcomes() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path();
    fs::create_dir(folder.join("src")).unwrap();
    let mut lib = "//! The same rules in all forms.\n#![allow(dead_code)]\n".to_owned();
    for (name, path) in
        [("ec2", "../models/ec2.json"), ("fixture", "fixtures/valid/endpoint-tree/model.json")]
    {
        let mut model = read(&root().join(path));
        let tree = traits(&mut model)[TREE].clone();
        write!(lib, "mod {name} {{ ").unwrap();
        module(folder, &mut lib, (name, "tree"), &model, &tree);
        for (form_name, form) in FORMS {
            // Both are there, and the diagram goes first: the tree is one that decides nothing.
            traits(&mut model).insert(BDD.to_owned(), diagram(&tree, form));
            traits(&mut model)[TREE]["rules"] = json!([
                {"conditions": [], "type": "error", "error": "the tree must not be asked"}
            ]);
            module(folder, &mut lib, (name, form_name), &model, &tree);
        }
        let forms = FORMS.map(|(form, _)| format!("({form:?}, {form}::outcome)")).join(", ");
        write!(
            lib,
            "#[test] fn differential() {{ super::compare(tree::outcome, &[{forms}]); }} }}"
        )
        .unwrap();
    }
    lib.push_str(COMPARE);
    fs::write(folder.join("src/lib.rs"), lib).unwrap();
    let runtime = root().join("../runtime");
    let manifest = format!(
        "[package]\nname = \"endpoints\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         [dependencies]\nfastrand = \"2\"\n\
         tinsmith-runtime = {{ path = {runtime:?}, default-features = false }}\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    cargo(folder, &["test", "--quiet", "--config", "build.rustflags=['-Dwarnings']"]);
}

/// Writes the compiled rules of a model, their test cases, and a function that calls them.
fn module(folder: &Path, lib: &mut String, (of, form): (&str, &str), model: &Value, tree: &Value) {
    let source = Source::new("model.json", model.to_string());
    let loaded = Loaded::from_sources(vec![source]).unwrap();
    let options = Options { operations: operations(model), ..Options::default() };
    let generated = loaded.generate(&options).unwrap();
    let text = |path: &str| &generated.files.iter().find(|file| file.path == path).unwrap().text;
    let rules = rules_alone(text("src/config/endpoint.rs"));
    let file = format!("{of}_{form}.rs");
    let cases = format!("{of}_{form}_cases.rs");
    let tests = format!("#[cfg(test)] #[path = {cases:?}] mod tests;");
    fs::write(folder.join("src").join(&file), format!("{rules}\n{tests}\n{}", outcome(tree)))
        .unwrap();
    fs::write(folder.join("src").join(&cases), text("src/config/endpoint/tests.rs")).unwrap();
    write!(lib, "#[path = {:?}] mod {form};", folder.join("src").join(file)).unwrap();
}

/// One operation, as the rules are those of the service.
fn operations(model: &Value) -> Vec<String> {
    let shapes = model["shapes"].as_object().unwrap();
    let mut operations = shapes.iter().filter(|(_, shape)| shape["type"] == "operation");
    let (id, _) = operations.next().unwrap();
    vec![id.split('#').next_back().unwrap().to_owned()]
}

/// The items of `config::endpoint` that do not need the client.
fn rules_alone(text: &str) -> String {
    let file = syn::parse_file(text).unwrap();
    let of_client = |item: &Item| match item {
        Item::Use(item) => item.to_token_stream().to_string().contains("client"),
        Item::Impl(item) => item.trait_.is_some(),
        Item::Type(_) | Item::Trait(_) | Item::Mod(_) => true,
        _ => false,
    };
    let items = file.items.iter().filter(|item| !of_client(item));
    items.map(|item| item.to_token_stream().to_string() + "\n").collect()
}

/// A function of a module that resolves for values in the order of the parameters.
fn outcome(tree: &Value) -> String {
    let setters = tree["parameters"].as_object().unwrap().iter().enumerate();
    let setters = setters.map(|(index, (name, parameter))| {
        let kind = match parameter["type"].as_str().unwrap().to_lowercase().as_str() {
            "boolean" => "boolean",
            "string" => "string",
            _ => "strings",
        };
        format!(".set_{}(values.{kind}({index}))", snake(name))
    });
    let setters: String = setters.collect();
    format!(
        "pub(crate) fn outcome(values: &crate::Values) -> crate::Outcome {{
            Ok(resolve(&Params::builder(){setters}.build()?))
        }}"
    )
}

/// `UseDualStack` as `use_dual_stack`; the names in the models here are as simple.
fn snake(name: &str) -> String {
    let mut out = String::new();
    let mut last_was_capital = true;
    for c in name.chars() {
        if c.is_ascii_uppercase() && !last_was_capital {
            out.push('_');
        }
        last_was_capital = c.is_ascii_uppercase();
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// Compares outcomes. It counts how often rules gave an endpoint, an error and no answer, as a
/// comparison that always sees the same proves little.
const COMPARE: &str = r#"
use tinsmith_runtime::endpoint::{Endpoint, InvalidParams, ResolveEndpointError};

type Outcome = Result<Result<Endpoint, ResolveEndpointError>, InvalidParams>;

struct Values(Vec<(usize, u8)>);

const STRINGS: [&str; 30] = [
    "us-east-1", "us-gov-west-1", "cn-north-1", "eu-isoe-west-1", "us-iso-east-1", "aws-global",
    "nowhere-1", "not a region", "", "https://example.com", "https://example.com/a/b",
    "https://example.com/special/", "http://127.0.0.1:8080/p/", "https://[::1]", "ftp://example.com",
    "https://example.com?q", "http://example.com", "https://example.com/a/b/c/d", "bucket.name",
    "My_Bucket", "arn:aws:s3:us-west-2:123456789012:accesspoint/name", "id-4711/x y",
    "arn:aws-cn:sns:cn-north-1:123456789012:topic:a_b", "arn:aws:s3:::bucket", "arn:aws", "id-",
    "arn:aws:s3::1:a:", "--", "\u{e9}t\u{e9}", "a",
];

impl Values {
    fn random(random: &mut fastrand::Rng) -> Self {
        Self((0..16).map(|_| (random.usize(..), random.u8(..))).collect())
    }
    fn string(&self, index: usize) -> Option<String> {
        let (value, set) = self.0[index];
        (set % 4 != 0).then(|| STRINGS[value % STRINGS.len()].to_owned())
    }
    fn boolean(&self, index: usize) -> Option<bool> {
        let (value, set) = self.0[index];
        (set % 4 != 0).then(|| value % 2 == 0)
    }
    fn strings(&self, index: usize) -> Option<Vec<String>> {
        let (value, set) = self.0[index];
        (set % 4 != 0).then(|| STRINGS.iter().skip(value % 30).take(value % 4).map(|s| s.to_string()).collect())
    }
}

#[cfg(test)]
fn compare(tree: fn(&Values) -> Outcome, forms: &[(&str, fn(&Values) -> Outcome)]) {
    let mut random = fastrand::Rng::with_seed(20261126);
    let mut kinds = std::collections::BTreeMap::new();
    for _ in 0..4000 {
        let values = Values::random(&mut random);
        let expected = tree(&values);
        *kinds.entry(match &expected {
            Ok(Ok(_)) => "endpoint",
            Ok(Err(_)) => "error",
            Err(_) => "invalid",
        }).or_insert(0) += 1;
        for (name, form) in forms {
            assert_eq!(form(&values), expected, "{name} {:?}", values.0);
        }
    }
    assert!(kinds["endpoint"] > 100 && kinds["error"] > 100, "{kinds:?}");
}
"#;
