//! Items.

use super::cursor::{Formatter, Known};
use super::layout::INDENT;
use super::ty::PathOf;
use crate::rust::is_keyword;
use crate::tape::Kind;

impl Formatter<'_> {
    /// Formats the tokens of items; `None` if there is a form that is not known here.
    pub(super) fn items(mut self) -> Known<String> {
        self.out.consistent(0);
        while self.at < self.tape.len() {
            self.item()?;
        }
        self.out.end();
        Some(self.out.finish())
    }

    fn item(&mut self) -> Known {
        self.attributes()?;
        let offset = if self.is_constant() { 0 } else { INDENT };
        match self.keyword() {
            "use" => {
                self.visibility()?;
                self.need("use")?;
                self.out.word("use ");
                self.use_tree()?;
                self.need(";")?;
                self.out.word(";");
            }
            "struct" | "enum" | "impl" | "fn" | "type" | "mod" | "const" => {
                self.out.consistent(offset);
                self.visibility()?;
                match self.text() {
                    "struct" => self.struct_()?,
                    "enum" => self.enum_()?,
                    "impl" => self.impl_()?,
                    "fn" => self.function()?,
                    "type" => self.alias()?,
                    "mod" => self.module()?,
                    "const" => self.constant()?,
                    _ => return None,
                }
            }
            _ => {
                self.macro_call(true)?;
                if !self.tape.text(self.at.saturating_sub(1)).starts_with('}') {
                    self.need(";")?;
                }
            }
        }
        self.out.line_end();
        Some(())
    }

    /// The word behind the visibility.
    fn keyword(&self) -> &str {
        let mut at = self.at;
        if self.is("pub") {
            at += 1;
            if let Some(Kind::Open { close }) = self.tape.kind(at)
                && self.tape.text(at) == "("
            {
                at = close + 1;
            }
        }
        self.tape.text(at)
    }

    fn is_constant(&self) -> bool {
        self.keyword() == "const"
    }

    fn word_and_name(&mut self) -> Known {
        self.ident()?;
        self.out.word(" ");
        self.ident()
    }

    /// The end of an item in braces.
    fn close(&mut self) -> Known {
        self.need("}")?;
        self.out.offset(-INDENT);
        self.out.end();
        self.out.word("}");
        Some(())
    }

    fn open(&mut self) -> Known {
        self.need("{")?;
        self.out.word(" ");
        self.out.word("{");
        self.out.line_end_between();
        Some(())
    }

    fn struct_(&mut self) -> Known {
        self.word_and_name()?;
        self.generics()?;
        if self.skip(";") {
            self.out.word(";");
            self.out.end();
            return Some(());
        }
        self.open()?;
        while !self.is_end() {
            self.attributes()?;
            self.visibility()?;
            self.ident()?;
            self.need(":")?;
            self.out.word(": ");
            self.ty()?;
            self.skip(",");
            self.out.word(",");
            self.out.line_end();
        }
        self.close()
    }

    fn enum_(&mut self) -> Known {
        self.word_and_name()?;
        self.generics()?;
        self.open()?;
        while !self.is_end() {
            self.attributes()?;
            self.ident()?;
            if self.is("(") {
                self.out.consistent(INDENT);
                self.need("(")?;
                self.out.word("(");
                self.out.zero_break();
                self.list(|f| {
                    f.visibility()?;
                    f.ty()
                })?;
                self.out.offset(-INDENT);
                self.out.word(")");
                self.out.end();
            }
            if self.skip("=") {
                self.out.word(" = ");
                self.value()?;
            }
            self.skip(",");
            self.out.word(",");
            self.out.line_end();
        }
        self.close()
    }

    fn impl_(&mut self) -> Known {
        self.need("impl")?;
        self.out.inconsistent(-INDENT);
        self.out.consistent(INDENT);
        self.out.word("impl");
        self.generics()?;
        self.out.end();
        self.out.word(" ");
        self.ty()?;
        if self.skip("for") {
            self.out.space();
            self.out.word("for ");
            self.ty()?;
        }
        self.out.end();
        self.open()?;
        while !self.is_end() {
            self.impl_item()?;
        }
        self.close()
    }

    fn impl_item(&mut self) -> Known {
        self.attributes()?;
        self.out.consistent(if self.is_constant() { 0 } else { INDENT });
        self.visibility()?;
        match self.text() {
            "fn" => self.function()?,
            "type" => self.alias()?,
            "const" => self.constant()?,
            _ => return None,
        }
        self.out.line_end();
        Some(())
    }

    /// In a box that is open.
    fn function(&mut self) -> Known {
        self.word_and_name()?;
        self.generics()?;
        self.need("(")?;
        self.out.word("(");
        self.out.never_break();
        self.out.consistent(0);
        self.out.zero_break();
        self.list(Self::argument)?;
        self.out.offset(-INDENT);
        self.out.end();
        self.out.word(")");
        self.out.consistent(-INDENT);
        if self.skip_joint("->") {
            self.out.word(" -> ");
            self.ty()?;
        }
        self.out.end();
        self.open()?;
        self.statements()?;
        self.close()
    }

    fn argument(&mut self) -> Known {
        if self.is("&") && self.tape.text(self.at + 1) == "self" {
            self.at += 1;
            self.out.word("&");
        } else if self.is("&") {
            self.need("&")?;
            self.need("mut")?;
            self.out.word("&mut ");
        } else if self.is("mut") && self.tape.text(self.at + 1) == "self" {
            self.at += 1;
            self.out.word("mut ");
        } else if !self.is("self") {
            self.pattern()?;
            self.need(":")?;
            self.out.word(": ");
            return self.ty();
        }
        self.need("self")?;
        self.out.word("self");
        Some(())
    }

    fn alias(&mut self) -> Known {
        self.word_and_name()?;
        self.generics()?;
        self.need("=")?;
        self.out.word(" = ");
        self.out.never_break();
        self.out.inconsistent(-INDENT);
        self.ty()?;
        self.out.end();
        self.need(";")?;
        self.out.word(";");
        self.out.end();
        Some(())
    }

    fn constant(&mut self) -> Known {
        self.word_and_name()?;
        self.need(":")?;
        self.out.word(": ");
        self.ty()?;
        self.need("=")?;
        self.out.word(" = ");
        self.out.never_break();
        self.value()?;
        self.need(";")?;
        self.out.word(";");
        self.out.end();
        Some(())
    }

    fn module(&mut self) -> Known {
        self.word_and_name()?;
        if self.skip(";") {
            self.out.word(";");
            self.out.end();
            return Some(());
        }
        self.open()?;
        while !self.is_end() {
            self.item()?;
        }
        self.close()
    }

    fn use_tree(&mut self) -> Known {
        loop {
            if self.is("{") {
                return self.use_group();
            }
            self.ident()?;
            if self.skip("as") {
                self.out.word(" as ");
                return self.ident();
            }
            if !self.skip_joint("::") {
                return Some(());
            }
            self.out.word("::");
        }
    }

    fn use_group(&mut self) -> Known {
        let Some(Kind::Open { close }) = self.kind() else { return None };
        let holds = |text: &str| (self.at + 1..close).any(|at| self.tape.text(at) == text);
        // A name alone needs no braces; the rest of the special cases do not come up.
        let is_one = !holds(",");
        if close == self.at + 1 || holds("self") || holds("{") {
            return None;
        }
        self.need("{")?;
        if is_one {
            self.use_tree()?;
            return self.need("}");
        }
        self.out.consistent(INDENT);
        self.out.word("{");
        self.out.zero_break();
        self.out.inconsistent(0);
        while !self.is_end() {
            self.use_tree()?;
            self.skip(",");
            if !self.is_end() {
                self.out.word(",");
                self.out.space();
            }
        }
        self.need("}")?;
        self.out.end();
        self.out.comma(true);
        self.out.offset(-INDENT);
        self.out.word("}");
        self.out.end();
        Some(())
    }

    /// The call of a macro in parentheses.
    pub(super) fn macro_call(&mut self, semicolon: bool) -> Known {
        self.path(PathOf::Types)?;
        self.need("!")?;
        self.out.word("!");
        let Some(Kind::Open { close }) = self.kind() else { return None };
        self.need("(")?;
        self.out.word("(");
        if !self.is_end() {
            self.out.consistent(INDENT);
            self.out.zero_break();
            self.out.inconsistent(0);
            self.macro_tokens(close)?;
            self.out.end();
            self.out.zero_break();
            self.out.offset(-INDENT);
            self.out.end();
        }
        self.need(")")?;
        self.out.word(")");
        if semicolon {
            self.out.word(";");
        }
        Some(())
    }

    /// Names, texts and paths between commas, with such in parentheses behind names.
    fn macro_tokens(&mut self, close: usize) -> Known {
        let (mut is_glued, mut behind_name) = (true, false);
        while self.at < close {
            let (kind, text) = (self.kind()?, self.text());
            let is_name = kind == Kind::Ident;
            match kind {
                Kind::Ident if is_keyword(text) && !matches!(text, "self" | "Self") => return None,
                Kind::Literal if text.ends_with('.') => return None,
                Kind::Ident | Kind::Literal if is_glued => {}
                Kind::Ident | Kind::Literal => self.out.space(),
                Kind::Punct { .. } if behind_name && self.is_joint("::") => {
                    self.out.word(":");
                    self.at += 1;
                }
                Kind::Punct { joint: false } if text == "," => {}
                Kind::Open { .. } if behind_name && text == "(" => {}
                Kind::Close => {}
                _ => return None,
            }
            self.out.word(text);
            self.at += 1;
            (is_glued, behind_name) = (matches!(text, ":" | "("), is_name);
        }
        Some(())
    }
}
