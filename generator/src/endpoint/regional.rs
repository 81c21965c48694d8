//! Rules for a service whose model has none: models from before 2022 only name an
//! `endpointPrefix`. These are the rules that AWS gives every regional service, so that such a
//! model takes the same path as all others.

use super::fault::Pointer;
use super::rules::{
    Condition, Constant, EndpointTemplate, Expression, ExpressionKind, Outcome, Parameter,
    ParameterKind, Piece, Rule, RuleSet,
};

/// `https://{prefix}[-fips].{region}.{suffix of the partition}`, or the endpoint that the user
/// sets.
pub(crate) fn regional_rule_set(prefix: &str) -> RuleSet {
    let partition =
        |attribute| call("getAttr", vec![reference("PartitionResult"), text(attribute)]);
    let supports = |attribute| condition(call("booleanEquals", vec![partition(attribute), TRUE]));
    let wants = |option| condition(call("booleanEquals", vec![reference(option), TRUE]));
    let url = |fips: &str, suffix: &str| {
        endpoint(template(vec![
            Piece::Text(format!("https://{prefix}{fips}.")),
            Piece::Reference { name: "Region".to_owned(), path: None },
            Piece::Text(".".to_owned()),
            Piece::Reference { name: "PartitionResult".to_owned(), path: Some(suffix.to_owned()) },
        ]))
    };

    let custom = tree(
        vec![condition(call("isSet", vec![reference("Endpoint")]))],
        vec![
            error(
                vec![wants("UseFIPS")],
                "Invalid Configuration: FIPS and custom endpoint are not supported",
            ),
            error(
                vec![wants("UseDualStack")],
                "Invalid Configuration: Dualstack and custom endpoint are not supported",
            ),
            rule(Vec::new(), endpoint(reference("Endpoint"))),
        ],
    );
    let both = tree(
        vec![wants("UseFIPS"), wants("UseDualStack")],
        vec![
            rule(
                vec![supports("supportsFIPS"), supports("supportsDualStack")],
                url("-fips", "dualStackDnsSuffix"),
            ),
            error(
                Vec::new(),
                "FIPS and DualStack are enabled, but this partition does not support one or both",
            ),
        ],
    );
    let fips = tree(
        vec![wants("UseFIPS")],
        vec![
            rule(vec![supports("supportsFIPS")], url("-fips", "dnsSuffix")),
            error(Vec::new(), "FIPS is enabled but this partition does not support FIPS"),
        ],
    );
    let dual_stack = tree(
        vec![wants("UseDualStack")],
        vec![
            rule(vec![supports("supportsDualStack")], url("", "dualStackDnsSuffix")),
            error(Vec::new(), "DualStack is enabled but this partition does not support DualStack"),
        ],
    );
    let look_up = Condition {
        assign: Some("PartitionResult".to_owned()),
        ..condition(call("aws.partition", vec![reference("Region")]))
    };
    let regional = tree(
        vec![condition(call("isSet", vec![reference("Region")]))],
        vec![tree(
            vec![look_up],
            vec![both, fips, dual_stack, rule(Vec::new(), url("", "dnsSuffix"))],
        )],
    );
    RuleSet {
        parameters: parameters(),
        rules: vec![custom, regional, error(Vec::new(), "Invalid Configuration: Missing Region")],
    }
}

fn parameters() -> Vec<Parameter> {
    let parameter = |name: &str, built_in: &str, kind| Parameter {
        at: Pointer::default(),
        name: name.to_owned(),
        kind,
        built_in: Some(built_in.to_owned()),
        required: kind == ParameterKind::Boolean,
        default: (kind == ParameterKind::Boolean).then_some(Constant::Boolean(false)),
        documentation: None,
        deprecated: None,
    };
    vec![
        parameter("Region", "AWS::Region", ParameterKind::String),
        parameter("UseDualStack", "AWS::UseDualStack", ParameterKind::Boolean),
        parameter("UseFIPS", "AWS::UseFIPS", ParameterKind::Boolean),
        parameter("Endpoint", "SDK::Endpoint", ParameterKind::String),
    ]
}

const TRUE: Expression = Expression { at: NOWHERE, kind: ExpressionKind::Boolean(true) };
const NOWHERE: Pointer = Pointer::ROOT;

fn expression(kind: ExpressionKind) -> Expression {
    Expression { at: NOWHERE, kind }
}

fn template(pieces: Vec<Piece>) -> Expression {
    expression(ExpressionKind::Template(pieces))
}

fn text(text: &str) -> Expression {
    template(vec![Piece::Text(text.to_owned())])
}

fn reference(name: &str) -> Expression {
    expression(ExpressionKind::Reference(name.to_owned()))
}

fn call(function: &str, arguments: Vec<Expression>) -> Expression {
    expression(ExpressionKind::Call { function: function.to_owned(), arguments })
}

fn condition(call: Expression) -> Condition {
    Condition { at: NOWHERE, call, assign: None }
}

fn endpoint(url: Expression) -> Outcome {
    Outcome::Endpoint(EndpointTemplate { url, headers: Vec::new(), properties: Vec::new() })
}

fn rule(conditions: Vec<Condition>, outcome: Outcome) -> Rule {
    Rule { at: NOWHERE, conditions, outcome }
}

fn tree(conditions: Vec<Condition>, rules: Vec<Rule>) -> Rule {
    rule(conditions, Outcome::Tree(rules))
}

fn error(conditions: Vec<Condition>, message: &str) -> Rule {
    rule(conditions, Outcome::Error(text(message)))
}
