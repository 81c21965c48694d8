//! Every HTML tag maps to one call of the writer, with no record of what is open: what a document
//! leaves unclosed, or closes twice, is the writer's to bear.
//!
//! Tokens come from html5gum, the tokenizer of the WHATWG HTML standard (§13.2.5) as a state
//! machine without dependencies: it takes any input, in linear time, and knows all character
//! references. A tree builder (html5ever) would add an element tree, its repair rules and a dozen
//! crates, all to be flattened again here.

use std::collections::HashSet;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::block::{Container, Writer};
use super::inline::Span;

/// What an element means in documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Block,
    Span(Span),
    Link,
    Image,
    List,
    Numbered,
    Item,
    Term,
    Definition,
    Quote(Option<&'static str>),
    Break,
    Rule,
    Preformatted,
    Heading(usize),
    Table,
    Row,
    Cell {
        header: bool,
    },
    /// Means nothing here; its content does.
    Transparent,
    /// Goes with its content.
    Dropped,
}

/// The elements of HTML that documentation uses, and those that AWS's models add to them.
fn element(name: &[u8]) -> Option<Element> {
    Some(match name {
        b"p" | b"div" | b"section" | b"article" | b"aside" | b"header" | b"footer" | b"main"
        | b"center" | b"figure" | b"figcaption" | b"address" | b"details" | b"summary"
        | b"caption" | b"body" | b"html" | b"fullname" => Element::Block,
        b"b" | b"strong" => Element::Span(Span::Strong),
        b"i" | b"em" | b"cite" | b"dfn" | b"var" | b"replaceable" => Element::Span(Span::Emphasis),
        b"s" | b"del" | b"strike" => Element::Span(Span::Strike),
        b"code" | b"tt" | b"samp" | b"kbd" | b"literal" => Element::Span(Span::Code),
        b"a" => Element::Link,
        b"img" => Element::Image,
        b"ul" | b"menu" | b"dl" => Element::List,
        b"ol" => Element::Numbered,
        b"li" => Element::Item,
        b"dt" => Element::Term,
        b"dd" => Element::Definition,
        b"note" => Element::Quote(Some("Note")),
        b"important" => Element::Quote(Some("Important")),
        b"caution" => Element::Quote(Some("Caution")),
        b"warning" => Element::Quote(Some("Warning")),
        b"tip" => Element::Quote(Some("Tip")),
        b"blockquote" => Element::Quote(None),
        b"br" => Element::Break,
        b"hr" => Element::Rule,
        b"pre" => Element::Preformatted,
        b"h1" => Element::Heading(1),
        b"h2" => Element::Heading(2),
        b"h3" => Element::Heading(3),
        b"h4" => Element::Heading(4),
        b"h5" => Element::Heading(5),
        b"h6" => Element::Heading(6),
        b"table" => Element::Table,
        b"tr" => Element::Row,
        b"td" => Element::Cell { header: false },
        b"th" => Element::Cell { header: true },
        b"span" | b"small" | b"big" | b"u" | b"sub" | b"sup" | b"font" | b"q" | b"abbr"
        | b"mark" | b"ins" | b"label" | b"nobr" | b"wbr" | b"thead" | b"tbody" | b"tfoot"
        | b"colgroup" | b"col" => Element::Transparent,
        b"script" | b"style" | b"template" => Element::Dropped,
        _ => return None,
    })
}

/// Whether `name` is an element documentation uses.
pub(super) fn is_element(name: &str) -> bool {
    element(name.to_ascii_lowercase().as_bytes()).is_some()
}

/// The name of the tag, opening or closing, that `source` starts with.
pub(super) fn tag_name(source: &str) -> Option<&str> {
    let rest = source.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    rest.get(..end).filter(|name| !name.is_empty())
}

/// Reads the HTML of one document, which may arrive in several parts.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    document: &'a str,
    /// The elements that have an end tag somewhere; found when first asked for, as few documents
    /// have to know.
    closed: Option<HashSet<String>>,
    /// The dropped element the reader is in.
    dropped: Option<Vec<u8>>,
}

impl<'a> Reader<'a> {
    /// A reader for the HTML in `document`.
    pub(super) fn new(document: &'a str) -> Self {
        Self { document, closed: None, dropped: None }
    }

    /// Whether the document closes an element of this name anywhere.
    fn is_closed(&mut self, name: &[u8]) -> bool {
        let document = self.document;
        let closed = self.closed.get_or_insert_with(|| {
            let tags = document.match_indices("</");
            tags.filter_map(|(at, _)| tag_name(document.get(at..)?))
                .map(str::to_ascii_lowercase)
                .collect()
        });
        std::str::from_utf8(name).is_ok_and(|name| closed.contains(name))
    }

    /// Whether the reader is inside an element that goes with its content.
    pub(super) fn is_dropping(&self) -> bool {
        self.dropped.is_some()
    }

