//! Resolves names and checks types, with what is known at each place instead of scopes: a value
//! that may be missing can be read only where every path has found it.

use super::super::check::{Checker, Frame, Scope, planned};
use super::super::fault::Fault;
use super::super::plan::{
    Decision, Plan, PlannedCondition, PlannedRule, PlannedTest, Value, Variable,
};
use super::super::rules::Condition;
use super::Diagram;
use super::known::{Names, known};
use super::prune::prune;

/// Names that the resolver of a diagram uses itself.
const RESERVED: [&str; 3] = ["condition", "holds", "no_match"];

/// The plan of a diagram. Conditions and results that no path leads to are left out unchecked.
///
/// # Errors
/// Names that stand for nothing, for two things, or for something that a path has not found;
/// unknown functions, and values of the wrong type.
pub(crate) fn check_diagram(diagram: &Diagram) -> Result<Plan, Vec<Fault>> {
    let mut checker = Checker::default();
    let (mut scope, parameters) = checker.parameters(&diagram.parameters, &RESERVED);
    let names = assigned(diagram, &mut checker, &mut scope);

    let known = known(diagram);
    let mut found = Found { scope, names, assigned: Vec::new() };
    let mut tests: Vec<Option<PlannedTest>> = vec![None; diagram.conditions.len()];
    for index in &known.order {
        let place = diagram.conditions.get(*index).zip(known.conditions.get(*index));
        if let (Some((condition, Some(here))), Some(test)) = (place, tests.get_mut(*index)) {
            *test = found.test(&mut checker, condition, here);
        }
    }
    let results = diagram.results.iter().zip(&known.results).map(|(rule, here)| {
        let frame = found.frame(&mut checker, here.as_ref()?, false);
        checker.outcome(&rule.outcome, frame)
    });
    let results: Vec<Option<PlannedRule>> = results.collect();
    if !checker.faults.is_empty() {
        return Err(checker.faults);
    }
    let (diagram, used) = prune(&diagram.graph, &known.order, tests, results);
    let parameters = planned(parameters, &used);
    Ok(Plan { parameters, decision: Decision::Diagram(diagram) })
}

/// The Rust names of all variables that conditions assign, which nothing else may have: all
/// parts of a diagram see the same variables.
fn assigned(diagram: &Diagram, checker: &mut Checker, scope: &mut Scope) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for condition in &diagram.conditions {
        let Some(name) = &condition.assign else { continue };
        if scope.get(name).is_some() || names.iter().any(|(other, _)| other == name) {
            let message =
                format!("`{name}` is already a parameter, or another condition assigns it");
            checker.fault(&condition.at.key("assign"), message);
            continue;
        }
        let rust_name = scope.rust_name(name);
        scope.reserved.insert(rust_name.clone());
        checker.assigned.insert(name.clone());
        names.push((name.clone(), rust_name));
    }
    names
}

/// What the conditions that were checked so far have declared.
struct Found {
    /// The parameters, and the names that are taken.
    scope: Scope,
    /// Names of assigned variables in the rules and in Rust.
    names: Vec<(String, String)>,
    /// The variables that conditions assign, as optionals.
    assigned: Vec<(String, Variable)>,
}

impl Found {
    /// What can be seen where `here` is known.
    fn frame(&self, checker: &mut Checker, here: &Names<'_>, keeps: bool) -> Frame {
        let mut frame = Frame { scope: self.scope.clone(), conditions: Vec::new(), keeps };
        for name in here {
            let assigned = self.assigned.iter().find(|(other, _)| other == name);
            let variable = assigned.map(|(_, variable)| variable).or_else(|| self.scope.get(name));
            let Some(variable) = variable.filter(|v| v.ty.optional).cloned() else { continue };
            let (ty, rust_name) = (variable.ty.base.required(), variable.name.clone());
            let narrow = checker.declare_as(&mut frame.scope, name, rust_name, ty, false);
            frame.conditions.push(PlannedCondition::Known(narrow, Value::Variable(variable)));
        }
        frame
    }

    /// `None` if the condition has a fault.
    fn test(
        &mut self,
        checker: &mut Checker,
        condition: &Condition,
        here: &Names<'_>,
    ) -> Option<PlannedTest> {
        let Condition { call, assign, .. } = condition;
        let mut frame = self.frame(checker, here, assign.is_some());
        let value = checker.value(call, &mut frame);
        let assign = assign.as_ref().and_then(|name| match &value {
            Some(value) => self.declare(checker, name, value),
            None => {
                checker.broken.insert(name.clone());
                None
            }
        });
        for condition in &frame.conditions {
            if let PlannedCondition::Keep(variable, _) = condition {
                self.scope.reserved.insert(variable.name.clone());
            }
        }
        Some(PlannedTest { before: frame.conditions, value: value?, assign })
    }

    /// The variable that keeps `value`.
    fn declare(&mut self, checker: &mut Checker, name: &str, value: &Value) -> Option<Variable> {
        let (_, rust_name) = self.names.iter().find(|(other, _)| other == name)?;
        let ty = value.ty().base.optional();
        let mut outside = Scope::default();
        let variable = checker.declare_as(&mut outside, name, rust_name.clone(), ty, value.owned());
        self.assigned.push((name.to_owned(), variable.clone()));
        Some(variable)
    }
}
