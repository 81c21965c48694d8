//! Reads tokens one by one and writes them as they stand.

use super::layout::{INDENT, Layout};
use crate::tape::{Kind, Tape};

/// `None` is a form that is not known here; what was written of it is of no use.
pub(super) type Known<T = ()> = Option<T>;

/// Formats the tokens of an item.
pub(super) struct Formatter<'a> {
    pub(super) tape: &'a Tape,
    /// The next token.
    pub(super) at: usize,
    pub(super) out: Layout,
}

impl<'a> Formatter<'a> {
    pub(super) fn new(tape: &'a Tape) -> Self {
        Self { tape, at: 0, out: Layout::new() }
    }

    pub(super) fn text(&self) -> &'a str {
        self.tape.text(self.at)
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        self.tape.kind(self.at)
    }

    /// Whether the next token is this identifier, delimiter or character.
    pub(super) fn is(&self, text: &str) -> bool {
        is(self.tape, self.at, text)
    }

    /// Whether punctuation of several characters comes next.
    pub(super) fn is_joint(&self, text: &str) -> bool {
        is_joint(self.tape, self.at, text)
    }

    /// Whether the group ends, or the item.
    pub(super) fn is_end(&self) -> bool {
        matches!(self.kind(), Some(Kind::Close) | None)
    }

    /// Steps over a token without writing it.
    pub(super) fn skip(&mut self, text: &str) -> bool {
        let found = self.is(text);
        self.at += usize::from(found);
        found
    }

    pub(super) fn need(&mut self, text: &str) -> Known {
        self.skip(text).then_some(())
    }

    pub(super) fn skip_joint(&mut self, text: &str) -> bool {
        let found = self.is_joint(text);
        self.at += if found { text.len() } else { 0 };
        found
    }

    /// Writes an identifier.
    pub(super) fn ident(&mut self) -> Known {
        if self.kind() != Some(Kind::Ident) {
            return None;
        }
        self.out.word(self.text());
        self.at += 1;
        Some(())
    }

    /// Writes a literal. A number that ends with a point would need care before another.
    pub(super) fn literal(&mut self) -> Known {
        let text = self.text();
        if self.kind() != Some(Kind::Literal) || text.ends_with('.') {
            return None;
        }
        self.out.word(text);
        self.at += 1;
        Some(())
    }

    pub(super) fn lifetime(&mut self) -> Known {
        self.need("'")?;
        self.out.word("'");
        self.ident()
    }

    /// Writes what stands between commas up to the end of the group, and steps over that.
    pub(super) fn list(&mut self, mut part: impl FnMut(&mut Self) -> Known) -> Known {
        while !self.is_end() {
            part(self)?;
            self.skip(",");
            let last = self.is_end();
            self.out.comma(last);
        }
        self.at += 1;
        Some(())
    }

    /// `list` in a box between delimiters, of which the first is the next token.
    pub(super) fn boxed_list(
        &mut self,
        open: &str,
        close: &str,
        part: impl FnMut(&mut Self) -> Known,
    ) -> Known {
        self.need(open)?;
        self.out.word(open);
        self.out.consistent(INDENT);
        self.out.zero_break();
        self.list(part)?;
        self.out.offset(-INDENT);
        self.out.end();
        self.out.word(close);
        Some(())
    }
}

/// Whether that token is this identifier, delimiter or character.
pub(super) fn is(tape: &Tape, at: usize, text: &str) -> bool {
    tape.text(at) == text && tape.kind(at) != Some(Kind::Literal)
}

/// Whether punctuation of several characters stands there.
pub(super) fn is_joint(tape: &Tape, at: usize, text: &str) -> bool {
    let last = text.len().saturating_sub(1);
    text.char_indices().all(|(i, c)| {
        let found = tape.text(at + i).starts_with(c);
        let joint = tape.kind(at + i) == Some(Kind::Punct { joint: true });
        found && matches!(tape.kind(at + i), Some(Kind::Punct { .. })) && (joint || i == last)
    })
}
