//! Resolves names and checks types. A rule with a fault is left out and the checking goes on, so
//! that every fault is found and none is reported twice; a plan comes out only if there are none.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::casing::snake;

use super::fault::{Fault, Pointer};
use super::functions::Function;
use super::plan::{
    Decision, Plan, PlannedCondition, PlannedEndpoint, PlannedOutcome, PlannedParameter,
    PlannedProperty, PlannedRule, Value, Variable,
};
use super::prune::prune;
use super::rules::{
    Condition, EndpointTemplate, Expression, ExpressionKind, Outcome, Parameter, ParameterKind,
    Property, Rule, RuleSet,
};
use super::types::{Base, Type};

/// The plan of a rule set.
///
/// # Errors
/// Names that stand for nothing or for two things, unknown functions, and values of the wrong
/// type.
pub(crate) fn check(rule_set: &RuleSet) -> Result<Plan, Vec<Fault>> {
    let mut checker = Checker::default();
    let (scope, parameters) = checker.parameters(&rule_set.parameters, &[]);
    let rules = checker.rules(&rule_set.rules, &scope);
    if !checker.faults.is_empty() {
        return Err(checker.faults);
    }
    let (rules, used) = prune(rules);
    Ok(Plan { parameters: planned(parameters, &used), decision: Decision::Tree(rules) })
}

/// The parameters, and which of them are among the variables in `used`.
pub(super) fn planned(
    parameters: Vec<(Parameter, Variable)>,
    used: &HashSet<usize>,
) -> Vec<PlannedParameter> {
    let planned = parameters.into_iter().map(|(parameter, variable)| PlannedParameter {
        parameter,
        used: used.contains(&variable.id),
        variable,
    });
    planned.collect()
}

/// What the checker knows of all rules.
#[derive(Default)]
pub(super) struct Checker {
    pub(super) faults: Vec<Fault>,
    /// The variables that some condition of a diagram assigns.
    pub(super) assigned: BTreeSet<String>,
    /// Those of them whose condition has a fault, which is enough said.
    pub(super) broken: BTreeSet<String>,
    variables: usize,
}

/// Names that no variable may have: the resolver's argument, and those that clippy refuses.
const RESERVED: [&str; 4] = ["params", "foo", "baz", "quux"];

/// The variables that can be seen in one place, by their names in the rules.
#[derive(Clone, Default)]
pub(super) struct Scope {
    variables: Vec<(String, Variable)>,
    /// Rust names that nothing may have that is declared from here on.
    pub(super) reserved: BTreeSet<String>,
}

impl Scope {
    /// The innermost variable called `name`.
    pub(super) fn get(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().rev().find(|(n, _)| n == name).map(|(_, variable)| variable)
    }

    /// What rules can call the variables, one name for each.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        // A narrowed variable stands under its old name, and no rule can see a hoisted one.
        let names: BTreeSet<&str> = self.variables.iter().map(|(name, _)| name.as_str()).collect();
        names.into_iter().filter(|name| !name.contains(' '))
    }

    /// A Rust name for `name` that nothing else in scope has.
    pub(super) fn rust_name(&self, name: &str) -> String {
        let name = snake(name);
        let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let base = if starts_well { name } else { format!("value_{name}") };
        let variables: HashSet<&str> =
            self.variables.iter().map(|(_, variable)| variable.name.as_str()).collect();
        let taken = |candidate: &str| {
            RESERVED.contains(&candidate)
                || self.reserved.contains(candidate)
                || variables.contains(candidate)
        };
        let numbered = (2..).map(|n| format!("{base}_{n}"));
        let mut candidates = std::iter::once(base.clone()).chain(numbered);
        candidates.find(|c| !taken(c)).unwrap_or_default()
    }
}

/// The rest of a rule while its conditions are checked: what is in scope, and what was planned.
pub(super) struct Frame {
    pub(super) scope: Scope,
    pub(super) conditions: Vec<PlannedCondition>,
    /// Whether what is hoisted must outlive the conditions.
    pub(super) keeps: bool,
}

impl Checker {
    pub(super) fn fault(&mut self, at: &Pointer, message: impl Into<String>) {
        self.faults.push(Fault::new(at, message));
    }

