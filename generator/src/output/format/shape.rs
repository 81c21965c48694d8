//! Looks ahead: what kind of expression comes next, and where it ends. Boxes open before what they
//! hold, so this has to be known before the first word is written.

use super::cursor::{Formatter, Known, is, is_joint};
use crate::tape::{Kind, Tape};

/// The outermost form of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Array,
    Assign,
    /// One operator, this often.
    Binary {
        operator: &'static str,
        times: usize,
    },
    Block,
    Call,
    Closure,
    /// A field, a method or an `.await`.
    Dot,
    If,
    Index,
    Macro,
    Match,
    Paren,
    /// A path or a literal.
    Plain,
    Prefix,
    Return,
    Struct,
    Try,
    Tuple,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) form: Form,
    /// The token behind it.
    pub(super) end: usize,
    /// Whether, in a condition that is broken, the brace stands on a line of its own.
    pub(super) wraps: bool,
    /// The form of what a chain of fields, methods and calls begins with, and where that ends.
    pub(super) head: Form,
    pub(super) base: usize,
}

impl Form {
    /// What needs no line of its own as the only argument of a call.
    pub(super) fn is_block_like(self) -> bool {
        matches!(self, Self::Array | Self::Block | Self::Closure | Self::Struct | Self::Tuple)
    }

    /// What ends a statement, or an arm, with no mark behind it.
    pub(super) fn ends_itself(self) -> bool {
        matches!(self, Self::If | Self::Match | Self::Block)
    }
}

const OPERATORS: [&str; 14] =
    ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "%", "|"];

impl Formatter<'_> {
    /// The expression that comes next. `structs`: whether a brace behind a path belongs to it.
    pub(super) fn shape(&self, structs: bool) -> Known<Shape> {
        expression(self.tape, self.at, structs)
    }

    /// The expression that begins with that token.
    pub(super) fn shape_at(&self, at: usize) -> Known<Shape> {
        expression(self.tape, at, true)
    }

    /// The expression that comes next, up to an operator.
    pub(super) fn operand_shape(&self, structs: bool) -> Known<Shape> {
        operand(self.tape, self.at, structs)
    }

    /// Behind the field, method or call that begins with that token, if one does.
    pub(super) fn behind_link(&self, at: usize) -> Known<usize> {
        link(self.tape, at)?.map(|(_, end)| end)
    }
}

/// Whether an expression could go on there, or its form is not known.
fn goes_on(tape: &Tape, at: usize) -> bool {
    let text = tape.text(at);
    match tape.kind(at) {
        Some(Kind::Punct { .. }) => !matches!(text, "," | ";") && !is_joint(tape, at, "=>"),
        Some(Kind::Ident) => text == "as",
        _ => false,
    }
}

fn expression(tape: &Tape, at: usize, structs: bool) -> Known<Shape> {
    let first = operand(tape, at, structs)?;
    if !goes_on(tape, first.end) {
        return Some(first);
    }
    let starts = first.end;
    if is(tape, starts, "=") && tape.kind(starts) == Some(Kind::Punct { joint: false }) {
        let end = expression(tape, starts + 1, structs)?.end;
        return Some(Shape { form: Form::Assign, end, wraps: true, ..first });
    }
    let operator = OPERATORS.into_iter().find(|operator| is_joint(tape, starts, operator))?;
    let (mut end, mut times) = (starts, 0);
    while is_joint(tape, end, operator) {
        // `+=` and the like.
        let last = end + operator.len();
        if is(tape, last, "=") && tape.kind(last - 1) == Some(Kind::Punct { joint: true }) {
            return None;
        }
        end = operand(tape, last, structs)?.end;
        times += 1;
    }
    let form = Form::Binary { operator, times };
    (!goes_on(tape, end)).then_some(Shape { form, end, wraps: true, ..first })
}

fn operand(tape: &Tape, at: usize, structs: bool) -> Known<Shape> {
    let shape = |form, end| Shape { form, end, wraps: false, head: form, base: end };
    let next = at + 1;
    let base = match (tape.kind(at)?, tape.text(at)) {
        (Kind::Literal, _) => shape(Form::Plain, next),
        (Kind::Punct { .. }, "&" | "*" | "!" | "-") => {
            let next = next + usize::from(is(tape, at, "&") && is(tape, next, "mut"));
            if is_joint(tape, at, "&&") {
                return None;
            }
            return Some(Shape { form: Form::Prefix, ..operand(tape, next, structs)? });
        }
        (Kind::Punct { .. }, "|") => return closure(tape, at, structs),
        (Kind::Ident, "move") => return closure(tape, next, structs),
        (Kind::Ident, "return") => {
            return match tape.kind(next) {
                Some(Kind::Close) | None => Some(shape(Form::Return, next)),
                _ if is(tape, next, ";") || is(tape, next, ",") => Some(shape(Form::Return, next)),
                _ => Some(Shape { form: Form::Return, ..expression(tape, next, structs)? }),
            };
        }
        (Kind::Ident, "if") => shape(Form::If, conditional(tape, at)?),
        (Kind::Ident, "match") => shape(Form::Match, braces(tape, next)?),
        (Kind::Ident, word) if KEYWORDS.contains(&word) => return None,
        (Kind::Ident, _) | (Kind::Punct { .. }, ":") => path(tape, at, structs)?,
        (Kind::Open { close }, "{") => shape(Form::Block, close + 1),
        (Kind::Open { close }, "[") => shape(Form::Array, close + 1),
        (Kind::Open { close }, "(") if close == next => shape(Form::Tuple, close + 1),
        (Kind::Open { close }, "(") => {
            let inner = expression(tape, next, true)?;
            if inner.end == close {
                let base = close + 1;
                Shape { form: Form::Paren, head: Form::Paren, end: base, base, wraps: inner.wraps }
            } else {
                shape(Form::Tuple, close + 1)
            }
        }
        _ => return None,
    };
    chain(tape, base)
}

