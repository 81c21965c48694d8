//! Splits a document into tags and text, exactly as `xmlparser` does, at several times its speed.
//!
//! `aws-smithy-xml` stands on `xmlparser`, and what that takes for malformed decides which broken
//! bodies still decode. So the two must agree on every input; tests compare them token by token.
//! Only tags and text are split here. Everything that begins with `<!` or `<?`, and all that comes
//! before the root element, is rare, and `xmlparser` itself reads it.
//!
//! After a fault the tokenizer is at the end of its input, for good.

use super::scan::{self, Attribute};

/// An element, as its start tag tells.
///
/// The tokenizer writes over one of these and does not return it: there is one for every element of
/// the document, and to move it costs more than to read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    pub(super) name: Name<'a>,
    /// Where the attributes begin, right behind the name.
    pub(super) attributes: usize,
    /// Where the content begins, right behind the tag.
    pub(super) content: usize,
    /// How many elements are open around it.
    pub(super) depth: usize,
    /// Whether its end has been passed; that of `<a/>` has been from the start.
    pub(super) ended: bool,
    /// Whether an attribute's value holds references.
    pub(super) references: bool,
    /// The tag does not end, through a fault or the end of the input, and only the name can be
    /// relied on.
    pub(super) broken: bool,
}

impl Element<'_> {
    /// The one around the whole document.
    pub(super) const NONE: Self = Self {
        name: Name { qualified: "", local: 0 },
        attributes: 0,
        content: 0,
        depth: 0,
        ended: false,
        references: false,
        broken: false,
    };

    /// Takes note of an end tag, behind which so many elements are still open. One that does not
    /// match is passed over, as the official decoder does.
    #[inline]
    pub(super) fn end(&mut self, name: &str, open: usize) {
        if open == self.depth && scan::same(name, self.name.qualified) {
            self.ended = true;
        }
    }
}

/// `prefix:local`, or just `local`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'a> {
    pub(super) qualified: &'a str,
    /// Where in it the local part begins.
    pub(super) local: usize,
}

impl<'a> Name<'a> {
    #[inline]
    pub(super) fn local(self) -> &'a str {
        self.qualified.get(self.local..).unwrap_or_default()
    }

    /// Whether this is `name`, given with its prefix or, to take any, without.
    pub(super) fn matches(self, name: &str) -> bool {
        if name.contains(':') { self.qualified == name } else { self.local() == name }
    }
}

/// What comes next in a document; [`Tokenizer::said`] holds its words.
///
/// Without them, since this is returned for everything that is read: a byte comes back in a register, a byte and a slice by way of
/// memory, which takes as long as half of the tokens themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    /// A start tag, now in the element.
    Start,
    /// An end tag; its name, as in [`Name::qualified`], is what was said.
    End,
    /// Character data, never empty, with references not yet replaced.
    Text,
    /// Why the document cannot be read on is what was said.
    Fault,
    Eof,
}

