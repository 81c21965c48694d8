//! A rule set as the model writes it: names are not resolved and nothing has a type yet, but the
//! form is right, and every part knows where it stands.
//!
//! Source: [rules engine specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html).

use super::fault::Pointer;

/// Parameters and rules.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RuleSet {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) rules: Vec<Rule>,
}

/// A value that a caller gives to the rules.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parameter {
    pub(crate) at: Pointer,
    pub(crate) name: String,
    pub(crate) kind: ParameterKind,
    /// Where clients take the value from, such as `AWS::Region`.
    pub(crate) built_in: Option<String>,
    /// Whether there is always a value.
    pub(crate) required: bool,
    pub(crate) default: Option<Constant>,
    pub(crate) documentation: Option<String>,
    /// What to say about it if it is deprecated; may be empty.
    pub(crate) deprecated: Option<String>,
}

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterKind {
    String,
    Boolean,
    StringArray,
}

/// A value of a parameter, as a default or in a test case.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    String(String),
    Boolean(bool),
    StringArray(Vec<String>),
}

impl Constant {
    /// The kind of parameter that it is a value of.
    pub(crate) fn kind(&self) -> ParameterKind {
        match self {
            Self::String(_) => ParameterKind::String,
            Self::Boolean(_) => ParameterKind::Boolean,
            Self::StringArray(_) => ParameterKind::StringArray,
        }
    }
}

impl ParameterKind {
    /// As the specification spells it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::StringArray => "stringArray",
        }
    }
}

/// Conditions, and what holds if all of them match.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) at: Pointer,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) outcome: Outcome,
}

/// What a rule leads to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    Endpoint(EndpointTemplate),
    Error(Expression),
    /// The first of these that matches; none is an error.
    Tree(Vec<Rule>),
}

/// An endpoint whose parts are still expressions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EndpointTemplate {
    pub(crate) url: Expression,
    pub(crate) headers: Vec<(String, Vec<Expression>)>,
    pub(crate) properties: Vec<(String, Property)>,
}

/// The value of an endpoint property.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Property {
    Boolean(bool),
    String(Expression),
    Array(Vec<Property>),
    Object(Vec<(String, Property)>),
}

/// A call that must give something other than nothing or false.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    pub(crate) at: Pointer,
    pub(crate) call: Expression,
    /// The variable that holds the result from here on.
    pub(crate) assign: Option<String>,
}

/// A value that is computed when the rules run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    pub(crate) at: Pointer,
    pub(crate) kind: ExpressionKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExpressionKind {
    Boolean(bool),
    Integer(i64),
    /// A string with `{references}` in it; without any, it is a literal.
    Template(Vec<Piece>),
    Reference(String),
    Call {
        function: String,
        arguments: Vec<Expression>,
    },
}

/// A part of a template string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    /// `{name}`, or `{name#path}`.
    Reference {
        name: String,
        path: Option<String>,
    },
}
