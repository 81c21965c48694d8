//! Prints the crate's definition as tokens, one file an item kind. Printers are total functions:
//! nothing can fail here and nothing is decided here. What they yield are files of items, each
//! item with the comment that stands before it.

mod endpoint;
mod enumeration;
mod error;
mod file;
mod index;
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

#[cfg(fuzzing)]
pub(crate) use endpoint::items as endpoint_items;
pub(crate) use file::{File, Item};
pub(crate) use index::root;
pub(crate) use public::public_items;
#[cfg(fuzzing)]
pub(crate) use waiter::path::whole as path_body;

use crate::rust::{Layer, Piece, Ty, type_module};

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

/// Every file of a crate but its root, in no order.
pub(crate) fn modules<'a>(piece: &'a Piece<'_>) -> Vec<Module<'a>> {
    let (def, layer) = (piece.whole, piece.layer);
    let mut modules = Vec::new();
    let mut add = |is_there: bool, path: &str, items: fn(&Piece<'_>) -> Vec<Item>| {
        if is_there {
            modules.push(Module::new(path, move || items(piece)));
        }
    };
    let (base, client) = (layer.has_base(), layer.has_client());
    add(layer != Layer::Client, "builder.rs", |piece| service::builder(piece.layer));
    add(client, "client.rs", |piece| service::client(piece.whole));
    add(base, "config.rs", |piece| service::config(piece.whole));
    add(base, "config/endpoint.rs", |piece| {
        service::config_endpoint(&piece.whole.service.endpoint)
    });
    add(base && !def.service.endpoint.cases.is_empty(), "config/endpoint/tests.rs", |piece| {
        service::endpoint_tests(&piece.whole.service.endpoint)
    });
    add(client, "error.rs", |_| service::error());
    add(layer.has_errors(), "error_meta.rs", |piece| vec![error::of_crate(piece.whole)]);
    add(client, "meta.rs", |_| service::meta());
    add(layer.has_operations() || client, "operation.rs", index::operations);
    add(base, "primitives.rs", |_| service::primitives());
    add(base, "service.rs", |piece| service::service(&piece.whole.service, piece.whole.codec));
    add(layer.has_types(), "types.rs", index::types);
    add(!piece.errors.is_empty(), "types/error.rs", index::errors);
    let waiters = piece.waiters();
    let any_waiters = if client { !def.waiters().is_empty() } else { !waiters.is_empty() };
    add(any_waiters, "waiters.rs", index::waiters);
    modules.extend(piece.operations.iter().map(|operation| {
        let path = format!("operation/{}.rs", operation.module);
        Module::new(path, || operation::operation(operation, def.codec))
    }));
    modules.extend(piece.structures.iter().map(|structure| {
        Module::new(type_file(&structure.name), || structure::structure(structure))
    }));
    modules.extend(piece.errors.iter().map(|error| {
        let path = format!("types/error/{}.rs", type_module(&error.structure.name));
        Module::new(path, || error::error(error, def.codec.module))
    }));
    modules.extend(
        piece.unions.iter().map(|it| Module::new(type_file(&it.name), || union::union(it))),
    );
    modules.extend(
        piece
            .enums
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