    /// The scope in which rules begin, and the variable of each parameter, none of which has a
    /// reserved Rust name.
    pub(super) fn parameters(
        &mut self,
        parameters: &[Parameter],
        reserved: &[&str],
    ) -> (Scope, Vec<(Parameter, Variable)>) {
        let reserved = reserved.iter().map(|name| (*name).to_owned()).collect();
        let mut scope = Scope { variables: Vec::new(), reserved };
        let mut planned: Vec<(Parameter, Variable)> = Vec::new();
        // Those that parameters and their builder have anyway.
        let mut taken: HashSet<String> = ["build", "builder", "clone"].map(str::to_owned).into();
        let mut names: HashMap<String, &str> = HashMap::new();
        for parameter in parameters {
            let name = snake(&parameter.name);
            let methods = [name.clone(), format!("set_{name}")];
            if let Some(other) = names.get(&name) {
                let message = format!(
                    "parameters `{other}` and `{}` would both be called `{name}`",
                    parameter.name
                );
                self.fault(&parameter.at, message);
            } else if let Some(method) = methods.iter().find(|method| taken.contains(*method)) {
                let message = format!(
                    "parameter `{}` would have the method `{method}`, which is something else already",
                    parameter.name
                );
                self.fault(&parameter.at, message);
            }
            taken.extend(methods);
            names.entry(name).or_insert(&parameter.name);
            let base = match parameter.kind {
                ParameterKind::String => Base::String,
                ParameterKind::Boolean => Base::Boolean,
                ParameterKind::StringArray => Base::Strings,
            };
            let ty = Type { base, optional: !parameter.required };
            let variable = self.declare(&mut scope, &parameter.name, ty, base == Base::Strings);
            planned.push((parameter.clone(), variable));
        }
        (scope, planned)
    }

    fn declare(&mut self, scope: &mut Scope, name: &str, ty: Type, owned: bool) -> Variable {
        let rust_name = scope.rust_name(name);
        self.declare_as(scope, name, rust_name, ty, owned)
    }

    pub(super) fn declare_as(
        &mut self,
        scope: &mut Scope,
        name: &str,
        rust_name: String,
        ty: Type,
        owned: bool,
    ) -> Variable {
        self.variables += 1;
        let variable = Variable { id: self.variables, name: rust_name, ty, owned };
        scope.variables.push((name.to_owned(), variable.clone()));
        variable
    }

    /// A value that others may borrow from: a variable, made if there is none.
    pub(super) fn hoist(&mut self, value: Value, frame: &mut Frame) -> Value {
        if !value.owned() || matches!(value, Value::Variable(_)) {
            return value;
        }
        // No name in the rules has a space, so rules cannot see the variable.
        let name = format!("text {}", self.variables);
        let rust_name = frame.scope.rust_name("text");
        let keeps = frame.keeps;
        let variable = self.declare_as(&mut frame.scope, &name, rust_name, value.ty(), !keeps);
        frame.conditions.push(match keeps {
            true => PlannedCondition::Keep(variable.clone(), value),
            false => PlannedCondition::Let(variable.clone(), value),
        });
        Value::Variable(variable)
    }

    fn rules(&mut self, rules: &[Rule], scope: &Scope) -> Vec<PlannedRule> {
        rules.iter().filter_map(|rule| self.rule(rule, scope.clone())).collect()
    }

    /// `None` if the rule has a fault, or can never match.
    fn rule(&mut self, rule: &Rule, scope: Scope) -> Option<PlannedRule> {
        let mut frame = Frame { scope, conditions: Vec::new(), keeps: false };
        for condition in &rule.conditions {
            self.condition(condition, &mut frame)?;
        }
        self.outcome(&rule.outcome, frame)
    }

    /// The rest of a rule, once its conditions are planned.
    pub(super) fn outcome(&mut self, outcome: &Outcome, mut frame: Frame) -> Option<PlannedRule> {
        let outcome = match outcome {
            Outcome::Tree(rules) => PlannedOutcome::Tree(self.rules(rules, &frame.scope)),
            Outcome::Error(message) => {
                PlannedOutcome::Error(self.string(message, &mut frame, "the error message")?)
            }
            Outcome::Endpoint(endpoint) => {
                PlannedOutcome::Endpoint(self.endpoint(endpoint, &mut frame)?)
            }
        };
        Some(PlannedRule { conditions: frame.conditions, outcome })
    }

