//! Each rule of the other files.

use super::{gives, service};

const LIST: &str = r#""List": {"name": "List", "http": {"method": "POST", "requestUri": "/"},
    "input": {"shape": "In"}, "output": {"shape": "Out"}, "errors": [{"shape": "Gone"}]}"#;
const LIST_SHAPES: &str = r#""In": {"type": "structure", "members": {
        "Token": {"shape": "T"}, "Max": {"shape": "I"}, "At": {"shape": "Time"}, "Kind": {"shape": "K"}}},
    "Out": {"type": "structure", "members": {"Token": {"shape": "T"}, "Items": {"shape": "L"}}},
    "Gone": {"type": "structure", "members": {}, "exception": true, "error": {"httpStatusCode": 404}},
    "L": {"type": "list", "member": {"shape": "T"}}, "T": {"type": "string"}, "I": {"type": "integer"},
    "K": {"type": "string", "enum": ["a"]}, "Time": {"type": "timestamp"}"#;

/// The traits that the other files give to the operation `List`.
#[track_caller]
fn list_has(file: &str, text: &str, traits: &str) -> Vec<String> {
    let service = service("json", "", LIST, LIST_SHAPES);
    let expected = format!(
        r#""com.amazonaws.thingone#List": {{"type": "operation",
            "input": {{"target": "com.amazonaws.thingone#In"}},
            "output": {{"target": "com.amazonaws.thingone#Out"}},
            "errors": [{{"target": "com.amazonaws.thingone#Gone"}}], "traits": {{{traits}}}}}"#
    );
    gives(&[("service-2.json", &service), (file, text)], &expected)
}

#[test]
fn paginators() {
    let file = "paginators-1.json";
    list_has(
        file,
        r#"{"pagination": {"List": {"input_token": "Token", "output_token": "Token", "result_key": "Items",
            "limit_key": "Max", "more_results": "More"}}}"#,
        r#""smithy.api#paginated": {"inputToken": "Token", "outputToken": "Token", "items": "Items",
            "pageSize": "Max"}"#,
    );
    list_has(
        file,
        r#"{"pagination": {"List": {"input_token": "Token", "output_token": "A.Token",
            "result_key": ["Items", "Other"]}}}"#,
        r#""smithy.api#paginated": {"inputToken": "Token", "outputToken": "A.Token"}"#,
    );
    for token in [r#"["A", "B"]"#, r#""Items[-1].Id""#, r#""A || B""#] {
        let text = format!(
            r#"{{"pagination": {{"List": {{"input_token": "Token", "output_token": {token}}}}}}}"#
        );
        list_has(file, &text, "");
    }
    let unknown = r#"{"pagination": {"Lost": {}}}"#;
    let warnings = list_has(file, unknown, "");
    assert_eq!(warnings, ["paginator `Lost` is for an operation that is not there"]);
}

fn waiter(acceptor: &str) -> String {
    format!(
        r#"{{"waiters": {{"Done": {{"operation": "List", "delay": 200, "maxAttempts": 3,
            "acceptors": [{acceptor}]}}}}}}"#
    )
}

#[test]
fn waiters() {
    for (acceptor, matcher) in [
        (r#""matcher": "status", "expected": 200"#, r#"{"success": true}"#),
        (r#""matcher": "status", "expected": 404"#, r#"{"errorType": "Gone"}"#),
        (r#""matcher": "error", "expected": true"#, r#"{"success": false}"#),
        (r#""matcher": "error", "expected": false"#, r#"{"success": true}"#),
        (r#""matcher": "error", "expected": "Code.X""#, r#"{"errorType": "Code.X"}"#),
        (
            r#""matcher": "path", "expected": true, "argument": "a > `0`""#,
            r#"{"output": {"path": "a > `0`", "expected": "true", "comparator": "booleanEquals"}}"#,
        ),
        (
            r#""matcher": "path", "expected": "x", "argument": "a""#,
            r#"{"output": {"path": "a", "expected": "x", "comparator": "stringEquals"}}"#,
        ),
        (
            r#""matcher": "pathAll", "expected": "x", "argument": "a[]""#,
            r#"{"output": {"path": "a[]", "expected": "x", "comparator": "allStringEquals"}}"#,
        ),
        (
            r#""matcher": "pathAny", "expected": "x", "argument": "a[]""#,
            r#"{"output": {"path": "a[]", "expected": "x", "comparator": "anyStringEquals"}}"#,
        ),
    ] {
        let text = waiter(&format!(r#"{{"state": "success", {acceptor}}}"#));
        let waitable = format!(
            r#""smithy.waiters#waitable": {{"Done": {{"acceptors": [{{"state": "success",
                "matcher": {matcher}}}], "minDelay": 200, "maxDelay": 200}}}}"#
        );
        list_has("waiters-2.json", &text, &waitable);
    }
    for (acceptor, wanted) in [
        (
            r#""matcher": "status", "expected": 418"#,
            "looks for a status that tells no error of `List`",
        ),
        (r#""matcher": "pathAll", "expected": true"#, "matches `pathAll` against a boolean"),
    ] {
        let text = waiter(&format!(r#"{{"state": "success", {acceptor}}}"#));
        let warnings = list_has("waiters-2.json", &text, "");
        assert_eq!(warnings, [format!("waiter `Done` {wanted}; it is left out")]);
    }
}

#[test]
fn examples_that_fit() {
    let file = |input: &str| {
        format!(
            r#"{{"examples": {{"List": [{{"id": "1", "title": "T", "description": "D",
                "comments": {{}}, "input": {input}}}]}}}}"#
        )
    };
    let good = r#"{"Token": "x", "Max": 1, "At": "2020-01-01T00:00:00.5Z", "Kind": "a"}"#;
    let expected = format!(
        r#""smithy.api#examples": [{{"title": "T", "documentation": "D", "input": {good}, "output": {{}}}}]"#
    );
    list_has("examples-1.json", &file(good), &expected);
    for wrong in [
        r#"{"Token": 1}"#,
        r#"{"Max": "1"}"#,
        r#"{"At": "2020-01-01T00:00:00"}"#,
        r#"{"Kind": "b"}"#,
        r#"{"Other": 1}"#,
        "null",
    ] {
        list_has("examples-1.json", &file(wrong), "");
    }
}

#[test]
fn extras_are_merged() {
    let service = service("json", "", LIST, LIST_SHAPES);
    let extras = r#"{"version": 1.0, "merge": {"metadata": {"serviceId": "Two"},
        "shapes": {"Out": {"members": {"More": {"shape": "T"}}}}}}"#;
    gives(
        &[("service-2.json", &service), ("service-2.sdk-extras.json", extras)],
        r#""com.amazonaws.two#Out": {"type": "structure", "members": {
            "Token": {"target": "com.amazonaws.two#T"}, "Items": {"target": "com.amazonaws.two#L"},
            "More": {"target": "com.amazonaws.two#T"}}, "traits": {"smithy.api#output": {}}}"#,
    );
}