/// Words that begin what is not formatted here.
const KEYWORDS: [&str; 13] = [
    "async", "break", "const", "continue", "for", "let", "loop", "static", "try", "unsafe",
    "while", "yield", "as",
];

/// Fields, methods, calls and the like behind an expression.
fn chain(tape: &Tape, base: Shape) -> Known<Shape> {
    let mut shape = base;
    while let Some((form, end)) = link(tape, shape.end)? {
        shape.wraps |= matches!(form, Form::Dot | Form::Index);
        (shape.form, shape.end) = (form, end);
    }
    Some(shape)
}

/// The link of a chain that begins there, if one does, and where it ends.
fn link(tape: &Tape, at: usize) -> Known<Option<(Form, usize)>> {
    Some(Some(match (tape.kind(at), tape.text(at)) {
        (Some(Kind::Punct { .. }), "?") => (Form::Try, at + 1),
        (Some(Kind::Open { close }), "(") => (Form::Call, close + 1),
        (Some(Kind::Open { close }), "[") => (Form::Index, close + 1),
        (Some(Kind::Punct { joint: false }), ".") => {
            let name = at + 1;
            if !is_member(tape, name) {
                return None;
            }
            let end = turbofish(tape, name + 1)?;
            match tape.kind(end) {
                Some(Kind::Open { close }) if is(tape, end, "(") => (Form::Dot, close + 1),
                _ if end == name + 1 => (Form::Dot, end),
                _ => return None,
            }
        }
        _ => return Some(None),
    }))
}

/// A name, or the number of a field: not two of these, which look like a number with a point.
fn is_member(tape: &Tape, at: usize) -> bool {
    match tape.kind(at) {
        Some(Kind::Ident) => true,
        Some(Kind::Literal) => tape.text(at).bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}

/// Behind `::<…>`, if that stands there.
fn turbofish(tape: &Tape, at: usize) -> Known<usize> {
    if is_joint(tape, at, "::") && is(tape, at + 2, "<") { angle(tape, at + 2) } else { Some(at) }
}

/// Behind `<…>`.
fn angle(tape: &Tape, at: usize) -> Known<usize> {
    let (mut at, mut depth) = (at, 0usize);
    loop {
        match (tape.kind(at)?, tape.text(at)) {
            (Kind::Punct { .. }, "<") => depth += 1,
            (Kind::Punct { .. }, ">") => depth = depth.checked_sub(1)?,
            (Kind::Punct { .. }, "-" | "=" | ";") | (Kind::Close, _) => return None,
            (Kind::Open { close }, _) => at = close,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// A path, or the struct or macro that it begins.
fn path(tape: &Tape, at: usize, structs: bool) -> Known<Shape> {
    let mut end = at;
    if is_joint(tape, end, "::") {
        end += 2;
    }
    loop {
        if tape.kind(end) != Some(Kind::Ident) {
            return None;
        }
        end = turbofish(tape, end + 1)?;
        if !is_joint(tape, end, "::") {
            break;
        }
        end += 2;
    }
    let mut form = Form::Plain;
    match tape.kind(end) {
        Some(Kind::Open { close }) if structs && is(tape, end, "{") => {
            (form, end) = (Form::Struct, close + 1);
        }
        Some(Kind::Punct { joint: false }) if is(tape, end, "!") => match tape.kind(end + 1)? {
            Kind::Open { close } => (form, end) = (Form::Macro, close + 1),
            _ => return None,
        },
        _ => {}
    }
    Some(Shape { form, end, wraps: false, head: form, base: end })
}

fn closure(tape: &Tape, at: usize, structs: bool) -> Known<Shape> {
    let mut at = at;
    if !is(tape, at, "|") {
        return None;
    }
    loop {
        at += 1;
        match tape.kind(at)? {
            Kind::Open { close } => at = close,
            Kind::Close => return None,
            _ if is(tape, at, "|") => break,
            _ => {}
        }
    }
    if is_joint(tape, at + 1, "->") {
        return None;
    }
    let end = expression(tape, at + 1, structs)?.end;
    Some(Shape { form: Form::Closure, end, wraps: false, head: Form::Closure, base: end })
}

/// Behind the next braces.
fn braces(tape: &Tape, at: usize) -> Known<usize> {
    let mut at = at;
    loop {
        match tape.kind(at)? {
            Kind::Open { close } if is(tape, at, "{") => return Some(close + 1),
            Kind::Open { close } => at = close,
            Kind::Close => return None,
            _ => {}
        }
        at += 1;
    }
}

/// Behind an `if` with all that follows.
fn conditional(tape: &Tape, at: usize) -> Known<usize> {
    let mut end = braces(tape, at + 1)?;
    while is(tape, end, "else") {
        end = match tape.kind(end + 1)? {
            Kind::Open { close } => return Some(close + 1),
            _ if is(tape, end + 1, "if") => braces(tape, end + 2)?,
            _ => return None,
        };
    }
    Some(end)
}
