//! A diagram as a table of its steps, a closure that evaluates a condition, and a `match` with
//! the results.
//!
//! What conditions assign lives in variables of the function, as a later condition or a result
//! may read it. They hold nothing until then; the plan has proven that none is read before, and
//! if one were, the rules would have no answer. A variable that owns its value is a `OnceCell`,
//! so that others can borrow from it while conditions are still evaluated.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::endpoint::Base;
use crate::endpoint::diagram::Next;
use crate::endpoint::plan::{
    PlannedCondition, PlannedDiagram, PlannedRule, PlannedTest, Value, Variable,
};

use super::identifier;
use super::resolve::{Printer, statement};
use super::values::{expression, stored};

/// The table; there is none if nothing has to be decided.
pub(super) fn table(diagram: &PlannedDiagram) -> Option<TokenStream> {
    let steps = diagram.graph.steps.iter().map(|step| {
        let condition = number(step.condition);
        let (yes, no) = (next(step.yes), next(step.no));
        quote!(Step::new(#condition, #yes, #no))
    });
    (steps.len() > 0).then(|| {
        quote! {
            /// What is asked, and where the answers lead; `resolve` knows the numbers.
            static STEPS: &[Step] = &[#(#steps),*];
        }
    })
}

fn next(next: Next) -> TokenStream {
    match next {
        Next::Step(step) => {
            let step = number(step);
            quote!(Next::Step(#step))
        }
        Next::Result(result) => {
            let result = number(result);
            quote!(Next::Result(#result))
        }
        Next::NoMatch => quote!(Next::NoMatch),
    }
}

fn number(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

/// The statements of the resolver, which end in an expression.
pub(super) fn body(diagram: &PlannedDiagram) -> TokenStream {
    let printer = Diagram::new(diagram);
    match (diagram.graph.start, diagram.results.as_slice()) {
        (Next::Result(_), [rule]) => Printer::default().outcome(&rule.outcome, true),
        (Next::Step(_), _) => printer.walk(diagram),
        _ => quote!(Err(ResolveEndpointError::no_rule_matches(params))),
    }
}

/// Prints a diagram; knows which variables are cells.
struct Diagram {
    cells: HashSet<usize>,
}

impl Diagram {
    fn new(diagram: &PlannedDiagram) -> Self {
        let assigned = diagram.conditions.iter().filter_map(|test| test.assign.as_ref());
        Self { cells: assigned.filter(|v| v.owned).map(|v| v.id).collect() }
    }

    fn walk(&self, diagram: &PlannedDiagram) -> TokenStream {
        let variables = diagram.conditions.iter().flat_map(variables);
        let conditions = diagram.conditions.iter().enumerate().map(|(index, test)| {
            let (index, body) = (number(index), self.condition(test));
            quote!(#index => #body)
        });
        let results = diagram.results.iter().enumerate().map(|(index, rule)| {
            let (index, body) = (number(index), self.result(rule));
            quote!(#index => #body)
        });
        quote! {
            #(#variables)*
            let holds = |condition| {
                Some(match condition { #(#conditions,)* _ => return None })
            };
            let no_match = || ResolveEndpointError::no_rule_matches(params);
            match diagram::walk(STEPS, holds).ok_or_else(no_match)? {
                #(#results,)*
                _ => Err(no_match()),
            }
        }
    }

    /// Whether the condition holds.
    fn condition(&self, test: &PlannedTest) -> TokenStream {
        let before = test.before.iter().map(|condition| self.statement(condition, &quote!(?)));
        let before: Vec<TokenStream> = before.collect();
        let Some(variable) = &test.assign else {
            let value = expression(&test.value.clone().test());
            return if before.is_empty() { value } else { quote!({ #(#before)* #value }) };
        };
        let name = identifier(&variable.name);
        let (value, optional) = (stored(&test.value), test.value.ty().optional);
        let assigned = match (variable.owned, optional) {
            // What is asked for twice has the same answer, so the first may stay.
            (true, true) => {
                let value = match test.value {
                    Value::Ite(_) => quote!((#value)),
                    _ => value,
                };
                quote!(#value.map(|value| #name.get_or_init(|| value)).is_some())
            }
            (true, false) => quote!(#name.get_or_init(|| #value); true),
            (false, _) => {
                let value = if optional { value } else { quote!(Some(#value)) };
                let held = Value::Variable(Variable { owned: false, ..variable.clone() });
                let held = match (variable.ty.base, optional) {
                    (Base::Boolean, _) | (_, true) => expression(&held.test()),
                    (_, false) => quote!(true),
                };
                quote!(#name = #value; #held)
            }
        };
        quote!({ #(#before)* #assigned })
    }

    fn result(&self, rule: &PlannedRule) -> TokenStream {
        let otherwise = quote!(.ok_or_else(no_match)?);
        let before = rule.conditions.iter().map(|condition| self.statement(condition, &otherwise));
        let before: Vec<TokenStream> = before.collect();
        let outcome = Printer::default().outcome(&rule.outcome, true);
        quote!({ #(#before)* #outcome })
    }

    /// What comes before a value; `otherwise` leaves when a variable is not set.
    fn statement(&self, condition: &PlannedCondition, otherwise: &TokenStream) -> TokenStream {
        match condition {
            PlannedCondition::Known(variable, Value::Variable(source)) => {
                let name = identifier(&variable.name);
                let held = self.held(source);
                quote!(let #name = #held #otherwise;)
            }
            PlannedCondition::Keep(variable, value) => {
                let (name, value) = (identifier(&variable.name), stored(value));
                quote!(let #name = #name.get_or_init(|| #value).as_str();)
            }
            other => statement(other, otherwise),
        }
    }

    /// An optional with what a variable holds, which is copied or borrowed.
    fn held(&self, source: &Variable) -> TokenStream {
        let name = identifier(&source.name);
        match (self.cells.contains(&source.id), source.owned) {
            (true, _) => quote!(#name.get()),
            (false, true) => quote!(#name.as_ref()),
            (false, false) => quote!(#name),
        }
    }
}

/// The variables that outlive a condition.
fn variables(test: &PlannedTest) -> Vec<TokenStream> {
    let cell = |variable: &Variable| {
        let name = identifier(&variable.name);
        quote!(let #name = std::cell::OnceCell::new();)
    };
    let kept = test.before.iter().filter_map(|condition| match condition {
        PlannedCondition::Keep(variable, _) => Some(cell(variable)),
        _ => None,
    });
    let assigned = test.assign.iter().map(|variable| {
        let name = identifier(&variable.name);
        if variable.owned { cell(variable) } else { quote!(let mut #name = None;) }
    });
    kept.chain(assigned).collect()
}
