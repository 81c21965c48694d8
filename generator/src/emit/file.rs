//! What printers yield: files of items. Tokens carry no comments, so an item brings the comment
//! that stands before it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::tape::{Kind, Tape};

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
    pub(crate) tape: Tape,
}

impl From<TokenStream> for Item {
    fn from(tokens: TokenStream) -> Self {
        Self { comment: None, inside: None, tape: Tape::new(tokens) }
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
        collect(&item.tape, 0..item.tape.len(), &mut used);
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

/// Adds the paths of names that stand at the start of a path, in the tokens of a range.
fn collect(tape: &Tape, range: Range<usize>, used: &mut BTreeSet<&'static str>) {
    let colons = |at: usize| tape.text(at) == ":" && tape.text(at + 1) == ":";
    let mut in_enum = false;
    let (mut at, end) = (range.start, range.end);
    while at < end {
        match tape.kind(at) {
            // Variants have names of their own, whatever these are; what they hold does not.
            Some(Kind::Open { close }) if std::mem::take(&mut in_enum) => {
                let mut inner = at + 1;
                while inner < close {
                    if let Some(Kind::Open { close }) = tape.kind(inner) {
                        collect(tape, inner + 1..close, used);
                        inner = close;
                    }
                    inner += 1;
                }
                at = close;
            }
            Some(Kind::Ident) if tape.text(at) == "enum" => in_enum = true,
            // `type Input = …` names something, it uses nothing.
            Some(Kind::Ident) if at > 0 && tape.is_ident(at - 1, "type") => {}
            Some(Kind::Ident) => {
                let row = IMPORTS.iter().find(|(name, _)| *name == tape.text(at));
                let inside_path = || at > 1 && colons(at - 2);
                if let Some((name, path)) = row
                    && !inside_path()
                {
                    let is_module = name.starts_with(|c: char| c.is_ascii_lowercase());
                    if !is_module || colons(at + 1) {
                        used.insert(path);
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
}
