//! What printers yield: files of items. Tokens carry no comments, so an item brings the comment
//! that stands before it.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

/// A file of the crate, below `src`.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Such as `types/_tag.rs`.
    pub(crate) path: String,
    pub(crate) items: Vec<Item>,
}

/// An item, or several that stand together without a blank line.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Lines without slashes.
    pub(crate) comment: Option<String>,
    /// The macro that the item stands in, braces around it.
    pub(crate) inside: Option<&'static str>,
    pub(crate) tokens: TokenStream,
}

impl From<TokenStream> for Item {
    fn from(tokens: TokenStream) -> Self {
        Self { comment: None, inside: None, tokens }
    }
}

impl Item {
    /// An item with a comment before it.
    pub(crate) fn commented(comment: impl Into<String>, tokens: TokenStream) -> Self {
        Self { comment: Some(comment.into()), ..tokens.into() }
    }

    /// Puts the item inside a macro.
    pub(crate) fn inside(self, path: &'static str) -> Self {
        Self { inside: Some(path), ..self }
    }
}

/// Everything that generated code imports, by the name that it uses. Names in lower case are
/// modules, and count as used where `::` follows them.
const IMPORTS: [(&str, &str); 21] = [
    ("Builder", "crate::builder::Builder"),
    ("Call", "crate::builder::Call"),
    ("HashMap", "std::collections::HashMap"),
    ("Empty", "tinsmith_runtime::shape::Empty"),
    ("Input", "crate::builder::Input"),
    ("Mode", "crate::builder::Mode"),
    ("Service", "crate::service::Service"),
    ("builder", "crate::builder"),
    ("client", "tinsmith_runtime::client"),
    ("ec2_query", "tinsmith_runtime::ec2_query"),
    ("endpoint", "tinsmith_runtime::client::endpoint"),
    ("fmt", "std::fmt"),
    ("operation", "crate::operation"),
    ("parts", "tinsmith_runtime::parts"),
    ("primitives", "crate::primitives"),
    ("query", "tinsmith_runtime::query"),
    ("shape", "tinsmith_runtime::shape"),
    ("types", "crate::types"),
    ("waiters", "crate::waiters"),
    ("wire", "tinsmith_runtime::wire"),
    ("xml", "tinsmith_runtime::xml"),
];

/// The whole path of what files import by that name.
pub(super) fn import(name: &str) -> Option<&'static str> {
    IMPORTS.iter().find(|(bare, _)| *bare == name).map(|(_, path)| *path)
}

/// The `use` lines that the items of a file need, but for names that it hides: foreign crates first,
/// then the crate's own.
pub(super) fn imports(path: &str, items: &[Item], hidden: &BTreeSet<String>) -> Vec<Item> {
    let mut used: BTreeSet<&'static str> = BTreeSet::new();
    // What stands in a macro names variants, not types: it uses nothing from outside.
    for item in items.iter().filter(|item| item.inside.is_none()) {
        collect(item.tokens.clone(), &mut used);
    }
    // What a file defines, it does not import.
    let module = path.trim_end_matches(".rs").replace('/', "::");
    used.retain(|path| {
        path.rsplit_once("::")
            .is_none_or(|(at, name)| at != format!("crate::{module}") && !hidden.contains(name))
    });
    let (own, foreign): (Vec<&str>, Vec<&str>) =
        used.into_iter().partition(|path| path.starts_with("crate::"));
    let block = |paths: Vec<&'static str>| {
        let mut modules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (module, name) in paths.iter().filter_map(|path| path.rsplit_once("::")) {
            modules.entry(module).or_default().push(name);
        }
        let mut modules: Vec<(&str, Vec<&str>)> = modules.into_iter().collect();
        // As rustfmt does: what has braces comes after what has not.
        modules.sort_by_key(|(module, names)| match names.as_slice() {
            [name] => format!("{module}::{name}"),
            _ => format!("{module}::{{"),
        });
        let uses = modules.into_iter().filter_map(|(module, names)| {
            // The paths are the constants above, so they parse.
            let module: syn::Path = syn::parse_str(module).ok()?;
            let names = names.into_iter().map(|name| Ident::new(name, Span::call_site()));
            Some(quote!(use #module::{#(#names),*};))
        });
        let tokens = quote!(#(#uses)*);
        (!tokens.is_empty()).then(|| Item::from(tokens))
    };
    [block(foreign), block(own)].into_iter().flatten().collect()
}

/// Adds the paths of names that stand at the start of a path.
fn collect(tokens: TokenStream, used: &mut BTreeSet<&'static str>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let colon = |i: Option<usize>| match i.and_then(|i| tokens.get(i)) {
        Some(TokenTree::Punct(punct)) => punct.as_char() == ':',
        _ => false,
    };
    let mut in_enum = false;
    for (i, token) in tokens.iter().enumerate() {
        match token {
            // Variants have names of their own, whatever these are; what they hold does not.
            TokenTree::Group(group) if std::mem::take(&mut in_enum) => {
                let held = group.stream().into_iter();
                collect(held.filter(|token| matches!(token, TokenTree::Group(_))).collect(), used);
            }
            TokenTree::Group(group) => collect(group.stream(), used),
            TokenTree::Ident(ident) if ident == "enum" => in_enum = true,
            TokenTree::Ident(ident) => {
                // `type Input = …` names something, it uses nothing.
                let names = i.checked_sub(1).and_then(|i| tokens.get(i));
                if matches!(names, Some(TokenTree::Ident(before)) if before == "type") {
                    continue;
                }
                let inside_path = colon(i.checked_sub(1)) && colon(i.checked_sub(2));
                let starts_path = colon(Some(i + 1)) && colon(Some(i + 2));
                let row = IMPORTS.iter().find(|(name, _)| ident == name);
                if let Some((name, path)) = row.filter(|_| !inside_path) {
                    let is_module = name.starts_with(|c: char| c.is_ascii_lowercase());
                    if !is_module || starts_path {
                        used.insert(path);
                    }
                }
            }
            _ => {}
        }
    }
}
