//! The rules as a function. A tree becomes one `if` a rule, in the order of the rules, and a
//! return wherever a rule decides; the [`diagram`](super::diagram) prints its results from here.
//!
//! A tree whose rules all fail ends the resolution with an error, as the specification asks, so
//! every block ends in a return. A rule that both binds names and tests values is a labelled
//! block that a failing condition breaks out of: chains of `let` in one `if` would need edition
//! 2024, and nested `if`s would be what clippy asks to collapse there.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Lifetime;

use crate::endpoint::Base;
use crate::endpoint::plan::{
    Decision, Plan, PlannedCondition, PlannedEndpoint, PlannedOutcome, PlannedParameter,
    PlannedRule, Value, Variable,
};

use super::diagram;
use super::documents::property;
use super::values::{binding, expression, text};
use super::{identifier, member, mentions};

/// The function, and what stands before it.
pub(super) fn items(plan: &Plan) -> Vec<TokenStream> {
    let used = plan.parameters.iter().filter(|p| p.used);
    let prologue = used.map(prologue);
    let (table, body) = match &plan.decision {
        Decision::Tree(rules) => (None, Printer::default().rules(rules, true)),
        Decision::Diagram(diagram) => (diagram::table(diagram), diagram::body(diagram)),
    };
    // Rules that decide without looking at anything leave it unread.
    let read = plan.parameters.iter().any(|p| p.used) || mentions(body.clone(), "params");
    let params = identifier(if read { "params" } else { "_params" });
    let function = quote! {
        /// The endpoint that the service's rules give for `params`.
        #[inline]
        pub(crate) fn resolve(#params: &Params) -> Result<Endpoint, ResolveEndpointError> {
            #(#prologue)*
            #body
        }
    };
    table.into_iter().chain([function]).collect()
}

