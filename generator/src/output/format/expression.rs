//! Expressions and statements.

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
    fn expression(&mut self, first: bool, structs: bool) -> Known {
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

    /// The shape of what can stand in braces that are there only where lines break.
    fn body(&self) -> Known<Shape> {
        let shape = self.shape(true)?;
        let starts_block = self.is("{") || self.is("if") || self.is("match");
        (!starts_block || shape.form.ends_itself()).then_some(shape)
    }

    fn closing_brace(&mut self, form: Form, instead: Option<char>) {
        let needs_semicolon = matches!(form, Form::Assign | Form::Return);
        self.out.break_as(Break {
            offset: -INDENT,
            before: needs_semicolon.then_some(';'),
            after: "}",
            instead,
            ..Break::default()
        });
    }

    fn condition(&mut self) -> Known {
        self.out.consistent(0);
        let wraps = if self.skip("let") {
            self.out.inconsistent(0);
            self.out.word("let ");
            self.out.inconsistent(0);
            self.alternatives()?;
            self.out.end();
            self.need("=")?;
            self.out.word(" = ");
            self.out.never_break();
            self.out.inconsistent(0);
            let shape = self.shape(false)?;
            // `let A = b && c` is a chain of conditions.
            if matches!(shape.form, Form::Binary { .. }) {
                return None;
            }
            self.expression(false, false)?;
            self.out.end();
            self.out.end();
            shape.wraps
        } else {
            let wraps = self.shape(false)?.wraps;
            self.expression(false, false)?;
            wraps
        };
        if wraps {
            self.out.space();
        } else {
            self.out.word(" ");
        }
        self.out.end();
        Some(())
    }

    fn conditional(&mut self) -> Known {
        self.need("if")?;
        self.out.consistent(INDENT);
        self.out.word("if ");
        self.outdented_condition()?;
        let Some(Kind::Open { close }) = self.kind() else { return None };
        if self.tape.text(close + 1) == "else" {
            self.small_block()?;
            while self.skip("else") {
                self.out.word(" else ");
                if self.skip("if") {
                    self.out.word("if ");
                    self.outdented_condition()?;
                }
                self.small_block()?;
            }
        } else {
            self.need("{")?;
            self.out.word("{");
            if !self.is_end() {
                self.out.line_end();
                self.statements()?;
                self.out.offset(-INDENT);
            }
            self.need("}")?;
            self.out.word("}");
        }
        self.out.end();
        Some(())
    }

    fn outdented_condition(&mut self) -> Known {
        self.out.consistent(-INDENT);
        self.condition()?;
        self.out.end();
        Some(())
    }

    fn match_(&mut self) -> Known {
        self.need("match")?;
        self.out.inconsistent(0);
        self.out.word("match ");
        self.condition()?;
        self.need("{")?;
        self.out.word("{");
        self.out.never_break();
        self.out.consistent(INDENT);
        self.out.line_end_between();
        while !self.is_end() {
            self.arm()?;
            self.out.line_end();
        }
        self.need("}")?;
        self.out.offset(-INDENT);
        self.out.end();
        self.out.word("}");
        self.out.end();
        Some(())
    }

    /// Patterns with `|` between them.
    fn alternatives(&mut self) -> Known {
        let (mut at, mut plain, mut several) = (self.at, true, false);
        while !matches!(self.tape.text(at), "=" | "if") || self.tape.kind(at) == Some(Kind::Literal)
        {
            match (self.tape.kind(at)?, self.tape.text(at)) {
                (Kind::Literal, _) | (Kind::Ident, "true" | "false" | "_") => {}
                (Kind::Punct { .. }, "|") => several = true,
                (kind, _) => {
                    plain = false;
                    if let Kind::Open { close } = kind {
                        at = close;
                    }
                }
            }
            at += 1;
        }
        if !several {
            return self.pattern();
        }
        if plain {
            self.out.inconsistent(0);
        } else {
            self.out.consistent(0);
        }
        self.pattern()?;
        while self.skip("|") {
            self.out.space();
            self.out.word("| ");
            self.pattern()?;
        }
        self.out.end();
        Some(())
    }

    fn arm(&mut self) -> Known {
        if self.is("#") {
            return None;
        }
        self.out.inconsistent(0);
        self.alternatives()?;
        self.skip_joint("=>").then_some(())?;
        self.out.word(" => ");
        self.arm_body()?;
        self.skip(",");
        self.out.end();
        Some(())
    }

    fn arm_body(&mut self) -> Known {
        let body = self.body()?;
        if body.form == Form::Block {
            let inside = self.shape_at(self.at + 1);
            if inside.is_some_and(|inside| inside.end + 1 == body.end && inside.form != Form::Macro)
                && !self.tape.text(self.at + 1).starts_with('#')
            {
                // Braces around one expression go, and come back where it is too wide.
                self.need("{")?;
                self.arm_body()?;
                return self.need("}");
            }
            self.out.word("{");
            self.out.never_break();
            self.out.consistent(INDENT);
            self.out.line_end_between();
            self.need("{")?;
            self.statements()?;
            self.need("}")?;
            self.out.offset(-INDENT);
            self.out.end();
            self.out.word("}");
            return Some(());
        }
        if body.form == Form::Tuple && body.end == self.at + 2 {
            self.at += 2;
            self.out.word("{}");
            return Some(());
        }
        self.out.never_break();
        self.out.consistent(INDENT);
        self.out.break_as(Break { before: Some('{'), ..Break::default() });
        self.expression(true, true)?;
        self.closing_brace(body.form, (!body.form.ends_itself()).then_some(','));
        self.out.end();
        Some(())
    }

    fn small_block(&mut self) -> Known {
        let Some(Kind::Open { close }) = self.kind() else { return None };
        self.need("{")?;
        self.out.word("{");
        if !self.is_end() {
            self.out.space();
            let only = self.shape_at(self.at).filter(|only| only.end == close);
            if only.is_some_and(|only| only.form != Form::Macro) {
                self.out.inconsistent(0);
                self.expression(true, true)?;
                self.out.end();
                self.out.space();
            } else {
                self.statements()?;
            }
            self.out.offset(-INDENT);
        }
        self.need("}")?;
        self.out.word("}");
        Some(())
    }

    /// Statements up to the end of the group.
    pub(super) fn statements(&mut self) -> Known {
        while !self.is_end() {
            self.statement()?;
        }
        Some(())
    }

    fn statement(&mut self) -> Known {
        if self.skip("let") {
            self.out.inconsistent(0);
            self.out.word("let ");
            self.pattern()?;
            if self.skip(":") {
                self.out.word(": ");
                self.ty()?;
            }
            self.need("=")?;
            self.out.word(" = ");
            self.out.never_break();
            self.value()?;
            self.need(";")?;
            self.out.end();
            self.out.word(";");
            self.out.line_end();
            return Some(());
        }
        let shape = self.body()?;
        if shape.form == Form::Macro {
            self.macro_call(true)?;
            self.need(";")?;
            self.out.line_end();
            return Some(());
        }
        self.out.inconsistent(0);
        self.expression(true, true)?;
        if self.skip(";") {
            if shape.form == Form::If {
                return None;
            }
            self.out.word(";");
        } else if !shape.form.ends_itself() {
            // The value of the block, but for what has none.
            self.is_end().then_some(())?;
            if matches!(shape.form, Form::Assign | Form::Return) {
                self.out.word(";");
            }
        }
        self.out.end();
        self.out.line_end();
        Some(())
    }
}
