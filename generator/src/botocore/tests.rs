#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may panic")]

use std::path::Path;

use smithy_json_ast::Shape;
use tempfile::TempDir;

use super::{Botocore, read};

/// A `service-2.json` of a protocol, with what the metadata has besides, operations and shapes.
fn service(protocol: &str, metadata: &str, operations: &str, shapes: &str) -> String {
    format!(
        r#"{{"metadata": {{"apiVersion": "2020-01-01", "endpointPrefix": "thing", "protocol": "{protocol}",
            "serviceFullName": "Amazon Thing Service", "serviceId": "Thing One",
            "xmlNamespace": "http://thing/"{metadata}}},
            "operations": {{{operations}}},
            "shapes": {{{shapes}}}}}"#
    )
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn convert(files: &[(&str, &str)]) -> Result<Botocore, String> {
    let folder = folder(files);
    let shown = |text: String| text.replace(&format!("{}/", folder.path().display()), "");
    read(folder.path(), None).map_err(|error| shown(error.to_string()))
}

/// Asserts the shapes of `expected`, members in their order; there may be others.
#[track_caller]
fn gives(files: &[(&str, &str)], expected: &str) -> Vec<String> {
    let found = convert(files).unwrap_or_else(|error| panic!("{error}"));
    let text = format!(r#"{{"smithy": "2.0", "shapes": {{{expected}}}}}"#);
    let expected = smithy_json_ast::read(&text).unwrap_or_else(|faults| panic!("{faults}"));
    let order = |shape: &Shape| -> Vec<String> {
        shape.members().into_iter().flat_map(|members| members.keys().cloned()).collect()
    };
    for (id, wanted) in &expected.shapes {
        let shape = found.ast.shapes.get(id).unwrap_or_else(|| panic!("no {id}"));
        assert_eq!(shape, wanted);
        assert_eq!(order(shape), order(wanted));
    }
    found.warnings.iter().map(|warning| warning.message.clone()).collect()
}

#[track_caller]
fn says(text: &str, wanted: &[&str]) {
    let message = convert(&[("service-2.json", text)]).err().unwrap();
    for wanted in wanted {
        assert!(message.contains(wanted), "{message}");
    }
}

#[test]
fn a_query_service() {
    let text = service(
        "query",
        r#", "signingName": "sign", "serviceAbbreviation": "Thing""#,
        r#""Get": {"name": "Get", "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "GetRequest"}, "errors": [{"shape": "Gone", "documentation": "It went."}],
            "documentation": "Gets.", "deprecated": true, "deprecatedSince": "2024"}"#,
        r#""GetRequest": {"type": "structure", "required": ["Id"], "members": {
                "Id": {"shape": "String", "documentation": "Its id.", "idempotencyToken": true},
                "Flat": {"shape": "FlatList", "locationName": "Ignored"},
                "Old": {"shape": "Tags", "deprecated": true, "deprecatedMessage": "no"}}},
            "Gone": {"type": "structure", "members": {}, "exception": true,
                "error": {"code": "GoneAway", "httpStatusCode": 503}, "retryable": {"throttling": true}},
            "FlatList": {"type": "list", "member": {"shape": "String", "locationName": "E"},
                "flattened": true, "max": 3},
            "Tags": {"type": "map", "key": {"shape": "String", "locationName": "Name"},
                "value": {"shape": "String"}, "sparse": true},
            "String": {"type": "string", "min": 1, "pattern": "a+", "sensitive": true},
            "Count": {"type": "integer", "min": 0, "max": 5, "box": true},
            "When": {"type": "timestamp", "timestampFormat": "unixTimestamp"},
            "Kind": {"type": "string", "enum": ["b.c", "a"]}"#,
    );
    let warnings = gives(
        &[("service-2.json", &text)],
        r#""com.amazonaws.thingone#Thing": {"type": "service", "version": "2020-01-01",
            "operations": [{"target": "com.amazonaws.thingone#Get"}], "traits": {
                "aws.api#service": {"sdkId": "Thing One", "arnNamespace": "sign",
                    "cloudFormationName": "ThingOne", "cloudTrailEventSource": "sign.amazonaws.com",
                    "endpointPrefix": "thing"},
                "aws.auth#sigv4": {"name": "sign"}, "aws.protocols#awsQuery": {},
                "smithy.api#title": "Amazon Thing Service",
                "smithy.api#xmlNamespace": {"uri": "http://thing/"}}},
        "com.amazonaws.thingone#Get": {"type": "operation",
            "input": {"target": "com.amazonaws.thingone#GetRequest"},
            "output": {"target": "smithy.api#Unit"},
            "errors": [{"target": "com.amazonaws.thingone#Gone"}],
            "traits": {"smithy.api#documentation": "Gets.", "smithy.api#deprecated": {"since": "2024"}}},
        "com.amazonaws.thingone#GetRequest": {"type": "structure", "members": {
            "Id": {"target": "com.amazonaws.thingone#String", "traits": {
                "smithy.api#documentation": "Its id.", "smithy.api#idempotencyToken": {},
                "smithy.api#required": {}}},
            "Flat": {"target": "com.amazonaws.thingone#FlatList", "traits": {
                "smithy.api#xmlFlattened": {}, "smithy.api#xmlName": "E"}},
            "Old": {"target": "com.amazonaws.thingone#Tags", "traits": {
                "smithy.api#deprecated": {"message": "no"}}}},
            "traits": {"smithy.api#input": {}}},
        "com.amazonaws.thingone#Gone": {"type": "structure", "members": {}, "traits": {
            "smithy.api#error": "server", "smithy.api#httpError": 503,
            "aws.protocols#awsQueryError": {"code": "GoneAway", "httpResponseCode": 503},
            "smithy.api#retryable": {"throttling": true}, "smithy.api#documentation": "It went."}},
        "com.amazonaws.thingone#FlatList": {"type": "list",
            "member": {"target": "com.amazonaws.thingone#String"},
            "traits": {"smithy.api#length": {"max": 3}}},
        "com.amazonaws.thingone#Tags": {"type": "map",
            "key": {"target": "com.amazonaws.thingone#String", "traits": {"smithy.api#xmlName": "Name"}},
            "value": {"target": "com.amazonaws.thingone#String"}, "traits": {"smithy.api#sparse": {}}},
        "com.amazonaws.thingone#String": {"type": "string", "traits": {
            "smithy.api#length": {"min": 1}, "smithy.api#pattern": "a+", "smithy.api#sensitive": {}}},
        "com.amazonaws.thingone#Count": {"type": "integer", "traits": {
            "smithy.api#range": {"min": 0, "max": 5}}},
        "com.amazonaws.thingone#When": {"type": "timestamp", "traits": {
            "smithy.api#timestampFormat": "epoch-seconds"}},
        "com.amazonaws.thingone#Kind": {"type": "enum", "members": {
            "b_c": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "b.c"}},
            "a": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "a"}}}}"#,
    );
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn names_of_ec2_are_capitalized_in_requests() {
    let text = service(
        "ec2",
        "",
        "",
        r#""S": {"type": "structure", "members": {
            "A": {"shape": "T", "locationName": "lower"}, "B": {"shape": "T", "locationName": "Upper"},
            "C": {"shape": "T", "locationName": "x", "queryName": "Other"}, "D": {"shape": "T"}}},
            "T": {"type": "string"}"#,
    );
    gives(
        &[("service-2.json.gz", &text)],
        r#""com.amazonaws.thingone#S": {"type": "structure", "members": {
            "A": {"target": "com.amazonaws.thingone#T", "traits": {
                "smithy.api#xmlName": "lower", "aws.protocols#ec2QueryName": "Lower"}},
            "B": {"target": "com.amazonaws.thingone#T", "traits": {"smithy.api#xmlName": "Upper"}},
            "C": {"target": "com.amazonaws.thingone#T", "traits": {
                "smithy.api#xmlName": "x", "aws.protocols#ec2QueryName": "Other"}},
            "D": {"target": "com.amazonaws.thingone#T"}}}"#,
    );
}

