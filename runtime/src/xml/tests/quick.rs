//! The tokenizer against `quick-xml`, event by event: on the corpus, and on recorded responses and mutations of them.
//!
//! Up to the first fault that either finds, both have to see the same. A fault that one finds and the other does not has to be one of
//! those in [`OURS`] or [`THEIRS`], with the reason why the two differ.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::{BytesStart, Event as Quick};
use quick_xml::reader::Reader;

use super::corpus::{self, Random};
use crate::xml::token::{Element, Token, Tokenizer};

#[derive(Debug, PartialEq)]
enum Event {
    Start {
        name: String,
        attributes: Vec<(String, String)>,
        empty: bool,
    },
    End(String),
    Text(String),
    /// Nothing comes behind it.
    Fault(String),
}

/// Faults that only we find, and why `quick-xml` does not.
const OURS: &[(&str, &str)] = &[
    ("a character that XML forbids", "it takes any character"),
    ("`]]>` in character data", "it does not look for that"),
    ("an element has no valid name", "it takes as a name whatever comes before white space or `>`"),
    (
        "a tag does not end",
        "attributes: it asks for no space between two, and takes any name, and `<` in a value",
    ),
    (
        "what comes before the root element is malformed",
        "it takes text there, and a declaration or document type of any form",
    ),
    ("something follows the root element", "it takes text and more elements there"),
    (
        "a comment, CDATA section or processing instruction is malformed",
        "it takes a target of a processing instruction that is no name, and a document type anywhere",
    ),
];

/// Faults that only `quick-xml` finds, and why we do not.
const THEIRS: &[(&str, &str)] = &[(
    "a document type that does not end",
    "there is no root element then, which who reads the tokens asks for",
)];

fn ours(document: &str) -> Vec<Event> {
    let mut tokens = Tokenizer::new(document);
    let mut element = Element::NONE;
    let mut events = Vec::new();
    loop {
        events.push(match tokens.next(&mut element) {
            Token::Eof => return nested(events),
            Token::Fault => Event::Fault(tokens.said().to_owned()),
            Token::Text => Event::Text(tokens.said().to_owned()),
            Token::End => Event::End(tokens.said().to_owned()),
            Token::Start if element.broken => Event::Fault("a tag does not end".to_owned()),
            // Strict readers look for these.
            Token::Start if tokens.attribute_repeats(&element) => {
                Event::Fault("an attribute repeats".to_owned())
            }
            Token::Start => {
                let name = element.name.qualified.to_owned();
                let attributes = tokens.attributes_of(&element);
                let attributes =
                    attributes.map(|(name, value)| (name.qualified.to_owned(), value.to_owned()));
                Event::Start { name, attributes: attributes.collect(), empty: element.ended }
            }
        });
    }
}

/// The events up to the first fault. That an end tag has no start is one, which our tokenizer leaves to who reads its tokens.
fn nested(mut events: Vec<Event>) -> Vec<Event> {
    let mut open = Vec::new();
    let fault = events.iter().position(|event| match event {
        Event::Start { name, empty: false, .. } => {
            open.push(name.clone());
            false
        }
        Event::End(name) => open.pop().as_ref() != Some(name),
        Event::Fault(_) => true,
        _ => false,
    });
    if let Some(at) = fault {
        events.truncate(at + 1);
        if let Some(end @ Event::End(_)) = events.last_mut() {
            *end = Event::Fault("an end tag has no start".to_owned());
        }
    }
    events
}

