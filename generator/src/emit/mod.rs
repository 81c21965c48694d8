//! Prints the crate's definition as tokens, one file an item kind. Printers are total functions:
//! nothing can fail here and nothing is decided here. What they yield are files of items, each
//! item with the comment that stands before it.

mod endpoint;
mod enumeration;
mod error;
mod file;
mod operation;
mod parts;
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
#[cfg(fuzzing)]
pub(crate) use waiter::path::whole as path_body;

use crate::rust::{CrateDef, Ty, type_module};

/// A file that can be printed. Its tokens take many times the room of its text, and cannot leave
/// the thread that made them: so what there is of all files at once is how to print them.
pub(crate) struct Module<'a> {
    /// Such as `types/_tag.rs`.
    pub(crate) path: String,
    items: Box<dyn Fn() -> Vec<Item> + Sync + 'a>,
}

impl<'a> Module<'a> {
    fn new(path: impl Into<String>, items: impl Fn() -> Vec<Item> + Sync + 'a) -> Self {
        Self { path: path.into(), items: Box::new(items) }
    }

    /// Prints the file, with the imports that its items need.
    pub(crate) fn print(&self) -> File {
        file(&self.path, (self.items)())
    }
}

/// Every file of the crate but its root, in no order.
pub(crate) fn modules(def: &CrateDef) -> Vec<Module<'_>> {
    let endpoint = &def.service.endpoint;
    let mut modules = vec![
        Module::new("builder.rs", service::builder),
        Module::new("client.rs", || service::client(def)),
        Module::new("config.rs", || service::config(def)),
        Module::new("config/endpoint.rs", || service::config_endpoint(endpoint)),
        Module::new("error.rs", service::error),
        Module::new("error_meta.rs", || vec![error::of_crate(def)]),
        Module::new("meta.rs", service::meta),
        Module::new("operation.rs", || service::operations(def)),
        Module::new("primitives.rs", service::primitives),
        Module::new("service.rs", || service::service(&def.service)),
        Module::new("types.rs", || service::types(def)),
    ];
    if !endpoint.cases.is_empty() {
        let tests = || service::endpoint_tests(endpoint);
        modules.push(Module::new("config/endpoint/tests.rs", tests));
    }
    if !def.errors.is_empty() {
        modules.push(Module::new("types/error.rs", || service::errors(def)));
    }
    let waiters = def.waiters();
    if !waiters.is_empty() {
        modules.push(Module::new("waiters.rs", || waiter::modules(&def.waiters())));
    }
    modules.extend(def.operations.iter().map(|operation| {
        let path = format!("operation/{}.rs", operation.module);
        Module::new(path, || operation::operation(operation, def.codec))
    }));
    modules.extend(def.structures.iter().map(|structure| {
        Module::new(type_file(&structure.name), || structure::structure(structure))
    }));
    modules.extend(def.errors.iter().map(|error| {
        let path = format!("types/error/{}.rs", type_module(&error.structure.name));
        Module::new(path, || error::error(error, def.codec.module))
    }));
    modules
        .extend(def.unions.iter().map(|it| Module::new(type_file(&it.name), || union::union(it))));
    modules.extend(
        def.enums
            .iter()
            .map(|it| Module::new(type_file(&it.name), || vec![enumeration::enumeration(it)])),
    );
    modules.extend(waiters.into_iter().map(|(operation, waiter)| {
        let path = format!("waiters/{}.rs", waiter.module);
        Module::new(path, move || waiter::waiter(operation, waiter))
    }));
    modules
}

fn type_file(name: &str) -> String {
    format!("types/{}.rs", type_module(name))
}

/// A type as it stands in a field, without `Option`.
pub(crate) fn type_text(of: &Ty) -> String {
    scope::text(ty::ty(of))
}

fn file(path: &str, mut items: Vec<Item>) -> File {
    let hidden = scope::hidden(&items);
    let mut all = file::imports(path, &items, &hidden.clone().unwrap_or_default());
    if let Some(hidden) = hidden {
        scope::settle(&mut items, &hidden);
    }
    all.append(&mut items);
    File { path: path.to_owned(), items: all }
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
