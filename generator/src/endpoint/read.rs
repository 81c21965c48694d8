//! Reads the value of `smithy.rules#endpointRuleSet`, and the parts that a diagram shares. Every fault of form is found in one pass;
//! what names and types mean is the checker's business.

use smithy_json_ast::Node;

use super::fault::Fault;
use super::reader::{At, finish};
use super::rules::{
    Condition, Constant, EndpointTemplate, Expression, ExpressionKind, Outcome, Parameter,
    ParameterKind, Property, Rule, RuleSet,
};
use super::template::parse_template;

/// The rule set in a trait's value.
///
/// # Errors
/// Everything that does not have the form that the specification gives.
pub(crate) fn read_rule_set(value: &Node) -> Result<RuleSet, Vec<Fault>> {
    let mut faults = Vec::new();
    let root = At::root(value);
    version(&root, 0, &mut faults);
    let parameters = parameters(&root, &mut faults);
    let rules = rules(&root, &mut faults);
    let rule_set = parameters.zip(rules).map(|(parameters, rules)| RuleSet { parameters, rules });
    finish(rule_set, faults)
}

/// Accepts any 1.x from 1.`least` on, as minor versions only add functions, and those are known
/// or a fault.
pub(super) fn version(root: &At<'_>, least: u32, faults: &mut Vec<Fault>) -> Option<()> {
    let version = root.require("version", faults)?;
    let text = version.string(faults)?;
    let mut parts = text.split('.');
    let (major, minor) = (parts.next(), parts.next().and_then(|minor| minor.parse().ok()));
    if major != Some("1") {
        let message = format!("version `{text}` of the rules engine is not known; 1.x is");
        faults.push(version.fault(message));
    } else if minor.unwrap_or(0) < least {
        let message =
            format!("version `{text}` of the rules engine has none of this; 1.{least} has");
        faults.push(version.fault(message));
    }
    Some(())
}

pub(super) fn parameters(root: &At<'_>, faults: &mut Vec<Fault>) -> Option<Vec<Parameter>> {
    let members = root.require("parameters", faults)?.members(faults)?;
    Some(members.iter().filter_map(|(name, value)| parameter(name, value, faults)).collect())
}

fn parameter(name: &str, value: &At<'_>, faults: &mut Vec<Fault>) -> Option<Parameter> {
    let well_named = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    if !well_named {
        let message =
            format!("`{name}` is no parameter name: it must be a letter, then letters and digits");
        faults.push(value.fault(message));
    }
    let kind = parameter_kind(&value.require("type", faults)?, faults)?;
    let required = value.get("required").and_then(|r| r.boolean(faults)).unwrap_or(false);
    let default = value.get("default").and_then(|d| {
        let constant = read_constant(&d, faults)?;
        if constant.kind() != kind {
            let (kind, found) = (kind.name(), constant.kind().name());
            faults.push(d.fault(format!("the default of a {kind} parameter is a {found}")));
        }
        if !required {
            let fault = d.fault(format!("parameter `{name}` has a default but is not required"));
            faults.push(fault.help("say `\"required\": true`, or take the default away"));
        }
        Some(constant)
    });
    let deprecated =
        value.get("deprecated").map(|d| d.optional_string("message", faults).unwrap_or_default());
    Some(Parameter {
        at: value.at.clone(),
        name: name.to_owned(),
        kind,
        built_in: value.optional_string("builtIn", faults),
        required,
        default,
        documentation: value.optional_string("documentation", faults),
        deprecated,
    })
}

/// Published rule sets also write the type with a capital.
pub(super) fn parameter_kind(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<ParameterKind> {
    let text = value.string(faults)?;
    let kinds = [ParameterKind::String, ParameterKind::Boolean, ParameterKind::StringArray];
    let found = kinds.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text));
    if found.is_none() {
        let message =
            format!("`{text}` is no type of parameter; use string, boolean or stringArray");
        faults.push(value.fault(message));
    }
    found
}