    /// Reads a part of the document.
    pub(super) fn read(&mut self, source: &str, writer: &mut Writer) {
        let emitter = DefaultEmitter::<usize>::new_with_span();
        let mut end = 0;
        for token in Tokenizer::new_with_emitter(source, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    end = tag.span.end;
                    if self.dropped.is_none() {
                        let raw = source.get(tag.span.start..end).unwrap_or_default();
                        self.start(&tag, raw, writer);
                    }
                }
                Token::EndTag(tag) => {
                    end = tag.span.end;
                    match &self.dropped {
                        Some(name) if **name == **tag.name => self.dropped = None,
                        Some(_) => {}
                        None => self.end(&tag.name, writer),
                    }
                }
                Token::String(text) => {
                    end = text.span.end;
                    if self.dropped.is_none() {
                        text_with_code(&String::from_utf8_lossy(&text), writer);
                    }
                }
                Token::Comment(comment) => end = comment.span.end,
                Token::Doctype(doctype) => end = doctype.span.end,
                Token::Error(_) => {}
            }
        }
        // A tag that the end of the document cuts off is no tag.
        if self.dropped.is_none() {
            writer.text(source.get(end..).unwrap_or_default());
        }
    }

    fn start(&mut self, tag: &StartTag<usize>, raw: &str, writer: &mut Writer) {
        let attribute = |name: &str| {
            let value = tag.attributes.get(name.as_bytes())?;
            Some(String::from_utf8_lossy(value).into_owned())
        };
        let Some(element) = element(&tag.name) else {
            // With an end tag it is markup we do not know; without, it is a placeholder such as
            // `<instance-id>`.
            if !self.is_closed(&tag.name) {
                writer.text(raw);
            }
            return;
        };
        match element {
            Element::Block => writer.start_block(),
            Element::Span(span) => writer.start_span(span),
            Element::Link if !writer.in_code_block() => match attribute("href") {
                Some(address) => writer.inline.start_link(&address),
                None => writer.inline.end_link(),
            },
            Element::Image => writer.text(&attribute("alt").unwrap_or_default()),
            Element::List => writer.start_list(None),
            Element::Numbered => {
                let start = attribute("start").and_then(|s| s.trim().parse::<u32>().ok());
                writer.start_list(Some(start.map_or(1, u64::from)));
            }
            Element::Item => writer.start_item(),
            Element::Term => writer.start_term(),
            Element::Definition => writer.start_definition(),
            Element::Quote(label) => writer.start_quote(label),
            Element::Break => writer.line_break(),
            Element::Rule => writer.rule(),
            Element::Preformatted if self.is_closed(&tag.name) => writer.start_code_block("text"),
            Element::Preformatted => writer.start_block(),
            Element::Heading(level) => writer.start_heading(level),
            Element::Table => writer.start_table(),
            Element::Row => writer.start_row(),
            Element::Cell { header } => writer.start_cell(header),
            Element::Dropped if self.is_closed(&tag.name) => self.dropped = Some(tag.name.to_vec()),
            Element::Dropped => writer.text(raw),
            Element::Link | Element::Transparent => {}
        }
    }

    fn end(&mut self, name: &[u8], writer: &mut Writer) {
        match element(name) {
            Some(Element::Block) => writer.end_block(),
            Some(Element::Span(span)) => writer.end_span(span),
            Some(Element::Link) => writer.inline.end_link(),
            Some(Element::List | Element::Numbered) => writer.end(Container::List),
            Some(Element::Item | Element::Definition) => writer.end(Container::Item),
            Some(Element::Quote(_)) => writer.end(Container::Quote),
            Some(Element::Break) => writer.line_break(),
            Some(Element::Preformatted) => writer.end_code_block(),
            Some(Element::Heading(_)) => writer.end_heading(),
            Some(Element::Table) => writer.end_table(),
            // The next one ends these.
            Some(Element::Term | Element::Row | Element::Cell { .. }) => writer.text(" "),
            Some(Element::Image | Element::Rule | Element::Transparent | Element::Dropped)
            | None => {}
        }
    }
}

/// Writes text in which authors put code between backticks, as they do inside HTML too although
/// CommonMark does not look there.
fn text_with_code(text: &str, writer: &mut Writer) {
    if writer.in_code_block() || writer.inline.in_code() {
        return writer.text(text);
    }
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('`') {
        writer.text(before);
        let code = from.find('`').and_then(|end| from.split_at_checked(end));
        match code {
            Some((code, after))
                if !code.is_empty() && code.trim() == code && !after.starts_with("``") =>
            {
                writer.start_span(Span::Code);
                writer.text(code);
                writer.end_span(Span::Code);
                rest = after.strip_prefix('`').unwrap_or(after);
            }
            _ => {
                let run = from.len() - from.trim_start_matches('`').len();
                let (ticks, after) = rest
                    .get(before.len()..)
                    .and_then(|t| t.split_at_checked(run + 1))
                    .unwrap_or((from, ""));
                writer.text(ticks);
                rest = after;
            }
        }
    }
    writer.text(rest);
}