/// A REST service with a bit of everything.
fn rest() -> String {
    service(
        "rest-json",
        r#", "auth": ["smithy.api#httpBearerAuth", "aws.auth#sigv4"], "protocolSettings": {"h2": "eventstream"}"#,
        r#""Put": {"name": "Put", "http": {"method": "PUT", "requestUri": "/a/{wire+}/b?x", "responseCode": 201},
            "input": {"shape": "In"}, "output": {"shape": "Out"}, "idempotent": true,
            "endpoint": {"hostPrefix": "{Host}."}, "authtype": "none", "unsignedPayload": true,
            "httpChecksum": {"requestChecksumRequired": true}, "httpChecksumRequired": true,
            "requestcompression": {"encodings": ["gzip"]},
            "staticContextParams": {"P": {"value": true}}, "operationContextParams": {"Q": {"path": "a"}}}"#,
        r#""In": {"type": "structure", "payload": "Body", "members": {
                "Label": {"shape": "T", "location": "uri", "locationName": "wire"},
                "Host": {"shape": "T", "hostLabel": true, "contextParam": {"name": "H"}},
                "Query": {"shape": "T", "location": "querystring", "locationName": "q"},
                "Rest": {"shape": "M", "location": "querystring"},
                "Head": {"shape": "T", "location": "header", "locationName": "x-h"},
                "Heads": {"shape": "M", "location": "headers", "locationName": "x-m-"},
                "Named": {"shape": "T", "locationName": "other"},
                "Json": {"shape": "T", "jsonvalue": true},
                "Body": {"shape": "B", "streaming": true}}},
            "Out": {"type": "structure", "payload": "Events", "members": {
                "Status": {"shape": "I", "location": "statusCode"}, "Doc": {"shape": "D"},
                "Events": {"shape": "E"}}},
            "E": {"type": "structure", "eventstream": true, "members": {"One": {"shape": "Event"}}},
            "Event": {"type": "structure", "event": true, "members": {
                "P": {"shape": "B", "eventpayload": true}, "H": {"shape": "T", "eventheader": true}}},
            "U": {"type": "structure", "union": true, "required": ["A"], "members": {"A": {"shape": "T"}}},
            "D": {"type": "structure", "document": true, "members": {}},
            "T": {"type": "string", "max": 2}, "I": {"type": "integer"}, "B": {"type": "blob"},
            "M": {"type": "map", "key": {"shape": "T"}, "value": {"shape": "T"}}"#,
    )
}

