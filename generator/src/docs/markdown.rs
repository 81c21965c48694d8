//! Markdown goes through the same writer as HTML, so that both come out in one canonical form and
//! under the same rules of safety.
//!
//! pulldown-cmark reads it: the parser rustdoc itself uses, so both see the same structure.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::block::{Container, Writer};
use super::html::{self, Reader};
use super::inline::Span;

/// The languages a code block may keep; any other becomes `text`, as rustdoc would compile it.
const LANGUAGES: [&str; 12] = [
    "bash", "console", "http", "ini", "json", "python", "sh", "text", "toml", "xml", "yaml",
    "graphql",
];

fn parser(source: &str) -> Parser<'_> {
    Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// Whether `source` is HTML rather than Markdown: it starts with a tag, or has tags and nothing
/// that only Markdown would explain. A lone `*` or `_` explains nothing, HTML is full of them.
pub(super) fn is_html(source: &str) -> bool {
    let is_tag = |text: &str| html::tag_name(text).is_some_and(html::is_element);
    if is_tag(source.trim_start()) {
        return true;
    }
    if !source.contains('<') {
        return false;
    }
    let mut tags = false;
    for event in parser(source) {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => tags |= is_tag(text.trim_start()),
            Event::Code(_)
            | Event::Start(
                Tag::Strong
                | Tag::Heading { .. }
                | Tag::List(_)
                | Tag::CodeBlock(CodeBlockKind::Fenced(_))
                | Tag::Link { link_type: LinkType::Inline | LinkType::Reference, .. },
            ) => return false,
            _ => {}
        }
    }
    tags
}

/// Reads `source` as Markdown, with what HTML it holds.
pub(super) fn read(source: &str, writer: &mut Writer) {
    let mut html = Reader::new(source);
    let mut block = String::new();
    for event in parser(source) {
        match event {
            Event::Html(text) => block.push_str(&text),
            Event::InlineHtml(text) => html.read(&text, writer),
            Event::End(TagEnd::HtmlBlock) => html.read(&std::mem::take(&mut block), writer),
            _ if html.is_dropping() => {}
            Event::Start(tag) => start(tag, writer),
            Event::End(tag) => end(tag, writer),
            Event::Text(text) => writer.text(&text),
            Event::Code(text) => {
                writer.start_span(Span::Code);
                writer.text(&text);
                writer.end_span(Span::Code);
            }
            Event::SoftBreak => writer.text(" "),
            Event::HardBreak => writer.line_break(),
            Event::Rule => writer.rule(),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }
}

fn start(tag: Tag<'_>, writer: &mut Writer) {
    match tag {
        Tag::Paragraph => writer.start_block(),
        Tag::Heading { level, .. } => writer.start_heading(level as usize),
        Tag::BlockQuote(_) => writer.start_quote(None),
        Tag::CodeBlock(kind) => {
            let language = match &kind {
                CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t']).next(),
                CodeBlockKind::Indented => None,
            };
            let language = language.filter(|l| LANGUAGES.contains(l));
            writer.start_code_block(language.unwrap_or("text"));
        }
        Tag::List(number) => writer.start_list(number),
        Tag::Item => writer.start_item(),
        Tag::Table(_) => writer.start_table(),
        Tag::TableHead => writer.start_header(),
        Tag::TableRow => writer.start_row(),
        Tag::TableCell => writer.start_cell(false),
        Tag::Emphasis => writer.start_span(Span::Emphasis),
        Tag::Strong => writer.start_span(Span::Strong),
        Tag::Strikethrough => writer.start_span(Span::Strike),
        Tag::Link { dest_url, .. } => writer.inline.start_link(&dest_url),
        _ => {}
    }
}

fn end(tag: TagEnd, writer: &mut Writer) {
    match tag {
        TagEnd::Paragraph => writer.end_block(),
        TagEnd::Heading(_) => writer.end_heading(),
        TagEnd::BlockQuote(_) => writer.end(Container::Quote),
        TagEnd::CodeBlock => writer.end_code_block(),
        TagEnd::List(_) => writer.end(Container::List),
        TagEnd::Item => writer.end(Container::Item),
        TagEnd::Table => writer.end_table(),
        TagEnd::Emphasis => writer.end_span(Span::Emphasis),
        TagEnd::Strong => writer.end_span(Span::Strong),
        TagEnd::Strikethrough => writer.end_span(Span::Strike),
        TagEnd::Link => writer.inline.end_link(),
        _ => {}
    }
}
