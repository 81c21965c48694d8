//! [`Cursor`]: a place in a document, always at one element, which it enters, reads or leaves.
//!
//! Every method that reads leaves the cursor at the element at which it was called, and never moves
//! behind that element's end; [`Cursor::next_child`] is the only one that changes the element, and
//! whoever calls it comes back.

mod aggregate;

use std::borrow::Cow;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

use super::budget::Budget;
use super::escape::{references_are_legal, unescape};
use super::token::{Element, Token, Tokenizer};
use super::value::timestamp;
use super::{Error, Value};
use crate::shown::shown;

/// Structures and lists, counted along one path, that may be open below the root.
const MAX_NESTING: u32 = 128;

/// What a cursor makes of a body that is not well-formed XML.
///
/// A leaf whose text cannot be read is an error in both modes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Mode {
    /// What was read before the fault is the result, as in the official crates: a fault, or the end
    /// of the body, met while looking for the next element ends that search without an error.
    #[default]
    Lenient,
    /// Any fault, end tags that do not match, and anything behind the root element are errors.
    Strict,
}

/// A place in an XML document.
///
/// A [`Structure`](super::Structure) gets a cursor that is at one of its child elements, and calls one of
/// [`read`](Cursor::read), [`list`](Cursor::list), [`flat_list`](Cursor::flat_list),
/// [`timestamp`](Cursor::timestamp), [`skip`](Cursor::skip).
#[derive(Debug)]
pub struct Cursor<'a> {
    tokens: Tokenizer<'a>,
    /// The element at which the cursor is.
    element: Element<'a>,
    nesting: u32,
    /// For lists, maps and boxes; whoever makes one larger asks it.
    budget: Budget,
    /// Names of the open elements, innermost last; only [`Mode::Strict`] looks at end tags that no
    /// one waits for.
    open: Option<Vec<&'a str>>,
    /// Why strict mode made a fault of the last token.
    refused: Option<Error>,
}

impl<'a> Cursor<'a> {
    /// A cursor at the root element of `body`.
    ///
    /// # Errors
    ///
    /// The body is not UTF-8 or has no root element.
    pub fn new(body: &'a [u8], mode: Mode) -> Result<Self, Error> {
        let text = match std::str::from_utf8(body) {
            Ok(text) => text,
            Err(cause) => {
                return Err(
                    Error::new("the body is not UTF-8", cause.valid_up_to()).with_source(cause)
                );
            }
        };
        let mut cursor = Self {
            tokens: Tokenizer::new(text),
            element: Element::NONE,
            nesting: 0,
            budget: Budget::of(body.len()),
            open: (mode == Mode::Strict).then(Vec::new),
            refused: None,
        };
        loop {
            return match cursor.token() {
                Token::Start if cursor.usable() => Ok(cursor),
                Token::Text | Token::End => continue,
                Token::Fault => {
                    cursor.forgiven()?;
                    Err(Error::new(format!("no root element: {}", cursor.tokens.said()), 0))
                }
                Token::Start | Token::Eof => {
                    Err(Error::new("no root element", cursor.tokens.pos()))
                }
            };
        }
    }

    /// Checks the name of the element at which the cursor is, as that of a root.
    ///
    /// # Errors
    ///
    /// It has another local name.
    pub fn expect_root(&self, name: &str) -> Result<(), Error> {
        if self.tag() == name {
            return Ok(());
        }
        let found = shown(self.tag());
        Err(Error::new(format!("invalid root, expected `{name}`, found `{found}`"), 0))
    }