#[test]
fn whatever_is_changed_never_panics() {
    let text = rest();
    let folder = folder(&[("service-2.json", &text)]);
    let file = folder.path().join("service-2.json");
    let mut refused = 0;
    for i in (0..text.len()).step_by(4) {
        for with in ["", "1", "\"", "null"] {
            let changed = format!("{}{with}{}", &text[..i], &text[i + 1..]);
            std::fs::write(&file, changed).unwrap();
            refused += usize::from(read(folder.path(), None).is_err());
        }
    }
    assert!(refused > text.len() / 4, "{refused}");
}

#[test]
fn http_bindings() {
    let text = rest();
    gives(
        &[("service-2.json", &text)],
        r#""com.amazonaws.thingone#AmazonThingService": {"type": "service", "version": "2020-01-01",
            "operations": [{"target": "com.amazonaws.thingone#Put"}], "traits": {
                "aws.api#service": {"sdkId": "Thing One", "arnNamespace": "thing",
                    "cloudFormationName": "ThingOne", "cloudTrailEventSource": "thing.amazonaws.com",
                    "endpointPrefix": "thing"},
                "aws.auth#sigv4": {"name": "thing"}, "smithy.api#httpBearerAuth": {},
                "smithy.api#auth": ["smithy.api#httpBearerAuth", "aws.auth#sigv4"],
                "aws.protocols#restJson1": {"http": ["http/1.1", "h2"], "eventStreamHttp": ["h2"]},
                "smithy.api#title": "Amazon Thing Service",
                "smithy.api#xmlNamespace": {"uri": "http://thing/"}}},
        "com.amazonaws.thingone#Put": {"type": "operation",
            "input": {"target": "com.amazonaws.thingone#In"},
            "output": {"target": "com.amazonaws.thingone#Out"}, "traits": {
                "smithy.api#http": {"method": "PUT", "uri": "/a/{Label+}/b?x", "code": 201},
                "smithy.api#idempotent": {}, "smithy.api#endpoint": {"hostPrefix": "{Host}."},
                "smithy.api#auth": [], "aws.auth#unsignedPayload": {},
                "aws.protocols#httpChecksum": {"requestChecksumRequired": true},
                "smithy.api#httpChecksumRequired": {},
                "smithy.api#requestCompression": {"encodings": ["gzip"]},
                "smithy.rules#staticContextParams": {"P": {"value": true}},
                "smithy.rules#operationContextParams": {"Q": {"path": "a"}}}},
        "com.amazonaws.thingone#In": {"type": "structure", "members": {
            "Label": {"target": "com.amazonaws.thingone#T", "traits": {
                "smithy.api#httpLabel": {}, "smithy.api#required": {}}},
            "Host": {"target": "com.amazonaws.thingone#T", "traits": {
                "smithy.api#hostLabel": {}, "smithy.rules#contextParam": {"name": "H"}}},
            "Query": {"target": "com.amazonaws.thingone#T", "traits": {"smithy.api#httpQuery": "q"}},
            "Rest": {"target": "com.amazonaws.thingone#M", "traits": {"smithy.api#httpQueryParams": {}}},
            "Head": {"target": "com.amazonaws.thingone#T", "traits": {"smithy.api#httpHeader": "x-h"}},
            "Heads": {"target": "com.amazonaws.thingone#M", "traits": {
                "smithy.api#httpPrefixHeaders": "x-m-"}},
            "Named": {"target": "com.amazonaws.thingone#T", "traits": {"smithy.api#jsonName": "other"}},
            "Json": {"target": "com.amazonaws.thingone#SynthesizedJsonT"},
            "Body": {"target": "com.amazonaws.thingone#StreamingB", "traits": {
                "smithy.api#httpPayload": {}, "smithy.api#default": ""}}},
            "traits": {"smithy.api#input": {}}},
        "com.amazonaws.thingone#SynthesizedJsonT": {"type": "string", "traits": {
            "smithy.api#mediaType": "application/json", "smithy.api#length": {"max": 2}}},
        "com.amazonaws.thingone#StreamingB": {"type": "blob", "traits": {"smithy.api#streaming": {}}},
        "com.amazonaws.thingone#Out": {"type": "structure", "members": {
            "Status": {"target": "com.amazonaws.thingone#I", "traits": {"smithy.api#httpResponseCode": {}}},
            "Doc": {"target": "com.amazonaws.thingone#D"},
            "Events": {"target": "com.amazonaws.thingone#E", "traits": {"smithy.api#httpPayload": {}}}},
            "traits": {"smithy.api#output": {}}},
        "com.amazonaws.thingone#E": {"type": "union", "members": {
            "One": {"target": "com.amazonaws.thingone#Event"}}, "traits": {"smithy.api#streaming": {}}},
        "com.amazonaws.thingone#Event": {"type": "structure", "members": {
            "P": {"target": "com.amazonaws.thingone#B", "traits": {"smithy.api#eventPayload": {}}},
            "H": {"target": "com.amazonaws.thingone#T", "traits": {"smithy.api#eventHeader": {}}}}},
        "com.amazonaws.thingone#U": {"type": "union", "members": {
            "A": {"target": "com.amazonaws.thingone#T"}}},
        "com.amazonaws.thingone#D": {"type": "document"}"#,
    );
}

