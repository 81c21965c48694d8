//! Rules that are ready to be written as Rust: references point to variables, every value has a
//! type, and each condition says what it does to the scope.

use super::diagram::Graph;
use super::functions::Plain;
use super::rules::Parameter;
use super::types::{Base, Field, Type};

/// What the resolver of a service does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    pub(crate) parameters: Vec<PlannedParameter>,
    pub(crate) decision: Decision,
}

/// How an outcome is found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Decision {
    /// The first rule that matches; none is an error.
    Tree(Vec<PlannedRule>),
    Diagram(PlannedDiagram),
}

/// A diagram whose parts are resolved. Its graph counts the conditions and results below.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedDiagram {
    pub(crate) graph: Graph,
    pub(crate) conditions: Vec<PlannedTest>,
    pub(crate) results: Vec<PlannedRule>,
}

/// A condition of a diagram.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedTest {
    /// What comes before the value is computed; none of it can fail.
    pub(crate) before: Vec<PlannedCondition>,
    pub(crate) value: Value,
    /// The variable that keeps the value for later conditions and results. Its type is that of
    /// the value, and nobody reads it where it has none.
    pub(crate) assign: Option<Variable>,
}

/// A parameter, with the variable that holds it in the rules.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedParameter {
    pub(crate) parameter: Parameter,
    pub(crate) variable: Variable,
    /// Whether a rule reads it.
    pub(crate) used: bool,
}

/// A name for a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variable {
    /// Differs between any two variables of a plan.
    pub(crate) id: usize,
    /// The Rust name, without `r#`; free of clashes in its scope.
    pub(crate) name: String,
    pub(crate) ty: Type,
    /// Whether it holds a `String`, `Cow` or `Vec`, and not a reference to one.
    pub(crate) owned: bool,
}

/// A rule whose parts are resolved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedRule {
    pub(crate) conditions: Vec<PlannedCondition>,
    pub(crate) outcome: PlannedOutcome,
}

impl PlannedRule {
    /// Whether none of its conditions can fail.
    pub(crate) fn always_matches(&self) -> bool {
        use PlannedCondition::{Bind, Keep, Known, Let, Test};
        self.conditions.iter().all(|condition| match condition {
            Let(..) | Keep(..) | Known(..) => true,
            Test(_) | Bind(..) => false,
        })
    }
}

/// A step that must succeed before a rule's outcome counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PlannedCondition {
    /// The boolean must be true.
    Test(Value),
    /// The optional must hold something, which the variable then names.
    Bind(Variable, Value),
    /// Always succeeds.
    Let(Variable, Value),
    /// Always succeeds, and the value stays until the rules have ended: what a condition of a
    /// diagram assigns may borrow from it.
    Keep(Variable, Value),
    /// The optional was found to hold something before, which the variable then names.
    Known(Variable, Value),
}

impl PlannedCondition {
    /// The value that it looks at.
    pub(crate) fn value(&self) -> &Value {
        match self {
            Self::Test(value)
            | Self::Bind(_, value)
            | Self::Let(_, value)
            | Self::Keep(_, value)
            | Self::Known(_, value) => value,
        }
    }
}

/// What a rule leads to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PlannedOutcome {
    Endpoint(PlannedEndpoint),
    Error(Value),
    Tree(Vec<PlannedRule>),
}

/// An endpoint whose parts are resolved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedEndpoint {
    pub(crate) url: Value,
    pub(crate) headers: Vec<(String, Vec<Value>)>,
    pub(crate) properties: Vec<(String, PlannedProperty)>,
}

/// The value of an endpoint property.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PlannedProperty {
    Boolean(bool),
    String(Value),
    Array(Vec<PlannedProperty>),
    Object(Vec<(String, PlannedProperty)>),
}

