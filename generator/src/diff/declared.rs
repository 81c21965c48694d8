//! A test of [`api`](super::api): what generated files declare in public is among the items, and the items are declared there.

use std::collections::BTreeSet;

use syn::{GenericArgument, Item, PathArguments, Type};

use super::api::{self, Form};
use crate::{Loaded, Options, Source};

const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
    "a#S": {"type": "service", "version": "1", "operations": [{"target": "a#List"}, {"target": "a#Ping"}],
        "traits": {"aws.protocols#ec2Query": {}, "aws.auth#sigv4": {"name": "s"}}},
    "a#Ping": {"type": "operation"},
    "a#List": {"type": "operation", "input": {"target": "a#ListRequest"}, "output": {"target": "a#ListResult"},
        "errors": [{"target": "a#Busy"}], "traits": {
            "smithy.api#paginated": {"inputToken": "Token", "outputToken": "Token", "items": "Things", "pageSize": "Most"},
            "smithy.waiters#waitable": {"Listed": {"acceptors": [
                {"state": "success", "matcher": {"success": true}}]}}}},
    "a#ListRequest": {"type": "structure", "members": {"Token": {"target": "smithy.api#String"},
        "Most": {"target": "smithy.api#Integer"}, "Filter": {"target": "a#Thing"}}},
    "a#ListResult": {"type": "structure", "members": {"Token": {"target": "smithy.api#String"},
        "Things": {"target": "a#Things"}, "Names": {"target": "a#Names"}}},
    "a#Busy": {"type": "structure", "members": {"Why": {"target": "smithy.api#String"}},
        "traits": {"smithy.api#error": "client"}},
    "a#Things": {"type": "list", "member": {"target": "a#Thing"}},
    "a#Names": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#Blob"}},
    "a#Thing": {"type": "structure", "members": {
        "Label": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
        "Type": {"target": "smithy.api#Integer", "traits": {"smithy.api#default": 1}},
        "Made": {"target": "smithy.api#Timestamp"}, "Inner": {"target": "a#Thing"}, "Choice": {"target": "a#Choice"}}},
    "a#Choice": {"type": "union", "members": {"left": {"target": "smithy.api#String"},
        "right": {"target": "a#Things"}, "none": {"target": "smithy.api#Unit"}}}}}"#;

/// `Type::field`, `Type::Variant`, `Type::method()`, and `Type` itself.
fn of_files() -> BTreeSet<String> {
    let loaded = Loaded::from_sources(vec![Source::new("model.json", MODEL)]).unwrap();
    let files = loaded.generate(&Options::default()).unwrap().files;
    let mut found = BTreeSet::new();
    let parts = ["src/operation/", "src/types/", "src/waiters/"];
    for file in files.iter().filter(|file| parts.iter().any(|part| file.path.starts_with(part))) {
        collect(&syn::parse_file(&file.text).unwrap().items, &mut found);
    }
    found
}

fn is_public(vis: &syn::Visibility) -> bool {
    matches!(vis, syn::Visibility::Public(_))
}

fn is_hidden(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .any(|it| it.path().is_ident("doc") && quote::quote!(#it).to_string().contains("hidden"))
}

fn collect(items: &[Item], found: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Struct(it) if is_public(&it.vis) && !is_hidden(&it.attrs) => {
                found.insert(it.ident.to_string());
                let fields = it.fields.iter().filter(|field| is_public(&field.vis));
                found.extend(
                    fields.map(|field| format!("{}::{}", it.ident, field.ident.as_ref().unwrap())),
                );
            }
            Item::Enum(it) if is_public(&it.vis) => {
                found.insert(it.ident.to_string());
                found.extend(
                    it.variants.iter().map(|variant| format!("{}::{}", it.ident, variant.ident)),
                );
            }
            Item::Type(it) if is_public(&it.vis) => {
                found.insert(it.ident.to_string());
            }
            Item::Mod(it) => collect(it.content.as_ref().map_or(&[], |(_, items)| items), found),
            Item::Impl(it) if it.trait_.is_none() => {
                let holder = holder(&it.self_ty);
                for item in &it.items {
                    if let syn::ImplItem::Fn(method) = item
                        && is_public(&method.vis)
                    {
                        found.insert(format!("{holder}::{}()", method.sig.ident));
                    }
                }
            }
            _ => {}
        }
    }
}

/// A type's name; of the one type of builders, that of what it builds with `Builder` behind.
fn holder(ty: &Type) -> String {
    let Type::Path(path) = ty else { return String::new() };
    let last = path.path.segments.last().unwrap();
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(GenericArgument::Type(Type::Path(of))) => {
                let name = of.path.segments.last().unwrap().ident.to_string();
                format!("{}Builder", name.trim_end_matches("Parts"))
            }
            _ => String::new(),
        },
        _ => last.ident.to_string(),
    }
}

fn of_definition() -> BTreeSet<String> {
    let loaded = Loaded::from_sources(vec![Source::new("model.json", MODEL)]).unwrap();
    let defined = loaded.define(&Options::default()).unwrap();
    let last = |item: &api::Item<'_>| {
        let (holder, name) = item.split();
        let call = if item.path.ends_with("()") { "()" } else { "" };
        let holder = holder.rsplit("::").next().unwrap_or_default();
        match item.form {
            Form::Struct | Form::Enum | Form::Items => name.to_owned(),
            _ => format!("{holder}::{name}{call}"),
        }
    };
    api::items(&defined.def).iter().map(last).collect()
}

#[test]
fn what_files_declare_is_what_items_say() {
    let (files, items) = (of_files(), of_definition());
    // What all crates have; and the marker of a waiter and the parts of a structure, which nobody calls.
    let everywhere = |path: &&String| {
        path.ends_with("::builder()")
            || path.ends_with("::is_unknown()")
            || *path == "Listed"
            || *path == "Choice::Unknown"
    };
    let unsaid: Vec<&String> = files.difference(&items).filter(|path| !everywhere(path)).collect();
    assert_eq!(unsaid, Vec::<&String>::new(), "declared, and not among the items");
    // Methods of builders that other builders have too, and what macros of the runtime declare.
    let elsewhere = |path: &&String| {
        [
            "Client::",
            "Error::",
            "Builder::",
            "Params",
            "Waiters::",
            "ListError",
            "PingError",
            "ListPaginator::",
        ]
        .iter()
        .any(|start| path.starts_with(start))
            || path.contains("FluentBuilder::")
            || path.ends_with("::build()")
    };
    let undeclared: Vec<&String> =
        items.difference(&files).filter(|path| !elsewhere(path)).collect();
    assert_eq!(undeclared, Vec::<&String>::new(), "among the items, and not declared");
    assert!(items.len() > 80, "{}", items.len());
}