    /// The local name of the element.
    pub fn tag(&self) -> &'a str {
        self.element.name.local()
    }

    /// The value of an attribute of the element, by `local` or `prefix:local` name, references
    /// replaced.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut attributes = self.tokens.attributes_of(&self.element);
        let (_, value) = attributes.find(|(found, _)| found.matches(name))?;
        unescape(value).ok()
    }

    /// Reads the element into `slot`, over what was there.
    ///
    /// # Errors
    ///
    /// The element does not hold such a value.
    #[inline]
    pub fn read<V: Value>(&mut self, slot: &mut Option<V>) -> Result<(), Error> {
        V::read_into(self, slot)
    }

    /// Reads a timestamp; `date-time` takes `Z` and any offset.
    ///
    /// # Errors
    ///
    /// The text is no timestamp of this format.
    pub fn timestamp(&mut self, slot: &mut Option<DateTime>, format: Format) -> Result<(), Error> {
        *slot = Some(timestamp(self, format)?);
        Ok(())
    }

    /// Leaves the element unread.
    ///
    /// # Errors
    ///
    /// In [`Mode::Strict`], it is not well-formed.
    #[inline]
    pub fn skip(&mut self) -> Result<(), Error> {
        if self.element.ended { Ok(()) } else { self.skip_content() }
    }

    fn skip_content(&mut self) -> Result<(), Error> {
        let mut scope = self.element;
        while !scope.ended {
            match self.token() {
                Token::Start | Token::Text => {}
                Token::End => scope.end(self.tokens.said(), self.tokens.depth()),
                Token::Fault | Token::Eof => {
                    self.forgiven()?;
                    scope.ended = true;
                }
            }
        }
        self.element = scope;
        Ok(())
    }

    /// The element's text, borrowed from the body unless it holds references.
    ///
    /// That is the first run of character data; an element without any is the empty text.
    ///
    /// # Errors
    ///
    /// A child element or malformed XML comes before the text, or the text holds an unknown
    /// reference.
    pub fn text(&mut self) -> Result<Cow<'a, str>, Error> {
        let start = self.element.content;
        while !self.element.ended {
            match self.token() {
                Token::Text => {
                    let text = self.tokens.said();
                    self.take_end();
                    if !self.tokens.references() {
                        return Ok(Cow::Borrowed(text));
                    }
                    return match unescape(text) {
                        Ok(text) => Ok(text),
                        Err(reference) => Err(Error::expected(
                            "a known reference",
                            &format!("&{reference};"),
                            start,
                        )),
                    };
                }
                Token::Start => return Err(self.no_text(start)),
                Token::Fault => {
                    self.forgiven()?;
                    let fault = self.tokens.said();
                    return Err(Error::new(format!("malformed XML: {fault}"), start));
                }
                Token::End => self.element.end(self.tokens.said(), self.tokens.depth()),
                Token::Eof => self.element.ended = true,
            }
        }
        Ok(Cow::Borrowed(""))
    }

    #[cold]
    fn no_text(&self, start: usize) -> Error {
        let found = shown(self.tag());
        Error::new(format!("expected text, found the element `{found}`"), start)
    }

    /// Ends the reading of the document.
    ///
    /// # Errors
    ///
    /// In [`Mode::Strict`], the root element does not end, or something follows it.
    pub fn finish(&mut self) -> Result<(), Error> {
        if self.open.is_some() {
            self.skip()?;
            self.token();
        }
        self.forgiven()
    }

    /// Enters the next child of `scope`, if there is one; `scope.ended` tells whether its end came
    /// instead.
    #[inline]
    fn next_child(&mut self, scope: &mut Element<'a>) -> Result<bool, Error> {
        while !scope.ended {
            match self.token() {
                // Like a fault, a start tag that cannot be used ends the search, though the
                // element may go on behind it.
                Token::Start => return Ok(self.usable()),
                Token::Text => {}
                Token::End => scope.end(self.tokens.said(), self.tokens.depth()),
                Token::Fault | Token::Eof => {
                    self.forgiven()?;
                    scope.ended = true;
                }
            }
        }
        Ok(false)
    }

    /// Whether the element can be entered.
    #[inline]
    fn usable(&self) -> bool {
        !self.element.broken && (!self.element.references || self.references_are_known())
    }

    #[cold]
    fn references_are_known(&self) -> bool {
        self.tokens.attributes_of(&self.element).all(|(_, value)| unescape(value).is_ok())
    }

    /// Goes past the element's end tag if that comes next, the usual case, without making a token
    /// of it.
    #[inline]
    fn take_end(&mut self) {
        if self.tokens.depth() == self.element.depth + 1 && self.open.is_none() {
            self.element.ended = self.tokens.take_end(self.element.name.qualified);
        }
    }

    /// The next token; in strict mode a fault in place of whatever a well-formed document has not.
    #[inline]
    fn token(&mut self) -> Token {
        let token = self.tokens.next(&mut self.element);
        if self.open.is_some() { self.check(token) } else { token }
    }

    fn check(&mut self, token: Token) -> Token {
        let mut values = self.tokens.attributes_of(&self.element).map(|(_, value)| value);
        let usable = !self.element.references || values.all(references_are_legal);
        let name = self.element.name.qualified;
        let said = self.tokens.said();
        let Some(open) = &mut self.open else { return token };
        let fault = match token {
            Token::Start if self.element.broken => "a tag does not end".to_owned(),
            Token::Start if self.tokens.attribute_repeats(&self.element) => {
                format!("an attribute of `{}` repeats", shown(name))
            }
            Token::Start if !usable => {
                format!("unknown reference in an attribute of `{}`", shown(name))
            }
            Token::Start => {
                if !self.element.ended {
                    open.push(name);
                }
                return token;
            }
            Token::Text if self.tokens.references() && !references_are_legal(said) => {
                "unknown reference in text".to_owned()
            }
            Token::Text => return token,
            Token::End => match open.pop() {
                Some(start) if start != said => {
                    format!("`{}` ends where `{}` should", shown(said), shown(start))
                }
                _ => return token,
            },
            Token::Fault => said.to_owned(),
            Token::Eof => match open.last() {
                Some(name) => format!("the document ends inside `{}`", shown(name)),
                None => return token,
            },
        };
        self.refused = Some(Error::new(format!("malformed XML: {fault}"), self.tokens.pos()));
        Token::Fault
    }

    /// Whether reading may end at the fault that was just met.
    #[cold]
    fn forgiven(&mut self) -> Result<(), Error> {
        match self.refused.take() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    fn nest(&mut self) -> Result<(), Error> {
        if self.nesting >= MAX_NESTING {
            return Err(Error::new("maximum nesting depth exceeded", self.element.content));
        }
        self.nesting += 1;
        Ok(())
    }

    /// The error that the element, just read as `found`, is not what was expected.
    #[cold]
    pub(super) fn unexpected(&self, expected: &str, found: &str) -> Error {
        Error::expected(expected, found, self.element.content)
    }

    /// An error about the element that was just read.
    #[cold]
    pub(super) fn fault(&self, message: &'static str) -> Error {
        Error::new(message, self.element.content)
    }
}
