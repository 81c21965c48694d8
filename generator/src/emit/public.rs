//! Counts what items declare for everybody, as a reader of its text would: by the word `pub`,
//! which stands nowhere else.

use std::ops::Range;

use super::Item;
use crate::tape::{Kind, Tape};

/// How many public items these declare: what is `pub` (modules, types, traits, functions, methods,
/// fields, constants), the variants of public enums, and the functions of public traits. Not what
/// a macro call stands for, nor what `pub use` brings from elsewhere, nor `pub(crate)` and the like.
pub(crate) fn public_items(items: &[Item]) -> usize {
    items.iter().map(|item| declared(&item.tape)).sum()
}

fn declared(tape: &Tape) -> usize {
    let mut count = 0;
    // How what the braces to come hold is counted, besides what is `pub` in there.
    let mut members: Option<fn(&Tape, Range<usize>) -> usize> = None;
    for at in 0..tape.len() {
        let next = at + 1;
        match tape.kind(at) {
            Some(Kind::Ident) if tape.text(at) == "pub" => {
                if tape.is_ident(next, "use") || is_restriction(tape, next) {
                    continue;
                }
                count += 1;
                members = match tape.text(next) {
                    "enum" => Some(variants),
                    "trait" => Some(functions),
                    _ => None,
                };
            }
            Some(Kind::Open { close }) if tape.text(at) == "{" => {
                count += members.take().map_or(0, |members| members(tape, next..close));
            }
            _ => {}
        }
    }
    count
}

/// `(crate)` and its like after `pub`; other parentheses there hold a type.
fn is_restriction(tape: &Tape, at: usize) -> bool {
    let words = ["crate", "super", "self", "in"];
    tape.text(at) == "(" && words.iter().any(|word| tape.is_ident(at + 1, word))
}

/// What commas separate.
fn variants(tape: &Tape, body: Range<usize>) -> usize {
    let mut count = 0;
    let mut in_variant = false;
    for text in outermost(tape, body) {
        count += usize::from(!in_variant && text != ",");
        in_variant = text != ",";
    }
    count
}

fn functions(tape: &Tape, body: Range<usize>) -> usize {
    outermost(tape, body).filter(|text| *text == "fn").count()
}

/// The tokens of a range, of groups the opening alone.
fn outermost(tape: &Tape, range: Range<usize>) -> impl Iterator<Item = &str> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let token = at;
        at = match tape.kind(token).filter(|_| token < range.end)? {
            Kind::Open { close } => close + 1,
            _ => token + 1,
        };
        Some(tape.text(token))
    })
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
            assert_eq!(declared(&Tape::new(tokens.clone())), expected, "{tokens}");
        }
    }
}
