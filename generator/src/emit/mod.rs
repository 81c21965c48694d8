//! Prints the crate's definition as tokens, one file an item kind. Printers are total functions:
//! nothing can fail here and nothing is decided here. What they yield are files of items, each
//! item with the comment that stands before it.

mod endpoint;
mod enumeration;
mod error;
mod file;
mod operation;
mod parts;
mod public;
mod scope;
mod serde;
mod service;
mod structure;
mod ty;
mod union;
mod waiter;
mod wire;

use quote::quote;

#[cfg(fuzzing)]
pub(crate) use endpoint::items as endpoint_items;
pub(crate) use file::{File, Item};
pub(crate) use public::public_items;
#[cfg(fuzzing)]
pub(crate) use waiter::path::whole as path_body;

use crate::rust::{CrateDef, Ty, type_module};

/// Every file of the crate but its root, in no order. Each is printed when it is asked for, as the
/// tokens of a file take many times the room of its text.
pub(crate) fn modules(def: &CrateDef) -> impl Iterator<Item = File> {
    let endpoint = &def.service.endpoint;
    let tests = (!endpoint.cases.is_empty()).then_some(endpoint);
    let errors = (!def.errors.is_empty()).then_some(def);
    let waiters = def.waiters();
    let any_waiters = (!waiters.is_empty()).then(|| file("waiters.rs", waiter::modules(&waiters)));
    of_all(def)
        .chain(tests.map(|e| file("config/endpoint/tests.rs", service::endpoint_tests(e))))
        .chain(errors.map(|def| file("types/error.rs", service::errors(def))))
        .chain(any_waiters)
        .chain(def.operations.iter().map(|operation| {
            let path = format!("operation/{}.rs", operation.module);
            file(path, operation::operation(operation, def.codec))
        }))
        .chain(
            def.structures
                .iter()
                .map(|structure| file(type_file(&structure.name), structure::structure(structure))),
        )
        .chain(def.errors.iter().map(|error| {
            let path = format!("types/error/{}.rs", type_module(&error.structure.name));
            file(path, error::error(error, def.codec.module))
        }))
        .chain(def.unions.iter().map(|union| file(type_file(&union.name), union::union(union))))
        .chain(def.enums.iter().map(|enumeration| {
            file(type_file(&enumeration.name), vec![enumeration::enumeration(enumeration)])
        }))
        .chain(waiters.into_iter().map(|(operation, waiter)| {
            let path = format!("waiters/{}.rs", waiter.module);
            file(path, waiter::waiter(operation, waiter))
        }))
}

/// The files that every crate has.
fn of_all(def: &CrateDef) -> impl Iterator<Item = File> {
    [
        file("builder.rs", service::builder()),
        file("client.rs", service::client(def)),
        file("config.rs", service::config(def)),
        file("config/endpoint.rs", service::config_endpoint(&def.service.endpoint)),
        file("error.rs", service::error()),
        file("error_meta.rs", vec![error::of_crate(def)]),
        file("meta.rs", service::meta()),
        file("operation.rs", service::operations(def)),
        file("primitives.rs", service::primitives()),
        file("service.rs", service::service(&def.service)),
        file("types.rs", service::types(def)),
    ]
    .into_iter()
}

fn type_file(name: &str) -> String {
    format!("types/{}.rs", type_module(name))
}

/// A type as it stands in a field, without `Option`.
pub(crate) fn type_text(of: &Ty) -> String {
    scope::unmarked(ty::ty(of)).to_string().replace(' ', "")
}

fn file(path: impl Into<String>, mut items: Vec<Item>) -> File {
    let path = path.into();
    let hidden = scope::hidden(&items);
    let mut all = file::imports(&path, &items, &hidden.clone().unwrap_or_default());
    if let Some(hidden) = hidden {
        scope::settle(&mut items, &hidden);
    }
    all.append(&mut items);
    File { path, items: all }
}

/// The items of the crate's root. It holds no attributes of the crate and no `//!`, so that a
/// build script's output can be included.
pub(crate) fn root(def: &CrateDef) -> Vec<Item> {
    // What the model deprecates warns those who use it, and not the crate that has to hold it.
    let allow = def.has_deprecated().then(
        || quote!(#[allow(deprecated, reason = "the interface has what the model deprecates")]),
    );
    let waiters = if def.waiters().is_empty() {
        quote! {
            /// Waiters, of which there are none.
            pub mod waiters {}
        }
    } else {
        quote! {
            /// Waiters: a module for each, with its builder, result and error.
            #allow
            pub mod waiters;
        }
    };
    // Without modeled errors it names no type of the model.
    let errors = allow.as_ref().filter(|_| !def.errors.is_empty());
    vec![
        quote! {
            mod builder;
            /// The client, and changes to single calls.
            #allow
            pub mod client;
            /// Settings of the client.
            pub mod config;
            /// Errors.
            pub mod error;
            #errors
            mod error_meta;
            /// What this crate says about itself.
            pub mod meta;
            /// Operations: a module for each, with its input, output, error and builders.
            #allow
            pub mod operation;
            /// Types of values that are no structures.
            pub mod primitives;
            mod service;
            /// Structures and enums that operations share.
            #allow
            pub mod types;
            #waiters
        }
        .into(),
        quote! {
            pub use client::Client;
            pub use config::Config;
            pub use error_meta::Error;
        }
        .into(),
    ]
}
