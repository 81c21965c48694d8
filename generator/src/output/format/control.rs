//! Blocks and what has them: conditions, matches, statements.

use super::cursor::{Formatter, Known};
use super::layout::{Break, INDENT};
use super::shape::{Form, Shape};
use crate::tape::Kind;

impl Formatter<'_> {
    /// The shape of what can stand in braces that are there only where lines break.
    pub(super) fn body(&self) -> Known<Shape> {
        let shape = self.shape(true)?;
        let starts_block = self.is("{") || self.is("if") || self.is("match");
        (!starts_block || shape.form.ends_itself()).then_some(shape)
    }

    pub(super) fn closing_brace(&mut self, form: Form, instead: Option<char>) {
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

    pub(super) fn conditional(&mut self) -> Known {
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

    pub(super) fn match_(&mut self) -> Known {
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
            if inside.is_some_and(|inside| inside.end + 1 == body.end) {
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

    pub(super) fn small_block(&mut self) -> Known {
        let Some(Kind::Open { close }) = self.kind() else { return None };
        self.need("{")?;
        self.out.word("{");
        if !self.is_end() {
            self.out.space();
            if self.shape_at(self.at).is_some_and(|only| only.end == close) {
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
        if shape.form == Form::Macro && self.tape.text(shape.end) == ";" {
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
