//! Names that a type of the model may hide: a model can have a structure `Option`, and its file
//! then has two of them.
//!
//! Printers need not care. To them a bare `Option` is Rust's, always, and [`own`] marks the name of
//! a type, a variant or a field. A file that defines a type by one of these names gets paths that
//! nothing can hide, and every other file stays as it was printed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use super::file::Item;

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
    let mut found = Found::default();
    for item in items {
        found.look(item.tokens.clone());
    }
    found.marks.then_some(found.defined)
}

/// Ends the marks in the items of a file, and writes paths for bare names that are hidden.
pub(super) fn settle(items: &mut [Item], hidden: &BTreeSet<String>) {
    let nothing = BTreeSet::new();
    for item in items {
        // What stands in a macro is what the macro knows; the macro's own paths are absolute.
        let hidden = if item.inside.is_some() { &nothing } else { hidden };
        item.tokens = replace(std::mem::take(&mut item.tokens), hidden);
    }
}

/// Tokens without marks.
pub(super) fn unmarked(tokens: TokenStream) -> TokenStream {
    replace(tokens, &BTreeSet::new())
}

/// What a file has of names that are marked.
#[derive(Default)]
struct Found {
    marks: bool,
    defined: BTreeSet<String>,
    /// Holds one identifier after the other: a crate has millions.
    text: String,
}

impl Found {
    fn look(&mut self, tokens: TokenStream) {
        let mut defines = false;
        for token in tokens {
            match &token {
                TokenTree::Group(group) => self.look(group.stream()),
                TokenTree::Ident(ident) => {
                    self.text.clear();
                    // Writing into a string cannot fail.
                    let _ = write!(self.text, "{ident}");
                    if let Some(name) = marked(&self.text) {
                        self.marks = true;
                        if defines {
                            self.defined.insert(name.to_owned());
                        }
                    }
                }
                _ => {}
            }
            defines = matches!(&token, TokenTree::Ident(i) if *i == "struct" || *i == "enum");
        }
    }
}

/// The name under a mark: raw identifiers are keywords otherwise.
fn marked(ident: &str) -> Option<&str> {
    ident.strip_prefix("r#").filter(|name| elsewhere(name).is_some())
}

/// Takes the marks away, and puts paths for bare names that are `hidden`.
fn replace(tokens: TokenStream, hidden: &BTreeSet<String>) -> TokenStream {
    let mut out = TokenStream::new();
    // What the two tokens before were: a name behind `::` is found by its path, and
    // `type Input = …` names something, it uses nothing.
    let (mut colons, mut names) = (0, false);
    for token in tokens {
        let before = std::mem::take(&mut colons);
        let is_use = before < 2 && !std::mem::take(&mut names);
        match token {
            TokenTree::Group(group) => {
                let inner = if before == 2 && group.delimiter() == Delimiter::Brace {
                    imported(group.stream(), hidden)
                } else {
                    replace(group.stream(), hidden)
                };
                let mut fresh = Group::new(group.delimiter(), inner);
                fresh.set_span(group.span());
                out.extend([TokenTree::Group(fresh)]);
            }
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let path = elsewhere(&name).filter(|_| is_use && hidden.contains(&name));
                names = name == "type";
                // The paths are the constants above, so they parse.
                match path.and_then(|path| path.parse::<TokenStream>().ok()) {
                    Some(path) => out.extend(path),
                    None => match marked(&name) {
                        Some(name) => {
                            out.extend([Ident::new(name, ident.span())].map(TokenTree::Ident))
                        }
                        None => out.extend([TokenTree::Ident(ident)]),
                    },
                }
            }
            TokenTree::Punct(punct) => {
                colons = if punct.as_char() == ':' { before + 1 } else { 0 };
                out.extend([TokenTree::Punct(punct)]);
            }
            literal => out.extend([literal]),
        }
    }
    out
}

/// What is left of `use super::{…}` where paths go before bare names.
fn imported(tokens: TokenStream, hidden: &BTreeSet<String>) -> TokenStream {
    let mut left = tokens.into_iter();
    let mut out = TokenStream::new();
    while let Some(token) = left.next() {
        match &token {
            TokenTree::Ident(ident) if hidden.contains(&ident.to_string()) => {
                // The comma behind it.
                left.next();
            }
            _ => out.extend([token]),
        }
    }
    unmarked(out)
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
        item.tokens.to_string().replace(' ', "")
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
