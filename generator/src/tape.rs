//! Tokens in a row: one text, and where in it each token is. Reading them copies nothing, and
//! stepping over a group is one step.

use std::fmt::{Display, Write as _};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
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
    /// Its text ends where that of the next one starts.
    start: usize,
}

/// The tokens of an item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tape {
    text: String,
    tokens: Vec<Token>,
    /// The groups that the next token is in.
    open: Vec<usize>,
}

impl Tape {
    pub(crate) fn new(tokens: TokenStream) -> Self {
        let mut tape = Self::default();
        tape.add_all(tokens);
        tape
    }

    /// Adds tokens behind the others.
    pub(crate) fn add_all(&mut self, tokens: TokenStream) {
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
                    self.add(Kind::Open { close: 0 }, open);
                    self.add_all(stream);
                    self.add(Kind::Close, close);
                }
                TokenTree::Ident(ident) => self.add(Kind::Ident, ident),
                TokenTree::Punct(punct) => {
                    let joint = punct.spacing() == Spacing::Joint;
                    self.add(Kind::Punct { joint }, punct.as_char());
                }
                TokenTree::Literal(literal) => self.add(Kind::Literal, literal),
            }
        }
    }

    /// Adds a token behind the others. Where a group closes, is found out here.
    pub(crate) fn add(&mut self, kind: Kind, text: impl Display) {
        let start = self.text.len();
        // Writing into a string cannot fail.
        let _ = write!(self.text, "{text}");
        let at = self.tokens.len();
        match kind {
            Kind::Open { .. } => self.open.push(at),
            Kind::Close => {
                if let Some(token) = self.open.pop().and_then(|open| self.tokens.get_mut(open)) {
                    token.kind = Kind::Open { close: at };
                }
            }
            _ => {}
        }
        self.tokens.push(Token { kind, start });
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// The text of a token; empty behind the end.
    pub(crate) fn text(&self, at: usize) -> &str {
        let start = |at: usize| self.tokens.get(at).map(|token| token.start);
        let end = start(at + 1).unwrap_or(self.text.len());
        let found = start(at).and_then(|start| self.text.get(start..end));
        found.unwrap_or_default()
    }

    pub(crate) fn is_ident(&self, at: usize, text: &str) -> bool {
        self.kind(at) == Some(Kind::Ident) && self.text(at) == text
    }

    /// All tokens.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Kind, &str)> {
        self.tokens.iter().enumerate().map(|(at, token)| (token.kind, self.text(at)))
    }

    /// The tokens as a text that Rust reads back as the same tokens.
    pub(crate) fn source(&self) -> String {
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