fn theirs(document: &str) -> Vec<Event> {
    let document = document.strip_prefix('\u{FEFF}').unwrap_or(document);
    let mut reader = Reader::from_str(document);
    reader.config_mut().check_comments = true;
    // What our tokenizer leaves to who reads its tokens.
    reader.config_mut().allow_dangling_amp = true;
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let (mut events, mut depth) = (Vec::new(), 0_usize);
    // Whether the last event is text that goes on; comments and their like end it.
    let mut goes_on = false;
    loop {
        let event = reader.read_event();
        let text = match &event {
            Ok(Quick::Text(text)) => text.to_string(),
            Ok(Quick::GeneralRef(name)) => format!("&{};", &**name),
            _ => String::new(),
        };
        let more = match event {
            Ok(Quick::Eof) => return nested(events),
            // White space around the root element is nothing.
            Ok(Quick::Text(_)) if depth == 0 && text.trim_ascii().is_empty() => continue,
            Ok(Quick::Text(_) | Quick::GeneralRef(_)) => {
                match events.last_mut() {
                    Some(Event::Text(before)) if goes_on => before.push_str(&text),
                    _ => events.push(Event::Text(text)),
                }
                goes_on = true;
                continue;
            }
            Ok(Quick::Start(start)) => {
                depth += 1;
                element(&start, false)
            }
            Ok(Quick::Empty(start)) => element(&start, true),
            Ok(Quick::End(end)) => {
                depth = depth.saturating_sub(1);
                Event::End(name(end.name().as_ref()))
            }
            Ok(_) => {
                goes_on = false;
                continue;
            }
            Err(error) => Event::Fault(kind(&error).to_owned()),
        };
        goes_on = false;
        let last = matches!(more, Event::Fault(_));
        events.push(more);
        if last {
            return nested(events);
        }
    }
}

fn element(start: &BytesStart<'_>, empty: bool) -> Event {
    let attributes = start.attributes().map(|attribute| {
        attribute.map(|attribute| (name(attribute.key.as_ref()), attribute.value.to_string()))
    });
    match attributes.collect() {
        Ok(attributes) => Event::Start { name: name(start.name().as_ref()), attributes, empty },
        Err(_) => Event::Fault("an attribute".to_owned()),
    }
}

/// A name as we know it: with nothing before it, its colon is left out, as in `xmlparser`.
fn name(name: &str) -> String {
    name.strip_prefix(':').unwrap_or(name).to_owned()
}

fn kind(error: &Error) -> &'static str {
    match error {
        Error::IllFormed(
            IllFormedError::MissingDeclVersion(_) | IllFormedError::UnknownVersion,
        ) => "a declaration without version",
        Error::IllFormed(IllFormedError::DoubleHyphenInComment) => "two hyphens in a comment",
        Error::IllFormed(IllFormedError::MissingDoctypeName) => "a document type without name",
        Error::Syntax(SyntaxError::InvalidBangMarkup) => "unknown markup",
        Error::Syntax(SyntaxError::UnclosedDoctype) => "a document type that does not end",
        Error::Syntax(_) => "markup that does not end",
        _ => "another",
    }
}

/// What comparisons came to.
#[derive(Debug, Default)]
struct Counts {
    same: usize,
    both_refused: usize,
    /// By faults that one found alone.
    one_refused: BTreeMap<String, usize>,
}

impl Counts {
    fn compare(&mut self, document: &str) {
        let (ours, theirs) = (ours(document), theirs(document));
        let common = ours.iter().zip(&theirs).take_while(|(ours, theirs)| ours == theirs).count();
        let listed =
            |table: &[(&str, &str)], fault: &str| table.iter().any(|(row, _)| *row == fault);
        match (ours.get(common), theirs.get(common)) {
            (None, None) => self.same += 1,
            (Some(Event::Fault(_)), Some(Event::Fault(_))) => self.both_refused += 1,
            (Some(Event::Fault(fault)), _) if listed(OURS, fault) => {
                *self.one_refused.entry(fault.clone()).or_default() += 1;
            }
            (_, Some(Event::Fault(fault))) if listed(THEIRS, fault) => {
                *self.one_refused.entry(fault.clone()).or_default() += 1;
            }
            (ours, theirs) => panic!("ours: {ours:?}\ntheirs: {theirs:?}\nin {document:?}"),
        }
    }
}

