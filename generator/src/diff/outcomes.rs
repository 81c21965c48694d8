//! What the endpoint rules of two sides answer for the same parameters, by what their own test cases expect. Nothing here runs rules.

use crate::endpoint::{Case, cases::Expectation};
use crate::rust::EndpointDef;

/// The comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcomes {
    same: usize,
    other: Vec<String>,
    /// Cases that one side alone has.
    alone: usize,
    /// Whether the rules are the same once they are resolved, so that no outcome can differ.
    same_rules: bool,
}

/// Compares them case by case.
pub(super) fn compare(old: &EndpointDef, new: &EndpointDef) -> Outcomes {
    let same_rules = old.plan.decision == new.plan.decision;
    let mut outcomes = Outcomes { same_rules, ..Outcomes::default() };
    let find = |all: &[Case], case: &Case| {
        all.iter().find(|other| sorted(other) == sorted(case)).map(|case| case.expect.clone())
    };
    for case in &old.cases {
        match find(&new.cases, case) {
            Some(expect) if expect == case.expect => outcomes.same += 1,
            Some(expect) => {
                let change = format!("{} became {}", answer(&case.expect), answer(&expect));
                outcomes.other.push(change);
            }
            None => outcomes.alone += 1,
        }
    }
    outcomes.alone += new.cases.iter().filter(|case| find(&old.cases, case).is_none()).count();
    outcomes
}

fn sorted(case: &Case) -> Vec<String> {
    let mut all: Vec<String> =
        case.parameters.iter().map(|(name, value)| format!("{name}={value:?}")).collect();
    all.sort();
    all
}

fn answer(expect: &Expectation) -> String {
    match expect {
        Expectation::Error(message) => format!("the error {message:?}"),
        Expectation::Endpoint(endpoint) => endpoint.url.clone(),
    }
}

impl Outcomes {
    /// Whether anything may be answered otherwise, and a sentence about it.
    pub(super) fn explain(&self) -> (bool, String) {
        let Self { same, other, alone, same_rules } = self;
        if *same_rules {
            return (false, "the rules decide as before".to_owned());
        }
        let both = same + other.len();
        let alone = match alone {
            0 => String::new(),
            alone => format!("; {alone} more on one side alone"),
        };
        let text = match (other.first(), same) {
            (Some(first), _) => {
                format!(
                    "outcomes differ in {} of {both} common test cases: {first}{alone}",
                    other.len()
                )
            }
            (None, 0) => format!("no common test cases to compare outcomes by{alone}"),
            (None, _) => format!("the outcome is the same in all {both} common test cases{alone}"),
        };
        (!other.is_empty() || *same == 0, text)
    }
}
