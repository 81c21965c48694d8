//! JMESPath, the language of waiters' paths: text becomes a tree, in which every part knows where
//! it stands in the text. Nothing here knows a model.
//!
//! The whole grammar is read but for what makes no sense on typed data or was never needed: slices
//! (`[1:2]`), projections of values (`*`) and references to expressions (`&a`), each an error of
//! its own. Source: JMESPath specification, "Grammar".

mod lexer;
mod parser;
#[cfg(any(test, fuzzing))]
mod show;
#[cfg(test)]
mod tests;

use smithy_json_ast::Node;

pub(super) use parser::parse;
#[cfg(fuzzing)]
pub(crate) use show::{literal, show};

/// What is wrong with a path, and at which character, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PathFault {
    pub(crate) at: usize,
    pub(crate) message: String,
    /// What to do next.
    pub(crate) help: Option<String>,
}

impl PathFault {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// An expression, and the character at which it starts, or at which its operator stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expr {
    pub(super) at: usize,
    pub(super) kind: Kind,
}

/// What an expression does with the current value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// `@`, and what stands where nothing is written.
    Current,
    /// `Name` of the current value.
    Field(String),
    /// A backquoted value, or text in single quotes.
    Literal(Node),
    /// `a.b`: the second with the value of the first as current.
    Sub(Box<Expr>, Box<Expr>),
    /// `a | b`, the same, where projections of the first end.
    Pipe(Box<Expr>, Box<Expr>),
    /// `a[0]`, from the end when negative.
    Index(Box<Expr>, i64),
    /// `a[]` without its projection: elements that are lists give their own elements.
    Flatten(Box<Expr>),
    /// The second for each element of the first, nulls left out.
    Project(Box<Expr>, Box<Expr>),
    /// `a[?b]` without its projection: the elements for which the second holds.
    Filter(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    Compare(Comparator, Box<Expr>, Box<Expr>),
    /// A function by name.
    Call(String, Vec<Expr>),
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `{key: a}`.
    Hash(Vec<(String, Expr)>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparator {
    /// Whether it asks for an order, which only numbers have.
    pub(crate) fn is_order(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }

    /// The comparator that holds exactly when this one does not.
    pub(crate) fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }
}
