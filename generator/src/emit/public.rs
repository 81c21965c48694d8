//! Counts what items declare for everybody, as a reader of its text would: by the word `pub`,
//! which stands nowhere else.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::Item;

/// How many public items these declare: what is declared `pub` (modules, types, traits, functions, methods,
/// fields, constants), the variants of public enums, and the functions of public traits. Not what
/// a macro call stands for, nor what `pub use` brings from elsewhere, nor `pub(crate)` and the like.
pub(crate) fn public_items(items: &[Item]) -> usize {
    items.iter().map(|item| declared(item.tokens.clone())).sum()
}

fn declared(tokens: TokenStream) -> usize {
    let mut tokens = tokens.into_iter().peekable();
    let mut count = 0;
    // How what the braces to come hold is counted, besides what is `pub` in there.
    let mut members: Option<fn(&Group) -> usize> = None;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "pub" => {
                let kind = match tokens.peek() {
                    Some(TokenTree::Group(group)) if is_restriction(group) => continue,
                    Some(TokenTree::Ident(kind)) => kind.to_string(),
                    _ => String::new(),
                };
                members = match kind.as_str() {
                    "use" => continue,
                    "enum" => Some(variants),
                    "trait" => Some(functions),
                    _ => None,
                };
                count += 1;
            }
            TokenTree::Group(group) => {
                if group.delimiter() == Delimiter::Brace {
                    count += members.take().map_or(0, |members| members(&group));
                }
                count += declared(group.stream());
            }
            _ => {}
        }
    }
    count
}

/// `(crate)` and its like after `pub`; other parentheses there hold a type.
fn is_restriction(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    let words = ["crate", "super", "self", "in"];
    group.delimiter() == Delimiter::Parenthesis
        && matches!(first, Some(TokenTree::Ident(word)) if words.iter().any(|w| word == w))
}

/// What commas separate.
fn variants(body: &Group) -> usize {
    let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
    tokens.split(comma).filter(|variant| !variant.is_empty()).count()
}

fn functions(body: &Group) -> usize {
    let is_fn = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "fn");
    body.stream().into_iter().filter(is_fn).count()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn what_counts() {
        let cases = [
            (
                quote!(
                    pub struct A {
                        pub b: B,
                        c: C,
                        pub(crate) d: D,
                    }
                ),
                2,
            ),
            (
                quote!(
                    pub struct A(pub (B, C), pub(super) D);
                ),
                2,
            ),
            (
                quote!(
                    pub enum A {
                        B,
                        C(D, E),
                        F { g: H },
                        I = "j",
                    }
                ),
                5,
            ),
            (
                quote!(
                    enum A {
                        B,
                        C,
                    }
                ),
                0,
            ),
            (
                quote!(
                    pub enum A {}
                ),
                1,
            ),
            (
                quote!(
                    pub trait A {
                        fn b();
                        fn c() {}
                    }
                ),
                3,
            ),
            (quote!(pub type A = B; impl Z { pub fn a() {} fn b() {} pub const C: D = 1; }), 3),
            (quote!(pub mod a { pub mod b; pub use c::{D, E}; mod f; } macros::of!(A);), 2),
            (quote!(impl A for B { fn pub_() { let r#pub = 1; } }), 0),
        ];
        for (tokens, expected) in cases {
            assert_eq!(declared(tokens.clone()), expected, "{tokens}");
        }
    }
}
