//! Reader and checker against rule sets as users might write them: what is right gives a plan,
//! what is wrong gives exactly the faults that are in it.

use smithy_json_ast::Node;

use super::plan::{Decision, PlannedCondition, PlannedOutcome, PlannedRule};
use super::{Partitions, Plan, check, read_cases, read_partitions, read_rule_set};

fn node(json: &str) -> Node {
    let ast = smithy_json_ast::read(format!(
        r#"{{ "smithy": "2.0", "metadata": {{ "node": {json} }} }}"#
    ));
    ast.unwrap().metadata["node"].clone()
}

/// A rule set with parameters of every kind, and the rules given.
fn with_rules(rules: &str) -> Node {
    node(&format!(
        r#"{{
            "version": "1.0",
            "parameters": {{
                "Region": {{ "type": "String", "builtIn": "AWS::Region" }},
                "Bucket": {{ "type": "string" }},
                "UseFIPS": {{ "type": "Boolean", "required": true, "default": false }},
                "Flag": {{ "type": "boolean" }},
                "Keys": {{ "type": "stringArray" }}
            }},
            "rules": {rules}
        }}"#
    ))
}

fn plan(rules: &str) -> Result<Plan, Vec<String>> {
    let read = read_rule_set(&with_rules(rules));
    let planned = read.and_then(|rule_set| check(&rule_set));
    planned.map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

fn tree(plan: &Plan) -> &[PlannedRule] {
    let Decision::Tree(rules) = &plan.decision else { panic!("{plan:?}") };
    rules
}

/// One error rule with these conditions and this message.
fn rule(conditions: &str, message: &str) -> String {
    format!(r#"[{{ "type": "error", "conditions": [{conditions}], "error": "{message}" }}]"#)
}

#[track_caller]
fn faults(rules: &str, expected: &[&str]) {
    assert_eq!(plan(rules).map(|_| ()), Err(expected.iter().map(|f| (*f).to_owned()).collect()));
}

const PROVE: &str =
    "prove that it has a value: test it with `isSet`, or `assign` it, in a condition before";

#[test]
fn every_fault_of_form_is_found() {
    let found = read_rule_set(&node(
        r#"{
            "version": "2.0",
            "parameters": {
                "1x": { "type": "string" },
                "A": { "type": "integer" },
                "B": { "type": "string", "default": true, "required": true },
                "C": { "type": "boolean", "default": true },
                "D": {}
            },
            "rules": [
                { "type": "leaf", "conditions": [] },
                { "type": "tree", "conditions": [], "rules": [] },
                { "type": "error", "conditions": [{ "argv": [] }], "error": "{a" },
                { "type": "endpoint", "conditions": [], "endpoint": { "url": 1.5, "properties": { "p": 7 } } },
                7
            ]
        }"#,
    ));
    let found: Vec<String> = found.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "version `2.0` of the rules engine is not known; 1.x is (at `/version`)",
            "`1x` is no parameter name: it must be a letter, then letters and digits (at `/parameters/1x`)",
            "`integer` is no type of parameter; use string, boolean or stringArray (at `/parameters/A/type`)",
            "the default of a string parameter is a boolean (at `/parameters/B/default`)",
            "parameter `C` has a default but is not required (at `/parameters/C/default`); \
             say `\"required\": true`, or take the default away",
            "`type` is missing (at `/parameters/D`)",
            "`leaf` is no type of rule; use endpoint, error or tree (at `/rules/0/type`)",
            "there must be at least one rule (at `/rules/1/rules`)",
            "`fn` is missing (at `/rules/2/conditions/0`)",
            "the template `{a` has a `{` without a `}` (at `/rules/2/error`)",
            "expected a string, a boolean, an integer, or an object with `ref` or `fn`, found a number \
             (at `/rules/3/endpoint/url`)",
            "an endpoint property holds strings, booleans, arrays and objects, not a number \
             (at `/rules/3/endpoint/properties/p`)",
            "expected an object, found a number (at `/rules/4`)",
        ]
    );
}

