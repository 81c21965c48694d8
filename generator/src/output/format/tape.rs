//! Tokens in a row: one text, and where in it each token is. Reading them copies nothing, and
//! stepping over a group is one step.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Ident,
    Literal,
    /// Joint: the next punctuation follows without a space.
    Punct {
        joint: bool,
    },
    /// Where the group closes.
    Open {
        close: usize,
    },
    Close,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

/// The tokens of an item.
#[derive(Debug, Default)]
pub(super) struct Tape {
    text: String,
    tokens: Vec<Token>,
}

impl Tape {
    pub(super) fn new(tokens: TokenStream) -> Self {
        let mut tape = Self::default();
        tape.add_all(tokens);
        tape
    }

    fn add_all(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::None => ("", ""),
                    };
                    let stream = group.stream();
                    // What nobody shares is taken apart without a copy.
                    drop(group);
                    let at = self.tokens.len();
                    self.add(Kind::Close, format_args!("{open}"));
                    self.add_all(stream);
                    let end = self.tokens.len();
                    self.add(Kind::Close, format_args!("{close}"));
                    if let Some(token) = self.tokens.get_mut(at) {
                        token.kind = Kind::Open { close: end };
                    }
                }
                TokenTree::Ident(ident) => self.add(Kind::Ident, format_args!("{ident}")),
                TokenTree::Punct(punct) => {
                    let joint = punct.spacing() == Spacing::Joint;
                    self.add(Kind::Punct { joint }, format_args!("{}", punct.as_char()));
                }
                TokenTree::Literal(literal) => self.add(Kind::Literal, format_args!("{literal}")),
            }
        }
    }

    fn add(&mut self, kind: Kind, text: std::fmt::Arguments<'_>) {
        let start = self.text.len();
        // Writing into a string cannot fail.
        let _ = self.text.write_fmt(text);
        self.tokens.push(Token { kind, start, end: self.text.len() });
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// The text of a token; empty behind the end.
    pub(super) fn text(&self, at: usize) -> &str {
        let found = self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end));
        found.unwrap_or_default()
    }

    /// The tokens as a text that Rust reads back as the same tokens.
    pub(super) fn source(&self) -> String {
        let mut out = String::with_capacity(self.text.len() + self.tokens.len());
        for (at, token) in self.tokens.iter().enumerate() {
            out.push_str(self.text(at));
            if token.kind != (Kind::Punct { joint: true }) {
                out.push(' ');
            }
        }
        out
    }
}
