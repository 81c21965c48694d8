//! Each rule of `service-2.json`.

use super::{convert, gives, says, service};

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
pub(super) fn rest() -> String {
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

#[test]
fn the_order_of_shapes_and_operations_means_nothing() {
    let operation = |name: &str, text: &str| {
        format!(
            r#""{name}": {{"name": "{name}", "http": {{"method": "POST", "requestUri": "/"}},
                "errors": [{{"shape": "Gone", "documentation": "{text}"}}]}}"#
        )
    };
    let operations = [operation("A", "of a"), operation("B", "of b")];
    let shapes = [
        r#""Gone": {"type": "structure", "members": {"M": {"shape": "name", "jsonvalue": true}}}"#,
        r#""name": {"type": "string"}"#,
        r#""Name": {"type": "string"}"#,
        r#""NAME": {"type": "string"}"#,
    ];
    let model = |operations: &[String], shapes: &[&str]| {
        let text = service("json", "", &operations.join(","), &shapes.join(","));
        convert(&[("service-2.json", &text)]).unwrap_or_else(|error| panic!("{error}")).ast
    };
    let reversed = |all: &[String]| all.iter().rev().cloned().collect::<Vec<_>>();
    let backwards: Vec<&str> = shapes.into_iter().rev().collect();
    assert_eq!(model(&operations, &shapes), model(&reversed(&operations), &backwards));
}
