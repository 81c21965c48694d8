//! The items of a generated crate's `config::endpoint`: parameters, the rules as one plain
//! function, and the table of partitions if the rules ask for it. What comes in is a checked
//! plan, so nothing here can fail.

mod documents;
mod params;
mod partitions;
mod resolve;
mod tests;
mod values;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use crate::endpoint::{Partitions, Plan};
use crate::casing::snake;

pub(crate) use tests::tests;

/// The items, in the order in which they stand in the file: imports, parameters with their
/// builder, the resolver, the table of partitions.
pub(crate) fn items(plan: &Plan, partitions: &Partitions) -> Vec<TokenStream> {
    let mut items = params::items(plan);
    items.push(resolve::function(plan));
    if plan.needs_partitions {
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
    if uses("aws") && !plan.needs_partitions {
        names.push(quote!(aws));
    }
    if uses("rules") {
        names.push(quote!(rules));
    }
    let mut imports = vec![quote!(pub use tinsmith_runtime::endpoint::{Endpoint, InvalidParams};)];
    if plan.needs_partitions {
        imports.push(quote!(use tinsmith_runtime::endpoint::aws::{self, Partition, Segment};));
    }
    imports.push(quote!(use tinsmith_runtime::endpoint::{#(#names),*};));
    imports
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
fn member(parameter: &str) -> Ident {
    identifier(&snake(parameter))
}