#[test]
fn the_same_events_on_the_corpus() {
    let mut counts = Counts::default();
    corpus::each(600, |document| counts.compare(document));
    assert!(counts.same > 5_000 && counts.both_refused > 5_000, "{counts:?}");
    for (fault, why) in OURS.iter().chain(THEIRS) {
        assert!(counts.one_refused.contains_key(*fault), "no difference for: {fault}: {why}");
    }
}

#[test]
fn the_same_events_on_recorded_responses_and_mutations_of_them() {
    let models = std::env::var_os("TINSMITH_MODELS").map(PathBuf::from);
    let Some(folder) =
        models.map(|models| models.join("../data/responses")).filter(|folder| folder.is_dir())
    else {
        // Past the harness, which keeps to itself what passing tests print.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED the tokenizer against quick-xml on recorded responses: TINSMITH_MODELS/../data/responses is no folder"
        );
        return;
    };
    let mut counts = Counts::default();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let document =
            std::fs::read_to_string(entry.expect("an entry").path()).expect("a response");
        counts.compare(&document);
        let whole = std::mem::take(&mut counts);
        assert_eq!(whole.same, 1, "{whole:?}");
        let mut random = Random::new(u64::try_from(document.len()).expect("a length"));
        let items: Vec<&str> = items(&document);
        for _ in 0..3_000 {
            counts.compare(&mutated(items[random.below(items.len())], &mut random));
        }
        assert!(counts.same > 500 && counts.both_refused > 200, "{counts:?}");
        counts = Counts::default();
    }
}

/// The elements of lists that are a few kilobytes long at most: whole documents, small enough for thousands of mutations.
fn items(document: &str) -> Vec<&str> {
    let (mut open, mut items) = (Vec::new(), Vec::new());
    let mut rest = 0;
    while let Some(at) = document[rest..].find("item>").map(|at| rest + at) {
        rest = at + "item>".len();
        if document[..at].ends_with("</") {
            let start: usize = open.pop().expect("an item that is open");
            items.extend(
                Some(&document[start..rest]).filter(|item| (40..4_000).contains(&item.len())),
            );
        } else {
            open.push(at - 1);
        }
    }
    items
}

/// A document with one to three changes, of the kinds that a connection, a proxy or a careless program makes.
fn mutated(document: &str, random: &mut Random) -> String {
    const PIECES: &[&str] = &[
        "&amp;",
        "&#65;",
        "&x;",
        "&",
        "<![CDATA[x<y]]>",
        "<![CDATA[",
        "<!-- x -->",
        "<!--",
        "--",
        "<?x y?>",
        "<?",
        "]]>",
        "<",
        ">",
        "/",
        "\"",
        "'",
        "=",
        " ",
        "\n",
        "<a b=\"c\"/>",
        "<a b='c' b='d'>",
        "</a>",
        "<item>",
        "</item>",
        "\u{e9}",
        "\u{fffe}",
        "\0",
        "<:a/>",
    ];
    let mut text = document.to_owned();
    for _ in 0..=random.below(3) {
        let boundary = |at: usize| {
            (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
        };
        let at = boundary(random.below(text.len() + 1));
        let end = boundary(at + random.below(60));
        match random.below(6) {
            0 => text.insert_str(at, PIECES[random.below(PIECES.len())]),
            1 => text.replace_range(at..end, PIECES[random.below(PIECES.len())]),
            2 => text.replace_range(at..end, ""),
            3 => text.truncate(at),
            4 => text = [&text[..end], &text[at..]].concat(),
            // A bit of a byte.
            _ if at < text.len() && text.is_char_boundary(at + 1) => {
                let byte = text.as_bytes()[at] ^ (1 << random.below(7));
                text.replace_range(at..=at, char::from(byte).to_string().as_str());
            }
            _ => {}
        }
    }
    text
}
