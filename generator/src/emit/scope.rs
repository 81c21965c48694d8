//! Names that a type of the model may hide: a model can have a structure `Option`, and its file
//! then has two of them.
//!
//! Printers need not care. To them a bare `Option` is Rust's, always, and [`own`] marks the name of
//! a type, a variant or a field. A file that defines a type by one of these names gets paths that
//! nothing can hide, and every other file stays as it was printed.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};

use super::file::Item;
use crate::tape::{Kind, Tape};

/// What printers call by bare names, besides what files import, and what it is called where the
/// model has a type of that name. No type's name ends with an underscore.
const NAMES: [(&str, &str); 12] = [
    ("Box", "::std::boxed::Box"),
    ("Err", "::std::result::Result::Err"),
    ("From", "::std::convert::From"),
    ("Into", "::std::convert::Into"),
    ("M", "M_"),
    ("None", "::std::option::Option::None"),
    ("Ok", "::std::result::Result::Ok"),
    ("Option", "::std::option::Option"),
    ("Result", "::std::result::Result"),
    ("Some", "::std::option::Option::Some"),
    ("String", "::std::string::String"),
    ("Vec", "::std::vec::Vec"),
];

/// What stands in for a bare name.
fn elsewhere(name: &str) -> Option<&'static str> {
    let import = || super::file::import(name);
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    NAMES.iter().find(|(bare, _)| *bare == name).map(|(_, path)| *path).or_else(import)
}

/// The identifier of a name of the model's. The mark is that it is raw, so it means the same to
/// Rust with the mark and without.
pub(super) fn own(name: &str) -> Ident {
    match elsewhere(name) {
        Some(_) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// The names that the types of a file hide in it, unless no name in it is marked.
pub(super) fn hidden(items: &[Item]) -> Option<BTreeSet<String>> {
    let mut marks = false;
    let mut defined = BTreeSet::new();
    for item in items {
        let mut defines = false;
        for (kind, text) in item.tape.iter() {
            let is_ident = kind == Kind::Ident;
            if let Some(name) = marked(text).filter(|_| is_ident) {
                marks = true;
                if defines {
                    defined.insert(name.to_owned());
                }
            }
            defines = is_ident && matches!(text, "struct" | "enum");
        }
    }
    marks.then_some(defined)
}

/// Ends the marks in the items of a file, and writes paths for bare names that are hidden.
pub(super) fn settle(items: &mut [Item], hidden: &BTreeSet<String>) {
    let nothing = BTreeSet::new();
    for item in items {
        // What stands in a macro is what the macro knows; the macro's own paths are absolute.
        let hidden = if item.inside.is_some() { &nothing } else { hidden };
        item.tape = settled(&item.tape, hidden);
    }
}

/// Tokens without marks, and without spaces between them.
pub(super) fn text(tokens: TokenStream) -> String {
    let tape = Tape::new(tokens);
    tape.iter().map(|(_, text)| marked(text).unwrap_or(text)).collect()
}

/// The name under a mark: raw identifiers are keywords otherwise.
fn marked(ident: &str) -> Option<&str> {
    ident.strip_prefix("r#").filter(|name| elsewhere(name).is_some())
}

/// Takes the marks away, and puts paths for bare names that are `hidden`.
fn settled(tape: &Tape, hidden: &BTreeSet<String>) -> Tape {
    let mut out = Tape::default();
    // What the two tokens before were: a name behind `::` is found by its path, and
    // `type Input = …` names something, it uses nothing.
    let (mut colons, mut names) = (0, false);
    // Where a list of imports ends: it needs no names for which there are paths.
    let mut imported = 0;
    let mut at = 0;
    while let Some(kind) = tape.kind(at) {
        let text = tape.text(at);
        let is_import = at < imported;
        let is_hidden = kind == Kind::Ident && hidden.contains(text);
        at += 1;
        if is_hidden && is_import {
            // The comma behind it.
            at += usize::from(tape.text(at) == ",");
            continue;
        }
        // The paths are the constants above, so they parse.
        let path = elsewhere(text).filter(|_| is_hidden && colons < 2 && !names);
        match (kind, path.and_then(|path| path.parse::<TokenStream>().ok())) {
            (_, Some(path)) => out.add_all(path),
            (Kind::Ident, None) => out.add(kind, marked(text).unwrap_or(text)),
            (Kind::Open { close }, None) if colons == 2 && text == "{" => {
                imported = close;
                out.add(kind, text);
            }
            _ => out.add(kind, text),
        }
        names = kind == Kind::Ident && text == "type";
        colons = if text == ":" { colons + 1 } else { 0 };
    }
    out
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn settled(tokens: TokenStream) -> String {
        let mut items = [Item::from(tokens)];
        let hidden = hidden(&items).unwrap();
        settle(&mut items, &hidden);
        let [item] = items;
        item.tape.source().replace(' ', "")
    }

    #[test]
    fn only_the_file_that_defines_a_name_says_more() {
        let (option, some) = (own("Option"), own("Some"));
        let text =
            settled(quote!(struct #option { a: Option<types::#some>, b: Some, c: x::Option }));
        assert_eq!(text, "structOption{a:::std::option::Option<types::Some>,b:Some,c:x::Option}");
        let text = settled(quote!(struct Other { a: Option<types::#option> }));
        assert_eq!(text, "structOther{a:Option<types::Option>}");
    }

    #[test]
    fn imports_that_the_name_hides_are_left_out() {
        let input = own("Input");
        let text = settled(quote! {
            struct #input;
            impl Call for #input { type Input = Self; }
            mod builders { use super::{Builder, Input, #input}; type A = Builder<Input<#input>>; }
        });
        let expected = "structInput;implCallforInput{typeInput=Self;}modbuilders{usesuper::{Builder,Input};\
                        typeA=Builder<crate::builder::Input<Input>>;}";
        assert_eq!(text, expected);
    }
}