#[test]
fn the_namespace_of_payloads_is_the_services() {
    let text = service(
        "rest-xml",
        "",
        "",
        r#""S": {"type": "structure", "payload": "P", "members": {
                "P": {"shape": "X", "locationName": "Root", "xmlNamespace": {"uri": "http://p/"}}}},
            "X": {"type": "structure", "xmlNamespace": {"prefix": "x", "uri": "http://x/"}, "members": {
                "A": {"shape": "T", "locationName": "x:a", "xmlAttribute": true},
                "X": {"shape": "X"}}},
            "T": {"type": "string"}"#,
    );
    let text = text.replace(r#""xmlNamespace": "http://thing/""#, r#""uid": "x""#);
    gives(
        &[("service-2.json", &text)],
        r#""com.amazonaws.thingone#S": {"type": "structure", "members": {
            "P": {"target": "com.amazonaws.thingone#X", "traits": {
                "smithy.api#httpPayload": {}, "smithy.api#xmlName": "Root"}}}},
        "com.amazonaws.thingone#X": {"type": "structure", "members": {
            "A": {"target": "com.amazonaws.thingone#T", "traits": {
                "smithy.api#xmlName": "x:a", "smithy.api#xmlAttribute": {}}},
            "X": {"target": "com.amazonaws.thingone#X", "traits": {
                "smithy.api#xmlNamespace": {"prefix": "x", "uri": "http://x/"}}}}}"#,
    );
    let found = convert(&[("service-2.json", &text)]).unwrap().ast;
    let service = &found.shapes["com.amazonaws.thingone#AmazonThingService"].traits;
    assert_eq!(service["smithy.api#xmlNamespace"].get("uri").unwrap().as_str(), Some("http://p/"));
}

