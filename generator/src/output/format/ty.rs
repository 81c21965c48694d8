//! Attributes, paths, types, generics and patterns.

use std::borrow::Cow;

use super::cursor::{Formatter, Known};
use super::layout::INDENT;
use crate::tape::Kind;

/// Whether paths write `::` before what stands in angle brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PathOf {
    Types,
    Values,
}

impl Formatter<'_> {
    pub(super) fn attributes(&mut self) -> Known {
        while self.skip("#") {
            self.need("[")?;
            if self.skip("doc") {
                self.need("=")?;
                self.comment()?;
            } else {
                self.out.word("#[");
                self.path(PathOf::Types)?;
                self.attribute_value()?;
                self.need("]")?;
                self.out.word("]");
                self.out.space();
                continue;
            }
            self.need("]")?;
        }
        Some(())
    }

    fn comment(&mut self) -> Known {
        let text = string(self.text())?;
        if text.contains('\n') || text.starts_with('/') {
            return None;
        }
        self.out.word("///");
        self.out.word(text.trim_end_matches(' '));
        self.out.line_end();
        self.at += 1;
        Some(())
    }

    /// `= "value"`, or parts in parentheses: paths, and names with values.
    fn attribute_value(&mut self) -> Known {
        if self.skip("=") {
            self.out.word(" = ");
            return self.literal();
        }
        if !self.skip("(") {
            return Some(());
        }
        self.out.word("(");
        self.out.consistent(INDENT);
        self.out.zero_break();
        while !self.is_end() {
            self.path(PathOf::Types)?;
            if self.skip("=") {
                self.out.word(" = ");
                self.literal()?;
            }
            match (self.skip(","), self.is_end()) {
                (true, true) => return None,
                (true, false) => {
                    self.out.word(",");
                    self.out.space();
                }
                (false, true) => self.out.zero_break(),
                (false, false) => return None,
            }
        }
        self.at += 1;
        self.out.offset(-INDENT);
        self.out.end();
        self.out.word(")");
        Some(())
    }

    pub(super) fn visibility(&mut self) -> Known {
        if !self.skip("pub") {
            return Some(());
        }
        if self.skip("(") {
            if !["crate", "super"].contains(&self.text()) {
                return None;
            }
            self.out.word("pub(");
            self.ident()?;
            self.need(")")?;
            self.out.word(") ");
        } else {
            self.out.word("pub ");
        }
        Some(())
    }

    pub(super) fn path(&mut self, of: PathOf) -> Known {
        if self.skip_joint("::") {
            self.out.word("::");
        }
        loop {
            self.ident()?;
            match of {
                PathOf::Types if self.is("<") => self.angle_brackets()?,
                PathOf::Types if self.is("(") => return Some(()),
                _ => {}
            }
            if !self.skip_joint("::") {
                return Some(());
            }
            self.out.word("::");
            if of == PathOf::Values && self.is("<") {
                self.angle_brackets()?;
                if !self.skip_joint("::") {
                    return Some(());
                }
                self.out.word("::");
            }
        }
    }

    /// `<A, B>`, where lifetimes come first.
    pub(super) fn angle_brackets(&mut self) -> Known {
        self.need("<")?;
        self.out.word("<");
        self.out.consistent(INDENT);
        self.angle_list(|f| match f.kind() {
            Some(Kind::Literal) => f.literal(),
            _ => f.ty(),
        })
    }

    /// `<A: B>` behind the name of what is generic.
    pub(super) fn generics(&mut self) -> Known {
        if !self.skip("<") {
            return Some(());
        }
        self.out.word("<");
        self.out.consistent(0);
        self.angle_list(|f| {
            f.ident()?;
            f.out.inconsistent(INDENT);
            if f.skip(":") {
                f.out.word(": ");
                f.ty()?;
                while f.skip("+") {
                    f.out.space();
                    f.out.word("+ ");
                    f.ty()?;
                }
            }
            f.out.end();
            Some(())
        })
    }

    fn angle_list(&mut self, mut part: impl FnMut(&mut Self) -> Known) -> Known {
        self.out.zero_break();
        let mut had_type = false;
        while !self.is(">") {
            if self.is("'") {
                if had_type {
                    return None;
                }
                self.lifetime()?;
            } else {
                had_type = true;
                part(self)?;
            }
            let comma = self.skip(",");
            let last = self.is(">");
            if !comma && !last {
                return None;
            }
            self.out.comma(last);
        }
        self.at += 1;
        self.out.offset(-INDENT);
        self.out.end();
        self.out.word(">");
        Some(())
    }

    pub(super) fn ty(&mut self) -> Known {
        if self.skip("&") {
            self.out.word("&");
            if self.is("'") {
                self.lifetime()?;
                self.out.word(" ");
            }
            if self.skip("mut") {
                self.out.word("mut ");
            }
            return self.ty();
        }
        if self.is("impl") || self.is("dyn") {
            self.ident()?;
            self.out.word(" ");
            self.bound()?;
            while self.skip("+") {
                self.out.word(" + ");
                self.bound()?;
            }
            return Some(());
        }
        if self.skip("[") {
            self.out.word("[");
            self.ty()?;
            if self.skip(";") {
                self.out.word("; ");
                self.literal()?;
            }
            self.need("]")?;
            self.out.word("]");
            return Some(());
        }
        if self.is("(") {
            // A pair of parentheses around one type is no tuple.
            let mut parts = 0;
            self.boxed_list("(", ")", |f| {
                parts += 1;
                f.ty()
            })?;
            return (parts != 1).then_some(());
        }
        self.path(PathOf::Types)?;
        // `Fn(A)`, and a path that goes on.
        (!self.is("(") && !self.is("!")).then_some(())
    }

    fn bound(&mut self) -> Known {
        if self.is("'") { self.lifetime() } else { self.path(PathOf::Types) }?;
        (!self.is("(")).then_some(())
    }

    /// A pattern, but for alternatives without parentheses.
    pub(super) fn pattern(&mut self) -> Known {
        match self.kind()? {
            Kind::Literal => self.literal(),
            Kind::Punct { .. } if self.skip("&") => {
                self.out.word("&");
                if self.skip("mut") {
                    self.out.word("mut ");
                }
                self.pattern()
            }
            Kind::Punct { .. } if self.skip_joint("..") => {
                self.out.word("..");
                Some(())
            }
            Kind::Open { .. } if self.is("(") => {
                let mut parts = 0;
                self.boxed_list("(", ")", |f| {
                    parts += 1;
                    f.pattern()
                })?;
                (parts != 1).then_some(())
            }
            Kind::Ident if ["ref", "mut"].contains(&self.text()) => {
                self.ident()?;
                self.out.word(" ");
                self.ident()
            }
            Kind::Ident => {
                self.path(PathOf::Values)?;
                if self.is("(") {
                    return self.boxed_list("(", ")", Self::pattern);
                }
                (!self.is("{") && !self.is("!") && !self.is("@")).then_some(())
            }
            _ => None,
        }
    }
}

/// What a string literal holds.
fn string(literal: &str) -> Known<Cow<'_, str>> {
    let text = literal.strip_suffix('"')?;
    if let Some(text) = text.strip_prefix("r\"") {
        return Some(text.into());
    }
    let text = text.strip_prefix('"')?;
    if !text.contains('\\') {
        return Some(text.into());
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        out.push(match c {
            '\\' => match rest.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '0' => '\0',
                c @ ('\\' | '\'' | '"') => c,
                // Characters by their number are rare.
                _ => return None,
            },
            c => c,
        });
    }
    Some(out.into())
}
