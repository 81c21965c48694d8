//! What a reader of rustdoc's pages gets to see, and what rustdoc would say: for tests and fuzzing. pulldown-cmark is asked, under
//! the options that rustdoc sets.

use std::collections::BTreeSet;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

/// What rustdoc would find fault with in `markdown`.
pub(crate) fn faults(markdown: &str) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    let mut broken = Vec::new();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let callback = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        broken.push(format!("reference to {:?}", link.reference));
        None
    };
    // Links and code blocks around the text.
    let mut around = 0;
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(callback)) {
        if matches!(event, Event::Start(Tag::CodeBlock(_))) {
            around += 1;
        }
        match event {
            Event::Html(h) | Event::InlineHtml(h) => {
                faults.insert(format!("HTML {h:?}"));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                around += 1;
                if !["http://", "https://", "mailto:"].iter().any(|s| dest_url.starts_with(s)) {
                    faults.insert(format!("link to {dest_url:?}"));
                }
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => around -= 1,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                faults.insert("indented code".to_owned());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if info.is_empty() => {
                faults.insert("code without a language".to_owned());
            }
            Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_))
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {
                faults.insert(format!("{event:?}"));
            }
            Event::Text(text) if around == 0 && has_bare_address(&text) => {
                faults.insert(format!("bare address in {text:?}"));
            }
            _ => {}
        }
    }
    faults.extend(broken);
    if markdown.chars().any(|c| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    }) {
        faults.insert("control character".to_owned());
    }
    if markdown.lines().any(|l| l.ends_with(' ')) {
        faults.insert("white space at the end of a line".to_owned());
    }
    faults
}

/// Whether rustdoc's lint `bare_urls` finds an address: a scheme, two characters of a host or more, a dot, and a name of letters.
fn has_bare_address(text: &str) -> bool {
    let schemes = ["http://", "https://"];
    schemes.iter().flat_map(|scheme| text.match_indices(scheme)).any(|(at, scheme)| {
        let address = &text[at + scheme.len()..];
        let host = |c: char| c.is_ascii_alphanumeric() || "-@:%._+~#=".contains(c);
        let host = &address[..address.find(|c| !host(c)).unwrap_or(address.len())];
        host.match_indices('.').any(|(dot, _)| {
            let after = &host[dot + 1..];
            let letters = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
            let ends = !after[letters..].starts_with(|c: char| c.is_ascii_digit() || c == '_');
            dot >= 2 && letters >= 2 && ends
        })
    })
}

/// The characters `markdown` shows, without white space.
pub(crate) fn shown(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut shown = String::new();
    for event in Parser::new_ext(markdown, options) {
        if let Event::Text(text) | Event::Code(text) = event {
            shown.extend(text.chars().filter(|c| !c.is_whitespace()));
        }
    }
    shown
}
