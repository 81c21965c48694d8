//! Compares what was sent with what a case expects. Source: Smithy 2.0 specification, "HTTP Protocol Compliance Tests",
//! "httpRequestTests".

use serde_json::{Value, json};

use crate::body;
use crate::suite::list;

/// What can be compared. A case with anything else fails, so that no expectation is passed over.
const KNOWN: [&str; 18] = [
    "appliesTo",
    "body",
    "bodyMediaType",
    "documentation",
    "forbidHeaders",
    "forbidQueryParams",
    "headers",
    "host",
    "id",
    "method",
    "params",
    "protocol",
    "queryParams",
    "requireHeaders",
    "requireQueryParams",
    "resolvedHost",
    "tags",
    "uri",
];

/// Everything in which a request is not as expected.
pub(crate) fn differences(case: &Value, sent: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let keys = case.as_object().into_iter().flatten().map(|(key, _)| key);
    for key in keys.filter(|key| !KNOWN.contains(&key.as_str())) {
        found.push(format!("the case has `{key}`, which cannot be compared yet"));
    }
    let request = Request::of(sent);
    let mut same = |what: &str, expected: &Value, sent: &str| {
        if !expected.is_null() && expected != sent {
            found.push(format!("{what} is {sent:?} and should be {expected}"));
        }
    };
    same("the method", &case["method"], sent["method"].as_str().unwrap_or_default());
    same("the path", &case["uri"], request.path);
    same("the host", &case["resolvedHost"], request.host);
    for (name, expected) in case["headers"].as_object().into_iter().flatten() {
        same(&format!("header {name}"), expected, &request.header(name).unwrap_or_default());
    }
    let mut names = |key: &str, what: &str, wanted: bool, is_there: &dyn Fn(&str) -> bool| {
        for name in list(&case[key]).filter_map(Value::as_str) {
            if is_there(name) != wanted {
                let is = if wanted { "missing" } else { "there, and should not be" };
                found.push(format!("{what} {name:?} is {is}"));
            }
        }
    };
    let header = |name: &str| request.header(name).is_some();
    let parameter =
        |name: &str| request.query.iter().any(|pair| pair.split('=').next() == Some(name));
    names("requireHeaders", "header", true, &header);
    names("forbidHeaders", "header", false, &header);
    names("requireQueryParams", "query parameter", true, &parameter);
    names("forbidQueryParams", "query parameter", false, &parameter);
    let mut left = request.query.clone();
    for expected in list(&case["queryParams"]).filter_map(Value::as_str) {
        match left.iter().position(|pair| *pair == expected) {
            Some(at) => drop(left.swap_remove(at)),
            None => found.push(format!("query parameter {expected:?} is missing from {left:?}")),
        }
    }
    if let Some(expected) = case["body"].as_str() {
        let media_type = case["bodyMediaType"].as_str().filter(|_| !expected.is_empty());
        found.extend(body::difference(media_type, expected, &request.body));
    }
    found
}

/// A request in parts.
struct Request<'a> {
    host: &'a str,
    path: &'a str,
    query: Vec<&'a str>,
    headers: &'a Value,
    body: Vec<u8>,
}

impl<'a> Request<'a> {
    fn of(sent: &'a Value) -> Self {
        let uri = sent["uri"].as_str().unwrap_or_default();
        let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
        let (host, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let byte = |byte: &Value| byte.as_u64().and_then(|byte| u8::try_from(byte).ok());
        Self {
            host,
            path,
            query: query.split('&').filter(|pair| !pair.is_empty()).collect(),
            headers: &sent["headers"],
            body: list(&sent["body"]).filter_map(byte).collect(),
        }
    }

    /// The values of a header, as one.
    fn header(&self, name: &str) -> Option<String> {
        let is_it = |pair: &&Value| pair[0].as_str().is_some_and(|n| n.eq_ignore_ascii_case(name));
        let values = list(self.headers).filter(is_it).filter_map(|pair| pair[1].as_str());
        let values: Vec<&str> = values.collect();
        (!values.is_empty()).then(|| values.join(", "))
    }
}

/// The case with one expectation changed, in every way that there is. None of them holds for what the case itself holds for.
pub(crate) fn altered(case: &Value, sent: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    let mut alter = |what: String, change: &dyn Fn(&mut Value)| {
        let mut copy = case.clone();
        change(&mut copy);
        all.push((what, copy));
    };
    for key in ["method", "uri", "resolvedHost"] {
        alter(key.to_owned(), &|case| {
            case[key] = json!(format!("{}-", case[key].as_str().unwrap_or_default()))
        });
    }
    for name in case["headers"].as_object().into_iter().flatten().map(|(name, _)| name) {
        alter(name.clone(), &|case| case["headers"][name] = json!("something else"));
    }
    alter("requireHeaders".to_owned(), &|case| case["requireHeaders"] = json!(["x-absent"]));
    for header in list(&sent["headers"]) {
        alter("forbidHeaders".to_owned(), &|case| case["forbidHeaders"] = json!([header[0]]));
    }
    alter("queryParams".to_owned(), &|case| case["queryParams"] = json!(["absent=1"]));
    alter("requireQueryParams".to_owned(), &|case| case["requireQueryParams"] = json!(["absent"]));
    alter("an unknown key".to_owned(), &|case| case["authScheme"] = json!("aws.auth#sigv4"));
    let (body, media_type) = (case["body"].as_str(), case["bodyMediaType"].as_str());
    for changed in body.into_iter().flat_map(|body| body::altered(media_type, body)) {
        alter(format!("the body {changed:?}"), &|case| case["body"] = json!(changed));
    }
    all
}