#[derive(Clone, Debug)]
pub(super) struct Tokenizer<'a> {
    text: &'a str,
    pos: usize,
    /// The words of the last token that has any.
    said: &'a str,
    /// Whether the last text holds references.
    references: bool,
    /// Elements that are open, and whether the root has been closed.
    depth: usize,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Prolog,
    Elements,
    Epilog,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, pos: 0, said: "", references: false, depth: 0, state: State::Prolog }
    }

    /// The byte at which the next token begins.
    pub(super) fn pos(&self) -> usize {
        self.pos
    }

    /// The words of the last token: the name of an end tag, a text, or a fault.
    #[inline]
    pub(super) fn said(&self) -> &'a str {
        self.said
    }

    /// Whether the last text holds references, which are not yet replaced.
    #[inline]
    pub(super) fn references(&self) -> bool {
        self.references
    }

    /// The attributes of an element of this document, up to the first that is malformed.
    pub(super) fn attributes_of(
        &self,
        element: &Element<'a>,
    ) -> impl Iterator<Item = (Name<'a>, &'a str)> {
        let tag = self.text.get(..element.content).unwrap_or_default();
        let mut pos = element.attributes;
        std::iter::from_fn(move || match scan::attribute(tag, pos) {
            Ok(Attribute::Pair { name, value, end, .. }) => {
                pos = end;
                Some((name, value))
            }
            _ => None,
        })
    }

    /// Whether an element has two attributes of one name.
    pub(super) fn attribute_repeats(&self, element: &Element<'a>) -> bool {
        let mut names: Vec<&str> =
            self.attributes_of(element).map(|(name, _)| name.qualified).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    #[inline]
    pub(super) fn next(&mut self, element: &mut Element<'a>) -> Token {
        match self.state {
            State::Elements => {}
            State::Prolog => {
                if let Err(fault) = self.prolog() {
                    return self.fault(fault);
                }
            }
            State::Epilog => return self.epilog(),
        }
        loop {
            let bytes = self.text.as_bytes();
            match (bytes.get(self.pos), bytes.get(self.pos + 1)) {
                (None, _) => return Token::Eof,
                (Some(b'<'), Some(b'/')) => return self.end_tag(),
                (Some(b'<'), Some(b'!' | b'?')) => {
                    if let Err(fault) = self.markup() {
                        return self.fault(fault);
                    }
                }
                (Some(b'<'), _) => return self.start_tag(element),
                (Some(_), _) => return self.character_data(),
            }
        }
    }

    /// Goes past the end tag of `name`, the innermost open element, if that, in its shortest
    /// spelling, is what comes next.
    #[inline]
    pub(super) fn take_end(&mut self, name: &str) -> bool {
        let length = name.len();
        let after = self.text.as_bytes().get(self.pos..).unwrap_or_default();
        if let Some(after) = after.strip_prefix(b"</")
            && after.get(length) == Some(&b'>')
            && let Some(found) = self.text.get(self.pos + 2..self.pos + 2 + length)
            && scan::same(found, name)
        {
            self.pos += length + 3;
            self.closed();
            true
        } else {
            false
        }
    }

    fn closed(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.state = State::Epilog;
        }
    }

    fn fault(&mut self, fault: &'static str) -> Token {
        self.pos = self.text.len();
        self.state = State::Elements;
        self.said = fault;
        Token::Fault
    }

    fn character_data(&mut self) -> Token {
        match scan::text(self.text, self.pos) {
            Ok((end, references)) => {
                self.said = self.text.get(self.pos..end).unwrap_or_default();
                self.references = references;
                self.pos = end;
                Token::Text
            }
            Err(fault) => self.fault(fault),
        }
    }

    #[inline]
    fn start_tag(&mut self, element: &mut Element<'a>) -> Token {
        let Some((name, attributes)) = scan::name(self.text, self.pos + 1) else {
            return self.fault("an element has no valid name");
        };
        element.name = name;
        element.attributes = attributes;
        element.depth = self.depth;
        element.references = false;
        element.broken = false;
        self.depth += 1;
        if self.text.as_bytes().get(attributes) == Some(&b'>') {
            element.ended = false;
            element.content = attributes + 1;
            self.pos = attributes + 1;
        } else {
            self.attributes(element);
        }
        Token::Start
    }

    /// Goes to the end of a start tag.
    fn attributes(&mut self, element: &mut Element<'a>) {
        let mut pos = element.attributes;
        loop {
            match scan::attribute(self.text, pos) {
                Ok(Attribute::Pair { references, end, .. }) => {
                    element.references |= references;
                    pos = end;
                }
                Ok(Attribute::Open(end)) => {
                    element.ended = false;
                    pos = end;
                    break;
                }
                Ok(Attribute::Empty(end)) => {
                    element.ended = true;
                    self.closed();
                    pos = end;
                    break;
                }
                Err(_) => {
                    element.ended = true;
                    element.broken = true;
                    pos = self.text.len();
                    break;
                }
            }
        }
        element.content = pos;
        self.pos = pos;
    }

    fn end_tag(&mut self) -> Token {
        let bytes = self.text.as_bytes();
        if let Some((name, after)) = scan::name(self.text, self.pos + 2) {
            let after = scan::spaces(bytes, after);
            if bytes.get(after) == Some(&b'>') {
                self.pos = after + 1;
                self.closed();
                self.said = name.qualified;
                return Token::End;
            }
        }
        self.fault("an end tag is malformed")
    }

    /// Goes past a comment, CDATA section or processing instruction between elements.
    #[cold]
    fn markup(&mut self) -> Result<(), &'static str> {
        let mut tokens = xmlparser::Tokenizer::from_fragment(self.text, self.pos..self.text.len());
        match tokens.next() {
            Some(Ok(_)) => {
                self.pos = tokens.stream().pos();
                Ok(())
            }
            _ => Err("a comment, CDATA section or processing instruction is malformed"),
        }
    }

    /// Goes to the root element.
    #[cold]
    fn prolog(&mut self) -> Result<(), &'static str> {
        let mut tokens = xmlparser::Tokenizer::from(self.text);
        loop {
            match tokens.next() {
                Some(Ok(xmlparser::Token::ElementStart { span, .. })) => {
                    self.pos = span.start();
                    self.state = State::Elements;
                    return Ok(());
                }
                Some(Ok(_)) => {}
                Some(Err(_)) => return Err("what comes before the root element is malformed"),
                None => {
                    self.pos = self.text.len();
                    self.state = State::Elements;
                    return Ok(());
                }
            }
        }
    }

    /// Goes to the end of the input, where only comments, processing instructions and white space
    /// may be passed.
    #[cold]
    fn epilog(&mut self) -> Token {
        loop {
            let bytes = self.text.as_bytes();
            self.pos = scan::spaces(bytes, self.pos);
            let rest = bytes.get(self.pos..).unwrap_or_default();
            if rest.is_empty() {
                return Token::Eof;
            }
            let passes = rest.starts_with(b"<!--") || rest.starts_with(b"<?");
            if !passes || self.markup().is_err() {
                return self.fault("something follows the root element");
            }
        }
    }
}