/// A value with its type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Boolean(bool),
    Integer(i64),
    Text(String),
    /// Several strings in a row, at least one of them not a literal.
    Concatenation(Vec<Value>),
    Variable(Variable),
    /// A member of a record, which may be optional; then so is the result.
    Field(Box<Value>, &'static Field),
    /// An element of an array of strings.
    Element(Box<Value>, i64),
    Not(Box<Value>),
    Equal(Box<Value>, Box<Value>),
    IsSome(Box<Value>),
    /// Whether an optional boolean is there and true.
    IsTrue(Box<Value>),
    Call(&'static Plain, Vec<Value>),
    /// The first argument that holds something. All but the last are optional.
    Coalesce(Vec<Value>),
    /// Condition, value if true, value if false.
    Ite(Box<[Value; 3]>),
}

impl Value {
    /// Its type.
    pub(crate) fn ty(&self) -> Type {
        match self {
            Self::Boolean(_)
            | Self::Not(_)
            | Self::Equal(..)
            | Self::IsSome(_)
            | Self::IsTrue(_) => Base::Boolean.required(),
            Self::Integer(_) => Base::Integer.required(),
            Self::Text(_) | Self::Concatenation(_) => Base::String.required(),
            Self::Variable(variable) => variable.ty,
            Self::Field(target, field) => Type { base: field.base, optional: target.ty().optional },
            Self::Element(..) => Base::String.optional(),
            Self::Call(function, _) => function.returns,
            Self::Coalesce(values) => {
                let base = values.first().map_or(Base::String, |v| v.ty().base);
                Type { base, optional: values.iter().all(|v| v.ty().optional) }
            }
            Self::Ite(parts) => {
                let [_, yes, no] = parts.as_ref();
                Type { base: yes.ty().base, optional: yes.ty().optional || no.ty().optional }
            }
        }
    }

    /// Whether it is, or holds, a `String`, `Cow` or `Vec`, and not a reference to one.
    pub(crate) fn owned(&self) -> bool {
        match self {
            Self::Concatenation(_) => true,
            Self::Variable(variable) => variable.owned,
            Self::Field(_, field) => field.computed,
            Self::Call(function, _) => match function.returns.base {
                Base::String => !function.borrows,
                base => base == Base::Strings,
            },
            Self::Coalesce(values) => values.iter().any(Self::owned),
            Self::Ite(parts) => {
                let [_, yes, no] = parts.as_ref();
                yes.owned() || no.owned()
            }
            _ => false,
        }
    }

    /// Whether a condition with this value holds: it is something, and it is not false.
    pub(crate) fn test(self) -> Self {
        match (self.ty().base, self.ty().optional) {
            (Base::Boolean, false) => self,
            (Base::Boolean, true) => Self::IsTrue(Box::new(self)),
            (_, true) => Self::IsSome(Box::new(self)),
            (_, false) => Self::Boolean(true),
        }
    }

    /// The opposite of a boolean.
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::Boolean(value) => Self::Boolean(!value),
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Whether two values are the same, in the shortest form.
    pub(crate) fn equal(left: Self, right: Self) -> Self {
        match (left, right) {
            (Self::Boolean(literal), other) | (other, Self::Boolean(literal)) => {
                if literal {
                    other
                } else {
                    other.negated()
                }
            }
            (Self::Text(left), Self::Text(right)) => Self::Boolean(left == right),
            (left, right) if left == right => Self::Boolean(true),
            (left, right) => Self::Equal(Box::new(left), Box::new(right)),
        }
    }

    /// Calls `visit` with every variable in it.
    pub(crate) fn variables(&self, visit: &mut dyn FnMut(&Variable)) {
        self.walk(&mut |value| {
            if let Self::Variable(variable) = value {
                visit(variable);
            }
        });
    }

    /// Calls `visit` with this value and every value in it.
    pub(crate) fn walk(&self, visit: &mut dyn FnMut(&Value)) {
        visit(self);
        match self {
            Self::Boolean(_) | Self::Integer(_) | Self::Text(_) | Self::Variable(_) => {}
            Self::Field(inner, _)
            | Self::Element(inner, _)
            | Self::Not(inner)
            | Self::IsSome(inner)
            | Self::IsTrue(inner) => inner.walk(visit),
            Self::Equal(left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Self::Concatenation(values) | Self::Coalesce(values) | Self::Call(_, values) => {
                values.iter().for_each(|v| v.walk(visit));
            }
            Self::Ite(parts) => parts.iter().for_each(|v| v.walk(visit)),
        }
    }
}

impl Plan {
    /// Whether a rule asks for a region's partition, so the table of partitions is needed.
    pub(crate) fn needs_partitions(&self) -> bool {
        let mut found = false;
        let mut look = |value: &Value| {
            value.walk(&mut |value| {
                found |= matches!(value, Value::Call(function, _) if function.needs_partitions());
            });
        };
        match &self.decision {
            Decision::Tree(rules) => rules.iter().for_each(|rule| rule.values(&mut look)),
            Decision::Diagram(diagram) => {
                for test in &diagram.conditions {
                    test.before.iter().for_each(|condition| look(condition.value()));
                    look(&test.value);
                }
                diagram.results.iter().for_each(|rule| rule.values(&mut look));
            }
        }
        found
    }
}

impl PlannedRule {
    /// Calls `visit` with every value in it.
    fn values(&self, visit: &mut dyn FnMut(&Value)) {
        self.conditions.iter().for_each(|condition| visit(condition.value()));
        match &self.outcome {
            PlannedOutcome::Endpoint(endpoint) => endpoint.values(visit),
            PlannedOutcome::Error(message) => visit(message),
            PlannedOutcome::Tree(rules) => rules.iter().for_each(|rule| rule.values(visit)),
        }
    }
}

impl PlannedEndpoint {
    /// Calls `visit` with every value in it.
    pub(crate) fn values(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.url);
        self.headers.iter().flat_map(|(_, values)| values).for_each(&mut *visit);
        for (_, property) in &self.properties {
            property.values(visit);
        }
    }
}

impl PlannedProperty {
    /// Calls `visit` with every value in it.
    pub(crate) fn values(&self, visit: &mut dyn FnMut(&Value)) {
        match self {
            Self::Boolean(_) => {}
            Self::String(value) => visit(value),
            Self::Array(elements) => elements.iter().for_each(|e| e.values(visit)),
            Self::Object(members) => members.iter().for_each(|(_, m)| m.values(visit)),
        }
    }
}
