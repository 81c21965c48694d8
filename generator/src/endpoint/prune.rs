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

fn prune_rule(rule: PlannedRule, used: &mut HashSet<usize>) -> PlannedRule {
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
    // Backwards, as a condition can only be read by what comes after it.
    let mut conditions = Vec::new();
    for condition in rule.conditions.into_iter().rev() {
        let is_read = |variable: &Variable| used.contains(&variable.id);
        let condition = match condition {
            PlannedCondition::Let(variable, _) if !is_read(&variable) => continue,
            PlannedCondition::Bind(variable, value) if !is_read(&variable) => {
                PlannedCondition::Test(Value::IsSome(Box::new(value)))
            }
            other => other,
        };
        mark(condition.value(), used);
        conditions.push(condition);
    }
    conditions.reverse();
    PlannedRule { conditions, outcome }
}

fn mark(value: &Value, used: &mut HashSet<usize>) {
    value.variables(&mut |variable| {
        used.insert(variable.id);
    });
}
