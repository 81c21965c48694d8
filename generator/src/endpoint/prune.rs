//! Takes out of a plan what cannot matter: variables that nothing reads and rules that nothing
//! reaches. What is left compiles without a warning about either.

use std::collections::HashSet;

use super::plan::{PlannedCondition, PlannedOutcome, PlannedRule, Value, Variable};

/// The rules that matter, and the ids of the variables that they read.
pub(super) fn prune(rules: Vec<PlannedRule>) -> (Vec<PlannedRule>, HashSet<usize>) {
    let mut used = HashSet::new();
    let rules = prune_rules(rules, &mut used);
    (rules, used)
}

fn prune_rules(rules: Vec<PlannedRule>, used: &mut HashSet<usize>) -> Vec<PlannedRule> {
    let mut kept = Vec::new();
    for rule in rules {
        let rule = prune_rule(rule, used);
        let last = rule.always_matches();
        kept.push(rule);
        if last {
            break;
        }
    }
    kept
}

/// The rule, and in `used` the variables that it reads.
pub(super) fn prune_rule(rule: PlannedRule, used: &mut HashSet<usize>) -> PlannedRule {
    let outcome = match rule.outcome {
        PlannedOutcome::Tree(rules) => PlannedOutcome::Tree(prune_rules(rules, used)),
        PlannedOutcome::Error(value) => {
            mark(&value, used);
            PlannedOutcome::Error(value)
        }
        PlannedOutcome::Endpoint(endpoint) => {
            endpoint.values(&mut |value| mark(value, used));
            PlannedOutcome::Endpoint(endpoint)
        }
    };
    PlannedRule { conditions: prune_conditions(rule.conditions, used), outcome }
}

/// The conditions that matter, if `used` are the variables that are read after them. It goes
/// backwards, as a condition can only be read by what comes after it.
pub(super) fn prune_conditions(
    conditions: Vec<PlannedCondition>,
    used: &mut HashSet<usize>,
) -> Vec<PlannedCondition> {
    use PlannedCondition::{Bind, Keep, Known, Let, Test};
    let mut kept = Vec::new();
    for condition in conditions.into_iter().rev() {
        let is_read = |variable: &Variable| used.contains(&variable.id);
        let condition = match condition {
            Let(variable, _) | Keep(variable, _) | Known(variable, _) if !is_read(&variable) => {
                continue;
            }
            Bind(variable, value) if !is_read(&variable) => Test(Value::IsSome(Box::new(value))),
            other => other,
        };
        mark(condition.value(), used);
        kept.push(condition);
    }
    kept.reverse();
    kept
}

/// Adds the variables that a value reads.
pub(super) fn mark(value: &Value, used: &mut HashSet<usize>) {
    value.variables(&mut |variable| {
        used.insert(variable.id);
    });
}