#[test]
fn every_protocol_has_a_trait() {
    for (protocol, wanted) in [
        ("ec2", "aws.protocols#ec2Query"),
        ("query", "aws.protocols#awsQuery"),
        ("json", "aws.protocols#awsJson1_0"),
        ("rest-json", "aws.protocols#restJson1"),
        ("rest-xml", "aws.protocols#restXml"),
        ("smithy-rpc-v2-cbor", "smithy.protocols#rpcv2Cbor"),
    ] {
        let metadata = r#", "targetPrefix": "a.b.Target_2020", "protocols": ["json"]"#;
        let text = service(protocol, metadata, "", "");
        let found = convert(&[("service-2.json", &text)]).unwrap().ast;
        let traits = &found.shapes["com.amazonaws.thingone#Target_2020"].traits;
        assert!(traits.contains_key(wanted) && traits.contains_key("aws.protocols#awsJson1_0"));
    }
    says(
        &service("soap", "", "", ""),
        &["error[unknown-protocol]: the protocol `soap` is not known", "service-2.json:1:70"],
    );
}

#[test]
fn names_that_are_taken() {
    let text = service(
        "json",
        "",
        r#""Get": {"name": "Get", "http": {"method": "POST", "requestUri": "/"}}"#,
        r#""small": {"type": "string"}, "Small": {"type": "string"}, "get": {"type": "string"},
            "AmazonThingService": {"type": "string"},
            "E": {"type": "string", "enum": ["A", "a", "1", "A"]}"#,
    );
    gives(
        &[("service-2.json", &text)],
        r#""com.amazonaws.thingone#Small": {"type": "string"},
        "com.amazonaws.thingone#smallLower": {"type": "string"},
        "com.amazonaws.thingone#getShape": {"type": "string"},
        "com.amazonaws.thingone#AmazonThingServiceLower": {"type": "string"},
        "com.amazonaws.thingone#E": {"type": "enum", "members": {
            "A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "A"}},
            "a_2": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "a"}},
            "_1": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "1"}}}}"#,
    );
}

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