    fn condition(&mut self, condition: &Condition, frame: &mut Frame) -> Option<()> {
        let narrowed = if_is_set(&condition.call).and_then(|name| {
            frame.scope.get(name).filter(|v| v.ty.optional).map(|v| (name, v.clone()))
        });
        if let (Some((name, variable)), None) = (narrowed, &condition.assign) {
            let ty = variable.ty.base.required();
            let rust_name = variable.name.clone();
            let narrow = self.declare_as(&mut frame.scope, name, rust_name, ty, false);
            frame.conditions.push(PlannedCondition::Bind(narrow, Value::Variable(variable)));
            return Some(());
        }
        let value = self.value(&condition.call, frame)?;
        let ty = value.ty();
        let test = match &condition.assign {
            Some(name) => {
                if frame.scope.get(name).is_some() {
                    let at = condition.at.key("assign");
                    self.fault(&at, format!("`{name}` is already a parameter or a variable here"));
                    return None;
                }
                let required = ty.base.required();
                let variable = self.declare(&mut frame.scope, name, required, value.owned());
                let bound = Value::Variable(variable.clone());
                frame.conditions.push(match ty.optional {
                    true => PlannedCondition::Bind(variable, value),
                    false => PlannedCondition::Let(variable, value),
                });
                bound
            }
            None => value,
        };
        match test.test() {
            Value::Boolean(true) => Some(()),
            Value::Boolean(false) => None,
            test => {
                frame.conditions.push(PlannedCondition::Test(test));
                Some(())
            }
        }
    }

    fn endpoint(
        &mut self,
        endpoint: &EndpointTemplate,
        frame: &mut Frame,
    ) -> Option<PlannedEndpoint> {
        let url = self.string(&endpoint.url, frame, "the endpoint's URL")?;
        let mut headers = Vec::new();
        for (name, values) in &endpoint.headers {
            let values = values.iter().map(|v| self.string(v, frame, "a header's value"));
            headers.push((name.clone(), values.collect::<Option<_>>()?));
        }
        let mut properties = Vec::new();
        for (name, property) in &endpoint.properties {
            properties.push((name.clone(), self.property(property, frame)?));
        }
        Some(PlannedEndpoint { url, headers, properties })
    }

    fn property(&mut self, property: &Property, frame: &mut Frame) -> Option<PlannedProperty> {
        Some(match property {
            Property::Boolean(value) => PlannedProperty::Boolean(*value),
            Property::String(expression) => {
                PlannedProperty::String(self.string(expression, frame, "a property's value")?)
            }
            Property::Array(elements) => {
                let elements = elements.iter().map(|e| self.property(e, frame));
                PlannedProperty::Array(elements.collect::<Option<_>>()?)
            }
            Property::Object(members) => {
                let members =
                    members.iter().map(|(k, m)| Some((k.clone(), self.property(m, frame)?)));
                PlannedProperty::Object(members.collect::<Option<_>>()?)
            }
        })
    }

    /// The value of an expression that must be a string; `what` says whose.
    fn string(&mut self, expression: &Expression, frame: &mut Frame, what: &str) -> Option<Value> {
        let value = self.value(expression, frame)?;
        self.require(&expression.at, value, Base::String, what)
    }

    /// The value, if it has the type that `what` needs.
    pub(super) fn require(
        &mut self,
        at: &Pointer,
        value: Value,
        base: Base,
        what: &str,
    ) -> Option<Value> {
        let ty = value.ty();
        if ty == base.required() {
            return Some(value);
        }
        let fault = Fault::new(at, format!("{what} must be a {base}, and this is a {ty}"));
        self.faults.push(if ty.base == base {
            fault.help("prove that it has a value: test it with `isSet`, or `assign` it, in a condition before")
        } else {
            fault
        });
        None
    }
}

/// The variable that a call of `isSet` asks for.
fn if_is_set(call: &Expression) -> Option<&str> {
    let ExpressionKind::Call { function, arguments } = &call.kind else {
        return None;
    };
    let [Expression { kind: ExpressionKind::Reference(name), .. }] = arguments.as_slice() else {
        return None;
    };
    (super::functions::function(function) == Some(Function::IsSet)).then_some(name)
}