/// The local variable for a parameter.
fn prologue(parameter: &PlannedParameter) -> TokenStream {
    let name = identifier(&parameter.variable.name);
    let member = member(&parameter.parameter.name);
    let ty = parameter.variable.ty;
    let value = match (ty.base, ty.optional) {
        (Base::String, true) => quote!(params.#member.as_deref()),
        (Base::String, false) => quote!(params.#member.as_str()),
        (Base::Strings, true) => {
            quote!(params.#member.as_ref().map(|list| list.iter().map(String::as_str).collect::<Vec<_>>()))
        }
        (Base::Strings, false) => {
            quote!(params.#member.iter().map(String::as_str).collect::<Vec<_>>())
        }
        _ => quote!(params.#member),
    };
    quote!(let #name = #value;)
}

/// Prints rules; knows how many labels are in scope.
#[derive(Clone, Copy, Default)]
pub(super) struct Printer {
    labels: usize,
}

impl Printer {
    /// Statements that always leave the function; with `tail`, by a last expression.
    fn rules(self, rules: &[PlannedRule], tail: bool) -> TokenStream {
        let (mut tokens, mut complete) = (TokenStream::new(), false);
        for rule in rules {
            complete = rule.always_matches();
            tokens.extend(self.rule(rule, tail && complete));
        }
        if !complete {
            tokens.extend(leave(&quote!(Err(ResolveEndpointError::no_rule_matches(params))), tail));
        }
        tokens
    }

    fn rule(self, rule: &PlannedRule, tail: bool) -> TokenStream {
        let tests: Option<Vec<&Value>> = rule
            .conditions
            .iter()
            .map(|c| if let PlannedCondition::Test(value) = c { Some(value) } else { None })
            .collect();
        match (rule.conditions.as_slice(), tests) {
            ([], _) => self.outcome(&rule.outcome, tail),
            (_, Some(tests)) => {
                let tests = tests.into_iter().map(expression);
                let outcome = self.outcome(&rule.outcome, false);
                quote!(if #(#tests)&&* { #outcome })
            }
            ([PlannedCondition::Bind(variable, value)], _) => {
                let (name, value) = (identifier(&variable.name), binding(value));
                let outcome = self.outcome(&rule.outcome, false);
                quote!(if let Some(#name) = #value { #outcome })
            }
            (conditions, _) if rule.always_matches() => {
                let statements = conditions.iter().map(|c| statement(c, &quote!()));
                let outcome = self.outcome(&rule.outcome, tail);
                quote!(#(#statements)* #outcome)
            }
            (conditions, _) => {
                let label = match self.labels {
                    0 => "'rule".to_owned(),
                    n => format!("'rule_{}", n + 1),
                };
                let label = Lifetime::new(&label, Span::call_site());
                let inside = Self { labels: self.labels + 1 };
                let statements = conditions.iter().map(|c| statement(c, &quote!(break #label)));
                let outcome = inside.outcome(&rule.outcome, false);
                quote!(#label: { #(#statements)* #outcome })
            }
        }
    }

    /// What a rule leads to; with `tail`, as a last expression.
    pub(super) fn outcome(self, outcome: &PlannedOutcome, tail: bool) -> TokenStream {
        match outcome {
            PlannedOutcome::Tree(rules) => self.rules(rules, tail),
            PlannedOutcome::Error(message) => {
                let message = text(message);
                leave(&quote!(rules::error(#message)), tail)
            }
            PlannedOutcome::Endpoint(endpoint) => self::endpoint(endpoint, tail),
        }
    }
}

fn leave(result: &TokenStream, tail: bool) -> TokenStream {
    if tail { quote!(#result) } else { quote!(return #result;) }
}

/// A condition as a statement; `otherwise` is what a failing one does.
pub(super) fn statement(condition: &PlannedCondition, otherwise: &TokenStream) -> TokenStream {
    match condition {
        PlannedCondition::Test(value) => {
            let failed = expression(&value.clone().negated());
            quote!(if #failed { #otherwise; })
        }
        PlannedCondition::Bind(variable, value) => {
            let (name, value) = (identifier(&variable.name), binding(value));
            quote!(let Some(#name) = #value else { #otherwise; };)
        }
        // Only the conditions of diagrams keep or know something; the diagram prints those.
        PlannedCondition::Let(variable, value)
        | PlannedCondition::Keep(variable, value)
        | PlannedCondition::Known(variable, value) => {
            let (name, value) = (identifier(&variable.name), binding(value));
            quote!(let #name = #value;)
        }
    }
}

fn endpoint(endpoint: &PlannedEndpoint, tail: bool) -> TokenStream {
    let (statements, url) = url(endpoint);
    let headers = endpoint.headers.iter().flat_map(|(name, values)| {
        values.iter().map(move |value| {
            let value = text(value);
            quote!(.header(#name, #value))
        })
    });
    let properties = endpoint.properties.iter().map(|(name, value)| {
        let value = property(value);
        quote!(.property(#name, #value))
    });
    let parts: Vec<TokenStream> = headers.chain(properties).collect();
    let result = if parts.is_empty() {
        leave(&quote!(rules::endpoint(#url)), tail)
    } else {
        leave(&quote!(Ok(rules::endpoint_builder(#url)?#(#parts)*.build())), tail)
    };
    quote!(#(#statements)* #result)
}

/// A template has a line of its own, and its members have names, so that it can be read whole.
fn url(endpoint: &PlannedEndpoint) -> (Vec<TokenStream>, TokenStream) {
    let Value::Concatenation(pieces) = &endpoint.url else {
        return (Vec::new(), text(&endpoint.url));
    };
    let mut taken = HashSet::new();
    endpoint.values(&mut |value| {
        value.variables(&mut |variable| {
            taken.insert(variable.name.clone());
        });
    });
    let mut statements = Vec::new();
    let pieces = pieces.iter().map(|piece| match piece {
        Value::Field(record, field)
            if matches!(record.as_ref(), Value::Variable(_)) && taken.insert(field.rust.into()) =>
        {
            let (name, value) = (identifier(field.rust), expression(piece));
            statements.push(quote!(let #name = #value;));
            let (ty, owned) = (piece.ty(), piece.owned());
            // The name is only for the printer; nothing looks the number up.
            Value::Variable(Variable { id: 0, name: field.rust.to_owned(), ty, owned })
        }
        other => other.clone(),
    });
    let template = text(&Value::Concatenation(pieces.collect()));
    let parts = endpoint.headers.iter().flat_map(|(_, values)| values);
    let mut read_later = false;
    let mut look = |value: &Value| value.variables(&mut |v| read_later |= v.name == "url");
    parts.for_each(&mut look);
    endpoint.properties.iter().for_each(|(_, property)| property.values(&mut look));
    let name = identifier(if read_later { "endpoint_url" } else { "url" });
    statements.push(quote!(let #name = #template;));
    (statements, quote!(#name))
}