#[test]
fn names_must_stand_for_something() {
    faults(
        &rule(r#"{ "fn": "isSett", "argv": [{ "ref": "Region" }] }"#, "x"),
        &["there is no function `isSett` (at `/rules/0/conditions/0/fn`); the functions are \
           aws.isVirtualHostableS3Bucket, aws.parseArn, aws.partition, booleanEquals, coalesce, getAttr, \
           isSet, isValidHostLabel, ite, not, parseURL, split, stringEquals, substring, uriEncode"],
    );
    faults(
        &rule(r#"{ "fn": "isSet", "argv": [{ "ref": "Regionn" }] }"#, "x"),
        &["`Regionn` is neither a parameter nor assigned by a condition before \
           (at `/rules/0/conditions/0/argv/0`); did you mean `Region`?"],
    );
    faults(
        &rule(r#"{ "fn": "uriEncode", "argv": ["a"], "assign": "Region" }"#, "x"),
        &["`Region` is already a parameter or a variable here (at `/rules/0/conditions/0/assign`)"],
    );
    // A variable ends with its rule.
    let (assign, read) = (
        r#"{ "type": "error", "conditions": [{ "fn": "uriEncode", "argv": ["a"], "assign": "v" }], "error": "{v}" }"#,
        r#"{ "type": "error", "conditions": [], "error": "{v}" }"#,
    );
    faults(
        &format!("[{assign}, {read}]"),
        &["`v` is neither a parameter nor assigned by a condition before (at `/rules/1/error`)"],
    );
}

#[test]
fn arguments_must_fit() {
    faults(
        &rule(r#"{ "fn": "substring", "argv": ["a", 0, 1] }"#, "x"),
        &["`substring` takes 4 arguments, and this call has 3 (at `/rules/0/conditions/0/argv`)"],
    );
    faults(
        &rule(r#"{ "fn": "not", "argv": [] }"#, "x"),
        &["`not` takes 1 argument, and this call has 0 (at `/rules/0/conditions/0/argv`)"],
    );
    faults(
        &rule(r#"{ "fn": "coalesce", "argv": ["a"] }"#, "x"),
        &[
            "`coalesce` takes 2 or more arguments, and this call has 1 (at `/rules/0/conditions/0/argv`)",
        ],
    );
    faults(
        &rule(r#"{ "fn": "stringEquals", "argv": [{ "ref": "Region" }, true] }"#, "x"),
        &[
            &format!(
                "argument 1 of `stringEquals` must be a string, and this is a option<string> \
                 (at `/rules/0/conditions/0/argv/0`); {PROVE}"
            ),
            "argument 2 of `stringEquals` must be a string, and this is a boolean \
             (at `/rules/0/conditions/0/argv/1`)",
        ],
    );
    faults(
        &rule(r#"{ "fn": "substring", "argv": ["a", -1, 2, false] }"#, "x"),
        &["argument 2 of `substring` must not be negative (at `/rules/0/conditions/0/argv/1`)"],
    );
    faults(
        &rule(r#"{ "fn": "split", "argv": ["a", "", 0] }"#, "x"),
        &["argument 2 of `split` must not be empty (at `/rules/0/conditions/0/argv/1`)"],
    );
    faults(
        &rule(r#"{ "fn": "ite", "argv": [{ "ref": "UseFIPS" }, "a", true] }"#, "x"),
        &["argument 3 of `ite` must be a string like the second, and this is a boolean \
           (at `/rules/0/conditions/0/argv/2`)"],
    );
}

#[test]
fn templates_take_strings_that_are_there() {
    faults(
        &rule("", "{UseFIPS}"),
        &["`{UseFIPS}` must be a string, and this is a boolean (at `/rules/0/error`)"],
    );
    faults(
        &rule("", "{Region}"),
        &[&format!(
            "`{{Region}}` must be a string, and this is a option<string> (at `/rules/0/error`); {PROVE}"
        )],
    );
    let parse = r#"{ "fn": "isSet", "argv": [{ "ref": "Bucket" }] },
        { "fn": "aws.parseArn", "argv": [{ "ref": "Bucket" }], "assign": "arn" }"#;
    faults(
        &rule(parse, "{arn#resourceId[2]}"),
        &[&format!(
            "`{{arn#resourceId[2]}}` must be a string, and this is a option<string> (at `/rules/0/error`); {PROVE}"
        )],
    );
    faults(
        &rule(parse, "{arn#name}"),
        &[
            "ARN has no member `name` (at `/rules/0/error`); it has partition, service, region, accountId, resourceId",
        ],
    );
    faults(
        &rule(parse, "{arn#region[0]}"),
        &["a string has no elements, so no `[0]` (at `/rules/0/error`)"],
    );
}

#[test]
fn names_that_fold_together_are_a_fault() {
    let rule_set = node(
        r#"{
            "version": "1.0",
            "parameters": { "fooBar": { "type": "string" }, "FooBar": { "type": "string" } },
            "rules": [{ "type": "error", "conditions": [], "error": "x" }]
        }"#,
    );
    let faults = check(&read_rule_set(&rule_set).unwrap()).unwrap_err();
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].contains("would both be called `foo_bar`"), "{}", faults[0]);
}

#[test]
fn is_set_proves_and_unread_names_go() {
    let plan = plan(&rule(
        r#"{ "fn": "isSet", "argv": [{ "ref": "Region" }] },
           { "fn": "isSet", "argv": [{ "ref": "Bucket" }] },
           { "fn": "uriEncode", "argv": ["{Region}"], "assign": "unread" }"#,
        "{Region}",
    ))
    .unwrap();
    let [PlannedRule { conditions, .. }] = tree(&plan) else { panic!("{plan:?}") };
    // `Region` is bound as it is read, `Bucket` only tested, and `unread` gone.
    assert!(
        matches!(conditions.as_slice(), [PlannedCondition::Bind(..), PlannedCondition::Test(_)]),
        "{conditions:?}"
    );
    let used: Vec<_> =
        plan.parameters.iter().filter(|p| p.used).map(|p| &p.variable.name).collect();
    assert_eq!(used, ["region", "bucket"]);
    assert!(!plan.needs_partitions());
}

#[test]
fn rules_that_cannot_be_reached_go() {
    let always = r#"{ "type": "error", "conditions": [], "error": "a" }"#;
    let never = r#"{ "type": "error", "conditions": [{ "fn": "stringEquals", "argv": ["a", "b"] }], "error": "b" }"#;
    let plan = plan(&format!("[{never}, {always}, {always}]")).unwrap();
    assert_eq!(tree(&plan).len(), 1);
    assert!(matches!(tree(&plan)[0].outcome, PlannedOutcome::Error(_)));
}

#[test]
fn cases_must_fit_the_parameters() {
    let rule_set = read_rule_set(&with_rules(&rule("", "x"))).unwrap();
    let cases = read_cases(
        &node(
            r#"{ "version": "1.0", "testCases": [
                { "params": { "Nope": "x", "UseFIPS": "yes", "Region": 7 }, "expect": { "error": "x" } },
                { "expect": {} },
                { "expect": { "endpoint": { "url": "https://a", "properties": { "p": 1 } } } },
                { "params": { "Keys": ["a"] }, "expect": { "error": "x" } }
            ] }"#,
        ),
        &rule_set.parameters,
    );
    let found: Vec<String> = cases.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "the rule set has no parameter `Nope` (at `/testCases/0/params/Nope`)",
            "parameter `UseFIPS` is a boolean, and this is a string (at `/testCases/0/params/UseFIPS`)",
            "expected a string, a boolean or an array of strings, found a number (at `/testCases/0/params/Region`)",
            "expected exactly one of `endpoint` and `error` (at `/testCases/1/expect`)",
            "no endpoint property can be a number (at `/testCases/2/expect/endpoint/properties/p`)",
        ]
    );
}

fn partitions(regex: &str, regions: &str) -> Result<Partitions, Vec<String>> {
    let outputs = r#""dnsSuffix": "a.com", "dualStackDnsSuffix": "b.com", "supportsFIPS": true,
        "supportsDualStack": false, "implicitGlobalRegion": "us-east-1""#;
    let found = read_partitions(&node(&format!(
        r#"{{ "partitions": [{{
            "id": "aws", "outputs": {{ "name": "aws", {outputs} }}, "regionRegex": "{regex}", "regions": {regions}
        }}] }}"#
    )));
    found.map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

#[test]
fn only_regions_that_say_something_new_are_kept() {
    let found = partitions(
        r"^us\\-\\w+\\-\\d+$",
        r#"{ "us-east-1": {}, "aws-global": {}, "us-odd-1": { "supportsFIPS": false } }"#,
    )
    .unwrap();
    assert_eq!(found.0[0].regions, ["aws-global"]);
    let [(region, outputs)] = found.0[0].overrides.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        (region.as_str(), outputs.supports_fips, outputs.dns_suffix.as_str()),
        ("us-odd-1", false, "a.com")
    );
}

#[test]
fn partitions_that_cannot_be_compiled_are_named() {
    assert_eq!(
        partitions("^us.*$", "{}"),
        Err(vec![
            "the region pattern of partition `aws` is not supported: `^us.*$`: `.*` is more than literals, \
             `(a|b)`, `\\w+` and `\\d+` (at `/partitions/0/regionRegex`)"
                .to_owned()
        ])
    );
    let none = read_partitions(&node(r#"{ "partitions": [] }"#)).unwrap_err();
    assert_eq!(
        none[0].to_string(),
        "there is no partition `aws` (at `/partitions`); it answers for regions that no other partition knows"
    );
}
