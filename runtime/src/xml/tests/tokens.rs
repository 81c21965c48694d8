//! The tokenizer against `xmlparser`, token by token.

use xmlparser::ElementEnd;

use super::corpus;
use crate::xml::token::{Element, Name, Token, Tokenizer};

/// What both tokenizers can tell, without spans.
#[derive(Debug, PartialEq)]
enum Event {
    Start { name: (String, String), attributes: Vec<((String, String), String)>, end: TagEnd },
    End(String),
    Text(String),
    Fault,
}

fn ours(document: &str) -> Vec<Event> {
    let mut tokens = Tokenizer::new(document);
    let mut element = Element::NONE;
    let mut events = Vec::new();
    loop {
        let depth = tokens.depth();
        match tokens.next(&mut element) {
            Token::Start => {
                assert_eq!(element.depth, depth);
                let attributes: Vec<_> = tokens
                    .attributes_of(&element)
                    .map(|(name, value)| (split(name), value.to_owned()))
                    .collect();
                let references = attributes.iter().any(|(_, value)| value.contains('&'));
                assert_eq!(element.references, references);
                let name = split(element.name);
                let end = match (element.broken, element.ended) {
                    (true, _) => TagEnd::Missing,
                    (false, true) => TagEnd::Empty,
                    (false, false) => TagEnd::Open,
                };
                events.push(Event::Start { name, attributes, end });
            }
            Token::End => {
                events.push(Event::End(tokens.said().to_owned()));
            }
            Token::Text => {
                let text = tokens.said();
                assert_eq!(tokens.references(), text.contains('&'));
                events.push(Event::Text(text.to_owned()));
            }
            Token::Fault => events.push(Event::Fault),
            Token::Eof => return events,
        }
    }
}

fn split(name: Name<'_>) -> (String, String) {
    let prefix = name.qualified.strip_suffix(name.local()).unwrap();
    assert!(prefix.is_empty() || prefix.ends_with(':'));
    (prefix.trim_end_matches(':').to_owned(), name.local().to_owned())
}

#[derive(Debug, PartialEq)]
enum TagEnd {
    /// `>`
    Open,
    /// `/>`
    Empty,
    /// A fault, or the end of the document.
    Missing,
}

fn theirs(document: &str) -> Vec<Event> {
    let mut events = Vec::new();
    for token in xmlparser::Tokenizer::from(document) {
        let in_tag = matches!(events.last(), Some(Event::Start { end: TagEnd::Missing, .. }));
        match token {
            Ok(xmlparser::Token::ElementStart { prefix, local, .. }) => events.push(Event::Start {
                name: (prefix.to_string(), local.to_string()),
                attributes: Vec::new(),
                end: TagEnd::Missing,
            }),
            Ok(xmlparser::Token::Attribute { prefix, local, value, .. }) => {
                let Some(Event::Start { attributes, .. }) = events.last_mut() else {
                    panic!("an attribute outside a tag")
                };
                attributes.push(((prefix.to_string(), local.to_string()), value.to_string()));
            }
            Ok(xmlparser::Token::ElementEnd { end: ElementEnd::Close(prefix, local), .. }) => {
                let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
                events.push(Event::End(prefix + local.as_str()));
            }
            Ok(xmlparser::Token::ElementEnd { end, .. }) => {
                let Some(Event::Start { end: slot, .. }) = events.last_mut() else {
                    panic!("a tag that ends outside a tag")
                };
                *slot = if end == ElementEnd::Empty { TagEnd::Empty } else { TagEnd::Open };
            }
            Ok(xmlparser::Token::Text { text }) => events.push(Event::Text(text.to_string())),
            Ok(_) => {}
            // A fault inside a start tag shows in that tag alone.
            Err(_) if in_tag => {}
            Err(_) => events.push(Event::Fault),
        }
    }
    events
}

#[test]
fn the_same_tokens_as_xmlparser() {
    let mut documents = 0;
    corpus::each(600, |document| {
        assert_eq!(ours(document), theirs(document), "in {document:?}");
        documents += 1;
    });
    assert!(documents > 40_000, "{documents} documents were compared");
}
