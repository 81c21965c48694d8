//! Faults that are put into a model that had none, one of them each time: what the Smithy specification forbids, and what the
//! generator says that it cannot do. Each is where a chosen operation reaches it.

use serde_json::{Map, Value, json};

use super::build::{Built, prelude};
use super::random::Random;

/// A fault, and where it is.
#[derive(Clone, Debug)]
pub struct Planted {
    /// The code of the diagnostic that is expected.
    pub code: &'static str,
    /// The key of the shape that it has to point to.
    pub shape: String,
}

/// Puts a fault into a model, and returns the key of the shape that has it.
type Plant = fn(&mut Built, &mut Random<'_>) -> String;

const PLANTS: &[(&str, Plant)] = &[
    ("unknown-target", |built, random| member(built, random, "example.planted#Gone", json!({}))),
    ("unknown-target", |built, random| binding(built, random, "errors", "example.planted#Gone")),
    ("unknown-target", |built, random| exchanged(built, random, "example.planted#Gone")),
    ("unknown-target", |built, _| of_service(built, "operations", "example.planted#Gone")),
    ("unknown-target", |built, _| of_service(built, "resources", "example.planted#Gone")),
    ("invalid-target", |built, random| {
        let service = built.service.clone();
        member(built, random, &service, json!({}))
    }),
    ("invalid-target", |built, random| {
        let operation = built.operations[0].id.clone();
        member(built, random, &operation, json!({}))
    }),
    ("invalid-target", |built, random| member(built, random, &prelude("Unit"), json!({}))),
    ("invalid-trait-value", |built, random| {
        let values = [
            ("smithy.api#required", json!(true)),
            ("smithy.api#xmlName", json!(3)),
            ("smithy.api#documentation", json!(["text"])),
            ("smithy.api#xmlFlattened", json!("")),
            ("aws.protocols#ec2QueryName", json!(null)),
            ("smithy.api#timestampFormat", json!({})),
            ("smithy.api#idempotencyToken", json!([])),
        ];
        let (id, value) = random.pick(&values).clone();
        member(built, random, &prelude("String"), json!({id: value}))
    }),
    ("invalid-trait-value", |built, random| {
        operation(built, random, "smithy.api#paginated", json!("all"))
    }),
    ("invalid-trait-value", |built, random| {
        operation(built, random, "smithy.waiters#waitable", json!([]))
    }),
    ("unknown-timestamp-format", |built, random| {
        let traits = json!({"smithy.api#timestampFormat": "iso"});
        member(built, random, &prelude("Timestamp"), traits)
    }),
    ("case-conflict", |built, random| members(built, random, ["ZqTwin", "zqtwin"], json!({}))),
    ("case-conflict", |built, _| {
        shape(built, "TWIN", json!({"type": "string"}));
        shape(built, "Twin", json!({"type": "string"}))
    }),
    ("name-clash", |built, random| members(built, random, ["ZqTwin", "zq_twin"], json!({}))),
    ("name-clash", |built, random| {
        let name = *random.pick(&["Option", "Vec", "String", "Builder", "HashMap", "Default"]);
        let id = shape(built, name, json!({"type": "structure", "members": {}}));
        member(built, random, &id, json!({}));
        id
    }),
    ("wire-name-clash", |built, random| {
        members(built, random, ["ZqOne", "ZqTwo"], json!({"smithy.api#xmlName": "zq"}))
    }),
    ("invalid-name", |built, random| {
        let name = *random.pick(&["_1", "__2b", "_3_4"]);
        let id = reached(built, random);
        add(built, &id, name, &prelude("String"), json!({}))
    }),
    ("invalid-enum", |built, _| shape(built, "None", json!({"type": "enum", "members": {}}))),
    ("invalid-enum", |built, _| {
        let member = json!({"target": prelude("Unit"), "traits": {"smithy.api#enumValue": "same"}});
        shape(built, "Same", json!({"type": "enum", "members": {"A": member, "B": member}}))
    }),
    ("invalid-enum", |built, _| {
        let member = json!({"target": prelude("Unit")});
        shape(built, "Number", json!({"type": "intEnum", "members": {"A": member}}))
    }),
    ("invalid-enum", |built, random| {
        let values = random
            .pick(&[json!([]), json!([{}]), json!([{"value": ""}]), json!({}), json!([1])])
            .clone();
        shape(built, "Old", json!({"type": "string", "traits": {"smithy.api#enum": values}}))
    }),
    ("invalid-aggregate", |built, _| shape(built, "None", json!({"type": "union", "members": {}}))),
    ("invalid-aggregate", |built, _| {
        let (key, value) =
            (json!({"target": prelude("Integer")}), json!({"target": prelude("String")}));
        shape(built, "Numbered", json!({"type": "map", "key": key, "value": value}))
    }),
    ("invalid-error", |built, random| {
        let id = reached(built, random);
        binding(built, random, "errors", &id)
    }),
    ("invalid-error", |built, _| {
        let traits = json!({"smithy.api#error": "nobody"});
        shape(built, "Fault", json!({"type": "structure", "members": {}, "traits": traits}))
    }),
    ("invalid-operation", |built, random| exchanged(built, random, &prelude("String"))),
    ("invalid-binding", |built, random| {
        let id = reached(built, random);
        of_service(built, "operations", &id)
    }),
    ("invalid-mixin", |built, random| {
        let plain = shape(built, "Plain", json!({"type": "structure", "members": {}}));
        let mixin = random.pick(&[plain, "example.planted#Gone".to_owned()]).clone();
        shape(
            built,
            "Mixed",
            json!({"type": "structure", "members": {}, "mixins": [{"target": mixin}]}),
        )
    }),
    ("mixin-cycle", |built, _| {
        let mixins = json!([{"target": "example.planted#Cycle"}]);
        let traits = json!({"smithy.api#mixin": {}});
        shape(
            built,
            "Cycle",
            json!({"type": "structure", "members": {}, "mixins": mixins, "traits": traits}),
        )
    }),
    ("unknown-apply-target", |built, random| {
        let id = format!("{}$zqNothing", reached(built, random));
        let apply = json!({"type": "apply", "traits": {"smithy.api#documentation": "x"}});
        built.shapes.insert(id.clone(), apply);
        id
    }),
    ("invalid-paginated", |built, random| {
        let page = json!({"inputToken": "ZqNothing", "outputToken": "ZqNothing"});
        operation(built, random, "smithy.api#paginated", page)
    }),
    ("invalid-waiter", |built, random| {
        waiter(built, random, json!({"state": "sleep", "matcher": {"success": true}}))
    }),
    ("invalid-waiter", |built, random| {
        waiter(built, random, json!({"state": "success", "matcher": {"never": 1}}))
    }),
    ("invalid-waiter-path", |built, random| {
        let path = *random.pick(&[
            "ZqNothing",
            "a[",
            "[?",
            "length(",
            "a.b.c.",
            "\"",
            "`{`",
            "&a",
            "nope(@)",
            "",
        ]);
        let output = json!({"path": path, "comparator": "stringEquals", "expected": "x"});
        waiter(built, random, json!({"state": "success", "matcher": {"output": output}}))
    }),
    ("unsupported-trait", |built, random| {
        let id = *random.pick(&[
            "smithy.api#streaming",
            "smithy.api#xmlAttribute",
            "smithy.api#requiresLength",
        ]);
        member(built, random, &prelude("String"), json!({id: {}}))
    }),
    ("unsupported-trait", |built, random| {
        operation(built, random, "smithy.api#optionalAuth", json!({}))
    }),
    ("unknown-trait", |built, random| {
        let id = *random.pick(&["smithy.api#nonsense", "aws.api#nothing", "smithy.new#thing"]);
        member(built, random, &prelude("String"), json!({id: {}}))
    }),
    ("unsupported-shape", |built, random| {
        let name = *random.pick(&["Document", "BigInteger", "BigDecimal"]);
        member(built, random, &prelude(name), json!({}))
    }),
    ("unsupported-shape", |built, _| {
        let (key, value) =
            (json!({"target": prelude("String")}), json!({"target": prelude("String")}));
        let map = shape(built, "Map", json!({"type": "map", "key": key, "value": value}));
        let member = json!({"target": map});
        let input = shape(built, "Sent", json!({"type": "structure", "members": {"Map": member}}));
        let operation = json!({"type": "operation", "input": {"target": input}});
        let operation = shape(built, "ZqSend", operation);
        of_service(built, "operations", &operation);
        input
    }),
    ("endless-recursion", |built, random| {
        let member_of = json!({"target": "example.planted#Endless"});
        let id = shape(built, "Endless", json!({"type": "list", "member": member_of}));
        member(built, random, &id, json!({}));
        id
    }),
    ("invalid-host-prefix", |built, random| {
        let prefix = *random.pick(&["", ".", "a b.", "{", "{}.", "{ZqNothing}.", "é.", "a..b."]);
        operation(built, random, "smithy.api#endpoint", json!({"hostPrefix": prefix}))
    }),
    ("invalid-request-compression", |built, random| {
        let encodings = random.pick(&[json!([]), json!(["zip"]), json!(["gzip", 1])]).clone();
        operation(built, random, "smithy.api#requestCompression", json!({"encodings": encodings}))
    }),
    ("invalid-endpoint-parameter", |built, random| {
        let value = json!({"ZqNothing": {"value": "x"}});
        operation(built, random, "smithy.rules#staticContextParams", value)
    }),
    ("invalid-endpoint-rules", |built, random| {
        let rules = [
            json!([{"conditions": [], "type": "endpoint", "endpoint": {"url": {"ref": "ZqNothing"}}}]),
            json!([{"conditions": [{"fn": "zqNothing", "argv": []}], "type": "error", "error": "x"}]),
            json!([{"conditions": [], "type": "error"}]),
            json!([{"conditions": [], "type": "endpoint", "endpoint": {"url": "https://{Zq"}}]),
        ];
        let rules = json!({"version": "1.0", "parameters": {}, "rules": random.pick(&rules)});
        let service = built.service.clone();
        built.shapes[&service]["traits"]["smithy.rules#endpointRuleSet"] = rules;
        service
    }),
    ("unsupported-protocol", |built, _| without(built, "aws.protocols#ec2Query")),
    ("unsupported-auth", |built, _| without(built, "aws.auth#sigv4")),
    ("missing-version", |built, _| {
        let service = built.service.clone();
        built.shapes[&service]["version"] = json!("");
        service
    }),
    ("invalid-ast", |built, random| {
        let key = *random.pick(&["member", "Members", "trait", "é", ""]);
        let id = reached(built, random);
        built.shapes[&id][key] = json!({});
        id
    }),
    ("invalid-ast", |built, random| {
        let name = *random.pick(&["é", "1a", "a-b", "a b", "", "__", "a$b", "日本", "a.b", "a#b"]);
        let id = reached(built, random);
        add(built, &id, name, &prelude("String"), json!({}))
    }),
    ("invalid-ast", |built, random| {
        let target = *random.pick(&["a", "#b", "a#", "é#b", "a#b$c", "", "a#1", ".a#b", "a#b#c"]);
        member(built, random, target, json!({}))
    }),
];

/// Plants one fault.
pub(super) fn plant(built: &mut Built, random: &mut Random<'_>) -> Planted {
    let (code, plant) = random.pick(PLANTS);
    Planted { code, shape: plant(built, random) }
}

/// Defines a shape beside the others, and returns its id.
fn shape(built: &mut Built, name: &str, shape: Value) -> String {
    let id = format!("example.planted#{name}");
    built.shapes.insert(id.clone(), shape);
    id
}

/// The output of an operation, which gets one if it has none.
fn reached(built: &mut Built, random: &mut Random<'_>) -> String {
    let at = random.below(built.operations.len());
    if let Some(output) = &built.operations[at].output {
        return output.clone();
    }
    let operation = built.operations[at].id.clone();
    let id = shape(built, "Output", json!({"type": "structure", "members": {}}));
    built.shapes[&operation]["output"] = json!({"target": id});
    id
}

fn add(built: &mut Built, id: &str, name: &str, target: &str, traits: Value) -> String {
    let shape = &mut built.shapes[id];
    if shape.get("members").is_none() {
        shape["members"] = Value::Object(Map::new());
    }
    shape["members"][name] = json!({"target": target, "traits": traits});
    id.to_owned()
}

/// Adds a member to an output.
fn member(built: &mut Built, random: &mut Random<'_>, target: &str, traits: Value) -> String {
    let id = reached(built, random);
    add(built, &id, "ZqPlanted", target, traits)
}

/// Adds two strings to an output, with the same traits.
fn members(built: &mut Built, random: &mut Random<'_>, names: [&str; 2], traits: Value) -> String {
    let id = reached(built, random);
    for name in names {
        add(built, &id, name, &prelude("String"), traits.clone());
    }
    id
}

/// Gives an operation a trait.
fn operation(built: &mut Built, random: &mut Random<'_>, id: &str, value: Value) -> String {
    let operation = random.pick(&built.operations).id.clone();
    built.shapes[&operation]["traits"][id] = value;
    operation
}

fn waiter(built: &mut Built, random: &mut Random<'_>, acceptor: Value) -> String {
    let waiters = json!({"ZqWaiter": {"acceptors": [acceptor]}});
    operation(built, random, "smithy.waiters#waitable", waiters)
}

/// Adds an id to a list of an operation.
fn binding(built: &mut Built, random: &mut Random<'_>, key: &str, target: &str) -> String {
    let operation = random.pick(&built.operations).id.clone();
    push(&mut built.shapes[&operation][key], target);
    operation
}

/// Adds an id to a list of the service.
fn of_service(built: &mut Built, key: &str, target: &str) -> String {
    let service = built.service.clone();
    push(&mut built.shapes[&service][key], target);
    service
}

fn push(list: &mut Value, target: &str) {
    let mut items = list.as_array().cloned().unwrap_or_default();
    items.push(json!({"target": target}));
    *list = Value::Array(items);
}

/// Gives an operation another input or output.
fn exchanged(built: &mut Built, random: &mut Random<'_>, target: &str) -> String {
    let operation = random.pick(&built.operations).id.clone();
    let key = *random.pick(&["input", "output"]);
    built.shapes[&operation][key] = json!({"target": target});
    operation
}

/// Takes a trait from the service.
fn without(built: &mut Built, id: &str) -> String {
    let service = built.service.clone();
    if let Some(traits) = built.shapes[&service]["traits"].as_object_mut() {
        traits.remove(id);
    }
    service
}
