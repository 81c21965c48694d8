//! The model's own test cases of its endpoint rules, as a test module that stands beside the
//! resolver: one test a case, named after what the model says about it.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::docs;
use crate::emit::ty::doc;
use crate::endpoint::cases::{Case, Expectation, ExpectedEndpoint, ExpectedProperty};
use crate::endpoint::plan::{Plan, PlannedProperty, Value};
use crate::endpoint::rules::Constant;

use super::documents;
use super::params::constant;
use super::{member, mentions};

/// The items of a test module below the module that [`items`](super::items) went into.
pub(crate) fn tests(plan: &Plan, cases: &[Case]) -> Vec<TokenStream> {
    let mut names = HashMap::new();
    let tests: Vec<TokenStream> = cases.iter().map(|case| test(plan, case, &mut names)).collect();
    let rules = tests.iter().any(|tokens| mentions(tokens.clone(), "rules"));
    let rules = rules.then(|| {
        quote!(
            use tinsmith_runtime::endpoint::rules;
        )
    });
    let imports = quote! {
        #rules

        use super::*;
    };
    let check = quote! {
        #[track_caller]
        fn check(params: Params, expected: Result<Endpoint, &str>) {
            let actual = resolve(&params).map_err(|error| error.to_string());
            assert_eq!(actual, expected.map_err(str::to_owned));
        }
    };
    [imports, check].into_iter().chain(tests).collect()
}

fn test(plan: &Plan, case: &Case, names: &mut HashMap<String, usize>) -> TokenStream {
    let description = description(case);
    let test_name = format_ident!("{}", test_name(&description, names));
    let docs = doc(&docs::escape(&description));
    let value_of = |name: &str| case.parameters.iter().find(|(n, _)| n == name).map(|(_, v)| v);
    let mut members = Vec::new();
    for parameter in plan.parameters.iter().map(|p| &p.parameter) {
        let name = member(&parameter.name);
        let value = value_of(&parameter.name).or(parameter.default.as_ref()).map(constant);
        members.push(match (value, parameter.required) {
            (Some(value), true) => quote!(#name: #value),
            (Some(value), false) => quote!(#name: Some(#value)),
            (None, false) => quote!(#name: None),
            (None, true) => return incomplete(&test_name, &docs, case),
        });
    }
    let expected = match &case.expect {
        Expectation::Error(message) => quote!(Err(#message)),
        Expectation::Endpoint(expected) => {
            let endpoint = endpoint(expected);
            quote!(Ok(#endpoint))
        }
    };
    quote! {
        #docs
        #[test]
        fn #test_name() {
            check(Params { #(#members),* }, #expected);
        }
    }
}

/// A case whose parameters cannot be built, as a required one is missing: building must fail.
fn incomplete(test_name: &Ident, docs: &TokenStream, case: &Case) -> TokenStream {
    let setters = case.parameters.iter().map(|(name, value)| {
        let (name, value) = (member(name), constant(value));
        quote!(.#name(#value))
    });
    quote! {
        #docs
        #[test]
        fn #test_name() {
            assert!(Params::builder()#(#setters)*.build().is_err());
        }
    }
}

/// What the model says about the case; else its parameters, as descriptions may be left out.
fn description(case: &Case) -> String {
    if !case.documentation.trim().is_empty() {
        return case.documentation.clone();
    }
    let parameters = case.parameters.iter().map(|(name, value)| match value {
        Constant::String(text) => format!("{name} {text}"),
        Constant::Boolean(value) => format!("{name} {value}"),
        Constant::StringArray(texts) => format!("{name} {}", texts.join(" ")),
    });
    let parameters: Vec<String> = parameters.collect();
    if parameters.is_empty() { "no parameters".to_owned() } else { parameters.join(", ") }
}

/// What a case says about itself can be of any length.
const LONGEST_NAME: usize = 200;

/// A name for a test that no other test has.
fn test_name(documentation: &str, names: &mut HashMap<String, usize>) -> String {
    let words = documentation.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|w| !w.is_empty()).map(str::to_ascii_lowercase);
    let mut slug = words.collect::<Vec<_>>().join("_");
    slug.truncate(LONGEST_NAME);
    let slug = match slug.chars().next() {
        None => "case".to_owned(),
        Some(first) if first.is_ascii_digit() || is_keyword(&slug) => format!("case_{slug}"),
        Some(_) => slug,
    };
    // Where the last case that is called so left off, as all of them may be called the same.
    let mut n = names.get(&slug).copied().unwrap_or_default();
    let mut name = slug.clone();
    while n > 0 && names.contains_key(&name) {
        n += 1;
        name = format!("{slug}_{n}");
    }
    names.insert(slug, n.max(1));
    names.entry(name.clone()).or_insert(1);
    name
}

fn is_keyword(name: &str) -> bool {
    crate::rust::identifier(name) != name
}

fn endpoint(expected: &ExpectedEndpoint) -> TokenStream {
    let url = &expected.url;
    let headers = expected
        .headers
        .iter()
        .flat_map(|(name, values)| values.iter().map(move |value| quote!(.header(#name, #value))));
    let properties = expected.properties.iter().map(|(name, value)| {
        let value = property(value);
        quote!(.property(#name, #value))
    });
    quote!(Endpoint::builder().url(#url)#(#headers)*#(#properties)*.build())
}

/// The property in the form that the rules' own properties have.
fn property(expected: &ExpectedProperty) -> TokenStream {
    documents::property(&planned(expected))
}

fn planned(expected: &ExpectedProperty) -> PlannedProperty {
    match expected {
        ExpectedProperty::Boolean(value) => PlannedProperty::Boolean(*value),
        ExpectedProperty::String(text) => PlannedProperty::String(Value::Text(text.clone())),
        ExpectedProperty::Array(elements) => {
            PlannedProperty::Array(elements.iter().map(planned).collect())
        }
        ExpectedProperty::Object(members) => PlannedProperty::Object(
            members.iter().map(|(name, value)| (name.clone(), planned(value))).collect(),
        ),
    }
}
