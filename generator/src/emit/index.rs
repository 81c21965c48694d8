//! Modules that hold others: the root of a crate, and the lists of operations, types, errors and waiters. A client of several
//! crates is tied together here: each gives out what is in those below it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::file::Item;
use super::ty::{doc, ident};
use crate::rust::{Layer, Piece, type_module};

/// The name by which code knows a piece.
fn extern_crate(piece: &str) -> Ident {
    ident(&piece.replace('-', "_"))
}

/// `operation.rs`: a module for each operation.
pub(super) fn operations(piece: &Piece<'_>) -> Vec<Item> {
    let modules = piece.operations.iter().map(|operation| {
        let module = ident(&operation.module);
        let docs = doc(&format!("`{}`.", operation.name));
        // Operations keep their names, whatever Rust thinks of them.
        let allow = operation.name.contains('_').then(
            || quote!(#[allow(non_camel_case_types, reason = "operations keep their names")]),
        );
        let inception = inception("operation", &operation.module);
        quote!(#docs #allow #inception pub mod #module;)
    });
    let below = piece.below.iter().filter(|below| below.layer == Layer::Operations);
    let below = below.map(|below| {
        let below = extern_crate(&below.name);
        quote!(
            #[doc(inline)]
            pub use #below::operation::*;
        )
    });
    let request_id = piece.layer.has_client().then(|| {
        quote!(
            pub use tinsmith_runtime::client::sdk::aws_types::request_id::RequestId;
        )
    });
    items([quote!(#(#modules)*), quote!(#(#below)*), quote!(#request_id)])
}

/// What a module needs that is called as the one around it.
pub(super) fn inception(outer: &str, module: &str) -> Option<TokenStream> {
    (module == outer).then(|| {
        quote!(#[allow(clippy::module_inception, reason = "modules are called as the model says")])
    })
}

/// `types.rs`: a private module for each type, and their public names.
pub(super) fn types(piece: &Piece<'_>) -> Vec<Item> {
    let structures = piece.structures.iter().map(|structure| (&structure.name, true));
    let unions = piece.unions.iter().map(|union| (&union.name, false));
    let enums = piece.enums.iter().map(|enumeration| (&enumeration.name, false));
    let mut items = type_modules(structures.chain(unions).chain(enums).collect(), piece);
    if !piece.errors.is_empty() {
        items.push(
            quote!(
                #[doc = " Errors that the service has in its model."]
                pub mod error;
            )
            .into(),
        );
    }
    items
}

/// `types/error.rs`: the same for errors.
pub(super) fn errors(piece: &Piece<'_>) -> Vec<Item> {
    let mut names: Vec<_> = piece.errors.iter().map(|e| (&e.structure.name, true)).collect();
    names.sort_by_key(|(name, _)| type_module(name));
    items([private_modules(&names), public_names(&names), builders(&names, &TokenStream::new())])
}

/// Modules of types by name, and whether each has a builder.
fn type_modules(mut names: Vec<(&String, bool)>, piece: &Piece<'_>) -> Vec<Item> {
    names.sort_by_key(|(name, _)| type_module(name));
    let below = |items: TokenStream, with: fn(&crate::rust::Below) -> bool| {
        let below = piece.below.iter().filter(|below| with(below)).map(|below| {
            let below = extern_crate(&below.name);
            quote!(
                #[doc(inline)]
                pub use #below::types::#items;
            )
        });
        quote!(#(#below)*)
    };
    let of_types = below(quote!(*), |_| true);
    let of_builders = below(quote!(builders::*), |below| below.has_builders);
    items([private_modules(&names), public_names(&names), of_types, builders(&names, &of_builders)])
}

fn private_modules(names: &[(&String, bool)]) -> TokenStream {
    let modules = names.iter().map(|(name, _)| ident(&type_module(name)));
    quote!(#(mod #modules;)*)
}

fn public_names(names: &[(&String, bool)]) -> TokenStream {
    let modules = names.iter().map(|(name, _)| ident(&type_module(name)));
    let names = names.iter().map(|(name, _)| ident(name));
    quote!(#(pub use #modules::#names;)*)
}

fn builders(names: &[(&String, bool)], below: &TokenStream) -> TokenStream {
    let builders = names.iter().filter(|(_, has_builder)| *has_builder).map(|(name, _)| {
        let (module, builder) = (ident(&type_module(name)), format_ident!("{name}Builder"));
        quote!(pub use super::#module::#builder;)
    });
    quote! {
        /// Builders of the structures.
        pub mod builders { #(#builders)* #below }
    }
}

/// `waiters.rs`: a module for each waiter.
pub(super) fn waiters(piece: &Piece<'_>) -> Vec<Item> {
    let modules = piece.waiters().into_iter().map(|(_, waiter)| {
        let module = ident(&waiter.module);
        let docs = doc(&format!("`{}`.", waiter.name));
        let inception = inception("waiters", &waiter.module);
        quote!(#docs #inception pub mod #module;)
    });
    let below = piece.below.iter().filter(|below| below.has_waiters).map(|below| {
        let below = extern_crate(&below.name);
        quote!(
            #[doc(inline)]
            pub use #below::waiters::*;
        )
    });
    items([quote!(#(#modules)*), quote!(#(#below)*)])
}

fn items<const N: usize>(tokens: [TokenStream; N]) -> Vec<Item> {
    tokens.into_iter().filter(|tokens| !tokens.is_empty()).map(Item::from).collect()
}

/// The items of a crate's root. It holds no attributes of the crate and no `//!`, so that a
/// build script's output can be included.
pub(crate) fn root(piece: &Piece<'_>) -> Vec<Item> {
    let (def, layer) = (piece.whole, piece.layer);
    // What the model deprecates warns those who use it, and not the crate that has to hold it.
    let allow = def.has_deprecated().then(
        || quote!(#[allow(deprecated, reason = "the interface has what the model deprecates")]),
    );
    let when = |is_there: bool, tokens: TokenStream| is_there.then_some(tokens);
    // In one crate, what no user has to see is private; others need it where there are several.
    let (private, hidden) = match layer {
        Layer::Whole => (quote!(), quote!()),
        _ => (quote!(pub), quote!(#[doc(hidden)])),
    };
    let builder = when(
        layer != Layer::Client,
        quote!(
            mod builder;
        ),
    );
    let client = when(
        layer.has_client(),
        quote! {
            /// The client, and changes to single calls.
            #allow
            pub mod client;
        },
    );
    let config = when(
        layer.has_base(),
        quote! {
            /// Settings of the client.
            pub mod config;
        },
    );
    let error = when(
        layer.has_client(),
        quote! {
            /// Errors.
            pub mod error;
        },
    );
    // Without modeled errors it names no type of the model.
    let errors = allow.as_ref().filter(|_| !def.errors.is_empty());
    let error_meta = when(layer.has_errors(), quote!(#errors mod error_meta;));
    let meta = when(
        layer.has_client(),
        quote! {
            /// What this crate says about itself.
            pub mod meta;
        },
    );
    let operation = when(
        layer.has_operations() || layer.has_client(),
        quote! {
            /// Operations: a module for each, with its input, output, error and builders.
            #allow
            pub mod operation;
        },
    );
    let primitives = when(
        layer.has_base(),
        quote! {
            /// Types of values that are no structures.
            pub mod primitives;
        },
    );
    let service = when(layer.has_base(), quote!(#hidden #private mod service;));
    let types = when(
        layer.has_types(),
        quote! {
            /// Structures and enums that operations share.
            #allow
            pub mod types;
        },
    );
    let any_waiters = match layer.has_client() {
        true => !def.waiters().is_empty(),
        false => !piece.waiters().is_empty(),
    };
    let waiters = match any_waiters {
        true => Some(quote! {
            /// Waiters: a module for each, with its builder, result and error.
            #allow
            pub mod waiters;
        }),
        false => when(
            layer.has_client(),
            quote! {
                /// Waiters, of which there are none.
                pub mod waiters {}
            },
        ),
    };
    let names = quote! {
        #builder #client #config #error #error_meta #meta #operation #primitives #service #types #waiters
    };
    let own_client = when(
        layer.has_client(),
        quote!(
            pub use client::Client;
        ),
    );
    let own_config = when(
        layer.has_base() || layer.has_client(),
        quote!(
            pub use config::Config;
        ),
    );
    let own_error = when(
        layer.has_errors(),
        quote!(
            pub use error_meta::Error;
        ),
    );
    items([names, below(piece), quote!(#own_client #own_config #own_error)])
}

/// What a crate gives out of those below it, or needs of them under its own name.
fn below(piece: &Piece<'_>) -> TokenStream {
    let types = piece.below.iter().find(|below| matches!(below.layer, Layer::Types { .. }));
    let Some(types) = types.map(|below| extern_crate(&below.name)) else {
        return TokenStream::new();
    };
    match piece.layer {
        Layer::Whole => TokenStream::new(),
        Layer::Types { .. } => quote! {
            #[doc(hidden)]
            pub use #types::{config, primitives, service};
        },
        Layer::Operations => quote! {
            #[doc(hidden)]
            pub use #types::{Error, config, primitives, service, types};
        },
        Layer::Client => quote! {
            #[doc(inline)]
            pub use #types::{Error, config, primitives, types};
            use #types::service;
        },
    }
}