/// A value for a parameter.
pub(super) fn read_constant(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<Constant> {
    match value.node {
        Node::String(text) => Some(Constant::String(text.clone())),
        Node::Bool(value) => Some(Constant::Boolean(*value)),
        Node::Array(_) => {
            let elements = value.elements(faults)?;
            let strings = elements.iter().map(|e| Some(e.string(faults)?.to_owned()));
            Some(Constant::StringArray(strings.collect::<Option<_>>()?))
        }
        other => {
            let message = format!(
                "expected a string, a boolean or an array of strings, found {}",
                other.kind()
            );
            faults.push(value.fault(message));
            None
        }
    }
}

fn rules(parent: &At<'_>, faults: &mut Vec<Fault>) -> Option<Vec<Rule>> {
    let array = parent.require("rules", faults)?;
    let elements = array.elements(faults)?;
    if elements.is_empty() {
        faults.push(array.fault("there must be at least one rule"));
    }
    Some(elements.iter().filter_map(|element| rule(element, faults)).collect())
}

pub(super) fn rule(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<Rule> {
    let conditions = match value.get("conditions") {
        Some(array) => array.elements(faults)?,
        None => Vec::new(),
    };
    let conditions = conditions.iter().filter_map(|c| condition(c, faults)).collect();
    let kind = value.require("type", faults)?;
    let outcome = match kind.string(faults)? {
        "endpoint" => Outcome::Endpoint(endpoint(&value.require("endpoint", faults)?, faults)?),
        "error" => Outcome::Error(expression(&value.require("error", faults)?, faults)?),
        "tree" => Outcome::Tree(rules(value, faults)?),
        other => {
            let message = format!("`{other}` is no type of rule; use endpoint, error or tree");
            faults.push(kind.fault(message));
            return None;
        }
    };
    Some(Rule { at: value.at.clone(), conditions, outcome })
}

pub(super) fn condition(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<Condition> {
    value.require("fn", faults)?;
    let call = expression(value, faults)?;
    let assign = value.optional_string("assign", faults);
    Some(Condition { at: value.at.clone(), call, assign })
}

fn expression(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<Expression> {
    let kind = match value.node {
        Node::Bool(value) => ExpressionKind::Boolean(*value),
        Node::Number(number) if number.is_i64() => {
            ExpressionKind::Integer(number.as_i64().unwrap_or_default())
        }
        Node::String(text) => match parse_template(text) {
            Ok(pieces) => ExpressionKind::Template(pieces),
            Err(message) => {
                faults.push(value.fault(message));
                return None;
            }
        },
        Node::Object(object) if object.contains_key("ref") => {
            ExpressionKind::Reference(value.require("ref", faults)?.string(faults)?.to_owned())
        }
        Node::Object(object) if object.contains_key("fn") => {
            let function = value.require("fn", faults)?.string(faults)?.to_owned();
            let arguments = value.require("argv", faults)?.elements(faults)?;
            let arguments =
                arguments.iter().map(|a| expression(a, faults)).collect::<Option<_>>()?;
            ExpressionKind::Call { function, arguments }
        }
        other => {
            let message = format!(
                "expected a string, a boolean, an integer, or an object with `ref` or `fn`, found {}",
                other.kind()
            );
            faults.push(value.fault(message));
            return None;
        }
    };
    Some(Expression { at: value.at.clone(), kind })
}

fn endpoint(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<EndpointTemplate> {
    let url = expression(&value.require("url", faults)?, faults);
    let mut headers = Vec::new();
    if let Some(members) = value.get("headers") {
        for (name, values) in members.members(faults)? {
            let values = values.elements(faults)?;
            let values = values.iter().filter_map(|v| expression(v, faults)).collect();
            headers.push((name.to_owned(), values));
        }
    }
    let mut properties = Vec::new();
    if let Some(members) = value.get("properties") {
        for (name, member) in members.members(faults)? {
            properties.extend(property(&member, faults).map(|p| (name.to_owned(), p)));
        }
    }
    Some(EndpointTemplate { url: url?, headers, properties })
}

fn property(value: &At<'_>, faults: &mut Vec<Fault>) -> Option<Property> {
    match value.node {
        Node::Bool(value) => Some(Property::Boolean(*value)),
        Node::String(_) => Some(Property::String(expression(value, faults)?)),
        Node::Array(_) => {
            let elements = value.elements(faults)?;
            let elements = elements.iter().map(|e| property(e, faults));
            Some(Property::Array(elements.collect::<Option<_>>()?))
        }
        Node::Object(_) => {
            let members = value.members(faults)?;
            let members =
                members.iter().map(|(k, m)| Some(((*k).to_owned(), property(m, faults)?)));
            Some(Property::Object(members.collect::<Option<_>>()?))
        }
        other => {
            let message = format!(
                "an endpoint property holds strings, booleans, arrays and objects, not {}",
                other.kind()
            );
            faults.push(value.fault(message));
            None
        }
    }
}
