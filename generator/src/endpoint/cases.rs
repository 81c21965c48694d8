//! Reads the value of `smithy.rules#endpointTests`: what the service says its rules must answer.
//! Only cases whose parameters the rules have, with values of the right type, come through.
//! `operationInputs`, which says the same by way of whole operations, is not read.

use smithy_json_ast::Node;

use super::fault::Fault;
use super::read::read_constant;
use super::reader::{At, finish};
use super::rules::{Constant, Parameter};

/// One case: parameters, and what the rules must answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    pub(crate) documentation: String,
    /// In the order of the case.
    pub(crate) parameters: Vec<(String, Constant)>,
    pub(crate) expect: Expectation,
}

/// What a case expects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expectation {
    Error(String),
    Endpoint(ExpectedEndpoint),
}

/// An endpoint that a case expects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExpectedEndpoint {
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, Vec<String>)>,
    pub(crate) properties: Vec<(String, ExpectedProperty)>,
}

/// A property that a case expects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExpectedProperty {
    Boolean(bool),
    String(String),
    Array(Vec<ExpectedProperty>),
    Object(Vec<(String, ExpectedProperty)>),
}

/// The cases in a trait's value, for rules with these parameters.
///
/// # Errors
/// Everything that does not have the form that the specification gives, parameters that the
/// rules do not have, and values of the wrong type.
pub(crate) fn read_cases<'a>(
    value: &Node,
    parameters: impl IntoIterator<Item = &'a Parameter>,
) -> Result<Vec<Case>, Vec<Fault>> {
    let mut faults = Vec::new();
    let known: Vec<&Parameter> = parameters.into_iter().collect();
    let root = At::root(value);
    let cases = match root.get("testCases") {
        Some(array) => array.elements(&mut faults).unwrap_or_default(),
        None => Vec::new(),
    };
    let cases = cases.iter().filter_map(|c| case(c, &known, &mut faults)).collect();
    let root_is_object = root.object(&mut faults).is_some();
    finish(root_is_object.then_some(cases), faults)
}

fn case(value: &At<'_>, known: &[&Parameter], faults: &mut Vec<Fault>) -> Option<Case> {
    let documentation = value.optional_string("documentation", faults).unwrap_or_default();
    let mut parameters = Vec::new();
    if let Some(params) = value.get("params") {
        for (name, member) in params.members(faults)? {
            let Some(constant) = read_constant(&member, faults) else {
                continue;
            };
            match known.iter().find(|p| p.name == name) {
                None => {
                    let message = format!("the rule set has no parameter `{name}`");
                    faults.push(member.fault(message));
                }
                Some(p) if p.kind != constant.kind() => {
                    let (want, found) = (p.kind.name(), constant.kind().name());
                    let message = format!("parameter `{name}` is a {want}, and this is a {found}");
                    faults.push(member.fault(message));
                }
                Some(_) => parameters.push((name.to_owned(), constant)),
            }
        }
    }
    let expect = value.require("expect", faults)?;
    let expect = match (expect.get("error"), expect.get("endpoint")) {
        (Some(error), None) => Expectation::Error(error.string(faults)?.to_owned()),
        (None, Some(endpoint)) => Expectation::Endpoint(expected_endpoint(&endpoint, faults)?),
        _ => {
            faults.push(expect.fault("expected exactly one of `endpoint` and `error`"));
            return None;
        }
    };
    Some(Case { documentation, parameters, expect })
}

fn expected_endpoint(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<ExpectedEndpoint> {
    let url = value.require("url", faults)?.string(faults)?.to_owned();
    let mut headers = Vec::new();
    if let Some(members) = value.get("headers") {
        for (name, values) in members.members(faults)? {
            let values = values.elements(faults)?;
            let values = values.iter().map(|v| Some(v.string(faults)?.to_owned()));
            headers.push((name.to_owned(), values.collect::<Option<_>>()?));
        }
    }
    let mut properties = Vec::new();
    if let Some(members) = value.get("properties") {
        for (name, member) in members.members(faults)? {
            properties.push((name.to_owned(), expected_property(&member, faults)?));
        }
    }
    Some(ExpectedEndpoint { url, headers, properties })
}

fn expected_property(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<ExpectedProperty> {
    match value.node {
        Node::Bool(value) => Some(ExpectedProperty::Boolean(*value)),
        Node::String(text) => Some(ExpectedProperty::String(text.clone())),
        Node::Array(_) => {
            let elements = value.elements(faults)?;
            let elements = elements.iter().map(|e| expected_property(e, faults));
            Some(ExpectedProperty::Array(elements.collect::<Option<_>>()?))
        }
        Node::Object(_) => {
            let members = value.members(faults)?;
            let members =
                members.iter().map(|(k, m)| Some(((*k).to_owned(), expected_property(m, faults)?)));
            Some(ExpectedProperty::Object(members.collect::<Option<_>>()?))
        }
        Node::Null | Node::Number(_) => {
            let message = format!("no endpoint property can be {}", value.node.kind());
            faults.push(value.fault(message));
            None
        }
    }
}
