//! Expressions in one piece: operators, chains of calls, closures, structs.

use super::cursor::{Formatter, Known};
use super::layout::{Break, INDENT};
use super::shape::{Form, Shape};
use super::ty::PathOf;
use crate::tape::Kind;

/// Names up to that long leave no room for a break behind them.
const SHORT: usize = 4;
/// Structs up to that wide stand on one line.
const NARROW: isize = 34;

impl Formatter<'_> {
    /// An expression in a list, or as a value.
    pub(super) fn value(&mut self) -> Known {
        self.expression(false, true)
    }

    /// `first`: whether it begins a line. `structs`: whether a brace behind a path belongs to it.
    pub(super) fn expression(&mut self, first: bool, structs: bool) -> Known {
        let shape = self.shape(structs)?;
        match shape.form {
            Form::Assign => {
                self.out.inconsistent(0);
                self.operand(false, structs)?;
                self.need("=")?;
                self.out.word(" = ");
                self.out.never_break();
                self.expression(false, structs)?;
                self.out.end();
            }
            Form::Binary { operator, times } => {
                for _ in 0..times {
                    self.out.inconsistent(INDENT);
                    self.out.inconsistent(-INDENT);
                }
                self.operand(false, structs)?;
                for _ in 0..times {
                    self.out.end();
                    self.out.space();
                    self.skip_joint(operator).then_some(())?;
                    self.out.word(operator);
                    self.out.word(" ");
                    self.operand(false, structs)?;
                    self.out.end();
                }
            }
            _ => self.operand(first, structs)?,
        }
        (self.at == shape.end).then_some(())
    }

    fn operand(&mut self, first: bool, structs: bool) -> Known {
        match (self.kind()?, self.text()) {
            (Kind::Punct { .. }, mark @ ("&" | "*" | "!" | "-")) => {
                self.out.word(mark);
                self.at += 1;
                if mark == "&" && self.skip("mut") {
                    self.out.word("mut ");
                }
                self.operand(false, structs)
            }
            (Kind::Punct { .. }, "|") | (Kind::Ident, "move") => self.closure(structs),
            (Kind::Ident, "return") => {
                self.ident()?;
                if self.is_end() || self.is(";") || self.is(",") {
                    return Some(());
                }
                self.out.word(" ");
                self.expression(false, structs)
            }
            _ => self.chain(first, structs),
        }
    }

    /// An expression with fields, methods and calls behind it.
    fn chain(&mut self, first: bool, structs: bool) -> Known {
        let shape = self.operand_shape(structs)?;
        let links = self.links(shape);
        let dots = links.iter().rposition(|link| *link == ".").map_or(0, |last| last + 1);
        if dots == 0 {
            self.base(shape)?;
            return links.iter().try_for_each(|_| self.link());
        }
        // Only what is no argument of a call begins a line.
        let first = first && !links.iter().skip(1).any(|link| *link == "(");
        let is_short = first
            && links.first() == Some(&".")
            && self.kind() == Some(Kind::Ident)
            && shape.base == self.at + 1
            && self.text().len() <= SHORT;
        self.out.consistent(INDENT);
        self.out.consistent(-INDENT);
        self.base(shape)?;
        self.out.end();
        for (i, link) in links.iter().enumerate() {
            if *link != "." {
                self.link()?;
            } else {
                if !(is_short && i == 0) {
                    self.out.zero_break();
                }
                self.dot(is_short && dots == 1)?;
            }
            if i + 1 == dots {
                self.out.end();
            }
        }
        Some(())
    }

    /// The first token of each link behind the base: `.`, `(`, `[` or `?`.
    fn links(&self, shape: Shape) -> Vec<&'static str> {
        let (mut at, mut links) = (shape.base, Vec::new());
        while at < shape.end {
            let text = self.tape.text(at);
            links.extend([".", "(", "[", "?"].into_iter().find(|first| *first == text));
            let Some(end) = self.behind_link(at) else { break };
            at = end;
        }
        links
    }

    /// What follows `base`: arguments, an index or a question mark.
    fn link(&mut self) -> Known {
        match self.text() {
            "(" => self.arguments(),
            "[" => {
                self.need("[")?;
                self.out.word("[");
                self.value()?;
                self.need("]")?;
                self.out.word("]");
                Some(())
            }
            _ => {
                self.need("?")?;
                self.out.word("?");
                Some(())
            }
        }
    }

    fn dot(&mut self, is_outdented: bool) -> Known {
        self.need(".")?;
        self.out.word(".");
        match self.kind()? {
            Kind::Literal => self.literal()?,
            _ => self.ident()?,
        }
        if self.skip_joint("::") {
            self.out.word("::");
            self.angle_brackets()?;
        }
        if self.is("(") {
            self.out.consistent(if is_outdented { -INDENT } else { 0 });
            self.arguments()?;
            self.out.end();
        }
        Some(())
    }

    fn arguments(&mut self) -> Known {
        let only = self.only_argument();
        if only.is_none() {
            return self.boxed_list("(", ")", Self::value);
        }
        self.need("(")?;
        self.out.word("(");
        self.value()?;
        self.skip(",");
        self.need(")")?;
        self.out.word(")");
        Some(())
    }

    /// The only argument, if it needs no line of its own.
    fn only_argument(&self) -> Known<Shape> {
        let Some(Kind::Open { close }) = self.kind() else { return None };
        let shape = self.shape_at(self.at + 1)?;
        let ends =
            shape.end == close || (self.tape.text(shape.end) == "," && shape.end + 1 == close);
        Some(shape).filter(|shape| ends && shape.form.is_block_like())
    }

    fn base(&mut self, shape: Shape) -> Known {
        match (self.kind()?, self.text()) {
            (Kind::Literal, _) => self.literal(),
            (Kind::Ident, "if") => self.conditional(),
            (Kind::Ident, "match") => self.match_(),
            (Kind::Open { .. }, "{") => {
                self.out.consistent(INDENT);
                self.small_block()?;
                self.out.end();
                Some(())
            }
            (Kind::Open { close }, "[") if close == self.at + 1 => {
                self.at += 2;
                self.out.word("[]");
                Some(())
            }
            (Kind::Open { .. }, "[") => {
                // Lists of numbers fill their lines.
                let mut plain = false;
                self.boxed_list("[", "]", |f| {
                    let text = f.text();
                    plain |= f.kind() == Some(Kind::Literal) && !text.starts_with('"');
                    plain |= ["true", "false"].contains(&text);
                    f.value()
                })?;
                (!plain).then_some(())
            }
            (Kind::Open { .. }, "(") => {
                if shape.head == Form::Tuple {
                    let mut parts = 0;
                    self.boxed_list("(", ")", |f| {
                        parts += 1;
                        f.value()
                    })?;
                    return (parts != 1).then_some(());
                }
                self.need("(")?;
                self.out.word("(");
                self.value()?;
                self.need(")")?;
                self.out.word(")");
                Some(())
            }
            _ => match shape.head {
                Form::Struct => self.structure(),
                Form::Macro => self.macro_call(false),
                _ => self.path(PathOf::Values),
            },
        }
    }

    fn structure(&mut self) -> Known {
        self.out.consistent(INDENT);
        self.out.inconsistent(-INDENT);
        self.path(PathOf::Values)?;
        self.out.end();
        self.need("{")?;
        if self.is_end() {
            return None;
        }
        self.out.word(" {");
        self.out.break_as(Break { blank: 1, between: true, ..Break::default() });
        while !self.is_end() {
            if self.skip_joint("..") {
                self.out.word("..");
                self.value()?;
                self.out.space();
                break;
            }
            self.ident()?;
            if self.skip(":") {
                self.out.word(": ");
                self.out.inconsistent(0);
                self.value()?;
                self.out.end();
            }
            self.skip(",");
            let last = self.is_end();
            self.out.comma_or_space(last);
        }
        self.need("}")?;
        self.out.offset(-INDENT);
        self.out.end_within(NARROW);
        self.out.word("}");
        Some(())
    }

    fn closure(&mut self, structs: bool) -> Known {
        self.out.inconsistent(0);
        if self.skip("move") {
            self.out.word("move ");
        }
        self.out.consistent(INDENT);
        self.need("|")?;
        self.out.word("|");
        let mut first = true;
        while !self.is("|") {
            if std::mem::take(&mut first) {
                self.out.zero_break();
            }
            self.pattern()?;
            if self.skip(":") {
                self.out.word(": ");
                self.ty()?;
            }
            if self.skip(",") && !self.is("|") {
                self.out.word(",");
                self.out.space();
            }
        }
        self.need("|")?;
        self.out.word("|");
        self.out.space();
        self.out.offset(-INDENT);
        self.out.end();
        self.out.never_break();
        let body = self.body()?;
        if matches!(body.form, Form::Match | Form::Call) || body.form.is_block_like() {
            self.expression(false, structs)?;
        } else {
            self.out.consistent(INDENT);
            self.out.break_as(Break { before: Some('{'), ..Break::default() });
            self.expression(false, structs)?;
            self.closing_brace(body.form, None);
            self.out.end();
        }
        self.out.end();
        Some(())
    }
}