#[test]
fn faults_have_a_place() {
    says(
        "{\n \"metadata\": [1,]}",
        &[
            "error[invalid-json]: the file is no JSON: trailing comma\n",
            "--> service-2.json:2:17",
            "help: get the file again; pip install --force-reinstall botocore",
        ],
    );
    says(
        "{}",
        &[
            "error[invalid-botocore]: the file has no `metadata`, so it is no `service-2.json`",
            "the file has no `operations`",
        ],
    );
    let shapes = |shapes: &str| service("json", "", "", &format!("\n{shapes}"));
    says(
        &shapes(
            r#""A": {"type": "list", "member": {"shape": "Strin"}}, "String": {"type": "string"}"#,
        ),
        &[
            "error[unknown-shape]: `shapes/A/member` refers to shape `Strin`, which is not there",
            "service-2.json:6:",
            "help: did you mean `String`?",
        ],
    );
    says(
        &shapes(r#""A": {"type": "strong"}"#),
        &[
            "error[unknown-type]: shape `A` has the type `strong`, which is not known",
            "help: did you mean `string`",
        ],
    );
    says(
        &shapes(r#""A": {"type": "map"}"#),
        &["`shapes/A` has no `key`", "`shapes/A` has no `value`"],
    );
    says(
        &shapes(r#""A": {"type": "string", "min": "1"}"#),
        &["error[invalid-botocore]: `shapes/A/min` must be a number, not a string"],
    );
    says(
        &shapes(r#""A": {"type": "structure", "members": {}, "required": ["B"]}"#),
        &["error[unknown-member]: shape `A` names a member `B`, which it does not have"],
    );
    says(
        &shapes(r#""A-B": {"type": "string"}"#),
        &["error[invalid-name]: `A-B` cannot be the name of a shape in Smithy"],
    );
    says(
        &shapes(r#""A": {"type": "string"}, "A": {"type": "blob"}"#),
        &["the key `A` is there twice"],
    );
}

#[test]
fn unknown_keys_are_warnings() {
    let text = service("json", "", "", r#""A": {"type": "string", "novel": true}"#);
    let warnings = gives(&[("service-2.json", &text)], "");
    assert_eq!(warnings, ["`shapes/A/novel` is not known here and left out"]);
}

#[test]
fn which_folder_is_meant() {
    let text = service("json", "", "", "");
    let named = |name: &str| text.replace("Thing One", name);
    let (old, new, other) = (named("Old"), named("New"), named("Other"));
    let folder = folder(&[
        ("botocore/data/thing/2019-01-01/service-2.json", &old),
        ("botocore/data/thing/2020-01-01/service-2.json", &new),
        ("botocore/data/thing/2021-01-01/examples-1.json", "{}"),
        ("botocore/data/other/2020-01-01/service-2.json", &other),
    ]);
    let found = |path: &str, service: Option<&str>| {
        let found = read(&folder.path().join(path), service).map_err(|error| error.to_string());
        let ids = found.map(|found| found.ast.shapes.keys().next().unwrap().namespace().to_owned());
        ids.map_err(|error| error.replace(&format!("{}/", folder.path().display()), ""))
    };
    assert_eq!(found("botocore/data/thing/2019-01-01", None).unwrap(), "com.amazonaws.old");
    assert_eq!(found("botocore/data/thing", None).unwrap(), "com.amazonaws.new");
    for root in ["botocore/data", "botocore", "."] {
        assert_eq!(found(root, Some("other")).unwrap(), "com.amazonaws.other", "{root}");
    }
    assert_eq!(
        found("botocore/data", None).unwrap_err(),
        "`botocore/data` holds 2 services; name one with `--service NAME`, or give its folder"
    );
    assert_eq!(
        found("botocore", Some("thin")).unwrap_err(),
        "`botocore/data` has no service `thin`; did you mean `thing`?"
    );
    assert!(found("botocore/data/thing/2021-01-01", None).unwrap_err().starts_with(
        "`botocore/data/thing/2021-01-01` does not hold botocore's data: give the folder of a service"
    ));
    assert!(found("nowhere", None).unwrap_err().starts_with("cannot read `nowhere`: "));
    let watched = super::watched(&folder.path().join("botocore"), Some("thing"));
    assert_eq!(watched, folder.path().join("botocore/data/thing"));
    assert_eq!(super::watched(Path::new("nowhere"), None), Path::new("nowhere"));
}
