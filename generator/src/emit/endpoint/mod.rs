//! The items of a generated crate's `config::endpoint`: parameters, the rules as one plain
//! function, and the table of partitions if the rules ask for it. What comes in is a checked
//! plan, so nothing here can fail.

mod diagram;
mod documents;
mod params;
mod partitions;
mod resolve;
mod tests;
mod values;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use crate::casing::snake;
use crate::endpoint::{Partitions, Plan};

pub(crate) use params::{constant, owned_type};
pub(crate) use tests::tests;

/// The items, in the order in which they stand in the file: imports, parameters with their
/// builder, the resolver, the table of partitions.
pub(crate) fn items(plan: &Plan, partitions: &Partitions) -> Vec<TokenStream> {
    let mut items = params::items(plan);
    items.extend(resolve::items(plan));
    if plan.needs_partitions() {
        items.push(partitions::table(partitions));
    }
    let mut all = imports(plan, &items);
    all.append(&mut items);
    all
}

/// The names that the items use, and no others.
fn imports(plan: &Plan, items: &[TokenStream]) -> Vec<TokenStream> {
    let uses = |name: &str| items.iter().any(|tokens| mentions(tokens.clone(), name));
    let mut names = vec![quote!(ResolveEndpointError)];
    if uses("aws") && !plan.needs_partitions() {
        names.push(quote!(aws));
    }
    if uses("rules") {
        names.push(quote!(rules));
    }
    let partitions = plan.needs_partitions().then(|| {
        quote!(
            use tinsmith_runtime::endpoint::aws::{self, Partition, Segment};
        )
    });
    let steps = uses("STEPS").then(|| {
        quote!(
            use tinsmith_runtime::endpoint::diagram::{self, Next, Step};
        )
    });
    vec![
        quote! {
            #partitions
            #steps
            use tinsmith_runtime::endpoint::{#(#names),*};
        },
        quote!(
            pub use tinsmith_runtime::endpoint::{Endpoint, InvalidParams};
        ),
    ]
}

fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The identifier called `name`, raw if it is a keyword.
fn identifier(name: &str) -> Ident {
    let name = crate::rust::identifier(name);
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(&name, Span::call_site()),
    }
}

/// The member of `Params` that holds a parameter.
pub(crate) fn member(parameter: &str) -> Ident {
    identifier(&snake(parameter))
}

#[cfg(test)]
mod structure {
    //! What the printed items must have, whatever they look like.

    use super::*;
    use crate::endpoint::{check, check_diagram, regional_rule_set};

    fn printed() -> Vec<String> {
        let plan = check(&regional_rule_set("demo")).unwrap();
        let items = items(&plan, &Partitions(Vec::new()));
        let parse = |tokens| syn::parse2::<syn::File>(tokens).expect("items parse");
        items.into_iter().map(|tokens| prettyplease::unparse(&parse(tokens))).collect()
    }

    #[test]
    fn a_model_without_rules_gets_those_of_a_regional_service() {
        let all = printed().concat();
        for part in [
            r#""https://demo.{region}.{dns_suffix}""#,
            r#""https://demo-fips.{region}.{dual_stack_dns_suffix}""#,
            r#"rules::error("Invalid Configuration: Missing Region")"#,
            "static PARTITIONS: &[Partition] = &[];",
            "pub fn use_fips(&self) -> Option<bool>",
            "pub fn set_region(mut self, value: Option<String>) -> Self",
        ] {
            assert!(all.contains(part), "{part} is missing in\n{all}");
        }
    }

    #[test]
    fn blocks_always_leave_so_no_condition_falls_through() {
        let all = printed().concat();
        let resolve = all.split("fn resolve").nth(1).unwrap();
        // The tree of a set region ends the resolution, as the specification asks.
        assert!(
            resolve.contains("Err(ResolveEndpointError::no_rule_matches(params))"),
            "{resolve}"
        );
    }

    #[test]
    fn rules_that_look_at_nothing_leave_the_parameters_unread() {
        let rules = r#"{"smithy": "2.0", "metadata": {"bdd": {
            "version": "1.1", "parameters": {"Condition": {"type": "string"}}, "conditions": [],
            "results": [{"type": "endpoint", "endpoint": {"url": "https://a.example.com"}}],
            "root": 100000001, "nodeCount": 1, "nodes": "/////wAAAAH/////"}}}"#;
        let rules = &smithy_json_ast::read(rules).unwrap().metadata["bdd"];
        let plan = crate::endpoint::read_diagram(rules).and_then(|d| check_diagram(&d)).unwrap();
        let items = resolve::items(&plan);
        let [function] = items.as_slice() else { panic!("{items:?}") };
        let expected = quote! {
            /// The endpoint that the service's rules give for `params`.
            #[inline]
            pub(crate) fn resolve(_params: &Params) -> Result<Endpoint, ResolveEndpointError> {
                rules::endpoint("https://a.example.com")
            }
        };
        assert_eq!(function.to_string(), expected.to_string());
    }

    #[test]
    fn keywords_are_raw() {
        assert_eq!(identifier("type").to_string(), "r#type");
        assert_eq!(identifier("region").to_string(), "region");
    }
}
