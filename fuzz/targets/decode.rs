//! The XML cursor of the runtime, on bytes, read as a tree in which an element's name says how it is read: a letter, or, in responses
//! of services, the name's end.
//!
//! - Lenient, it gives the value that a reader on `aws-smithy-xml` gives, written as the official crates write theirs, or both fail.
//! - Strict, it gives the same value or fails. It fails if `roxmltree` finds the document malformed. If it fails where lenient does
//!   not, `roxmltree` fails too.

#![no_main]

use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Parse;
use aws_smithy_types::{Blob, DateTime, base64};
use aws_smithy_xml::decode::{Document, ScopedDecoder, XmlDecodeError, try_data};
use libfuzzer_sys::fuzz_target;
use tinsmith_fuzz::well_formed::{self, Verdict};
use tinsmith_runtime::shape::Empty;
use tinsmith_runtime::xml::{Cursor, Error, Mode, Structure};

fuzz_target!(|document: &[u8]| {
    let (lenient, strict) = (ours(document, Mode::Lenient), ours(document, Mode::Strict));
    match (&lenient, theirs(document)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(shown(ours), shown(&theirs)),
        (Err(_), Err(_)) => {}
        (ours, theirs) => panic!("ours: {ours:?}\ntheirs: {theirs:?}"),
    }
    for error in [&lenient, &strict].into_iter().filter_map(|read| read.as_ref().err()) {
        assert!(error.offset() <= document.len(), "{error}");
    }
    match (&lenient, &strict, well_formed::judge(document)) {
        (_, Ok(_), Verdict::Malformed(fault)) => panic!("strict takes what is malformed: {fault}"),
        (Ok(lenient), Ok(strict), _) => assert_eq!(shown(lenient), shown(strict)),
        (Err(error), Ok(_), _) => panic!("strict reads what lenient does not: {error}"),
        (Ok(_), Err(error), Verdict::Sound) => {
            panic!("strict refuses what is well-formed: {error}")
        }
        (_, Err(_), _) => {}
    }
});

/// How an element is read.
fn kind(name: &str) -> u8 {
    const ENDS: [(&str, u8); 6] = [
        ("Set", b'L'),
        ("Time", b'd'),
        ("Id", b't'),
        ("Name", b't'),
        ("Type", b't'),
        ("Code", b't'),
    ];
    match name.len() {
        0..=2 => name.as_bytes()[0],
        _ => ENDS.iter().find(|(end, _)| name.ends_with(end)).map_or(0, |(_, kind)| *kind),
    }
}

/// Numbers that are none are equal, too.
fn shown(value: &(String, Node)) -> String {
    format!("{value:?}")
}

#[derive(Debug, Default)]
struct Node(Vec<(String, Option<String>, Content)>);

#[derive(Debug)]
#[expect(dead_code, reason = "compared as text")]
enum Content {
    Text(String),
    Integer(i32),
    Float(f64),
    Truth(bool),
    Bytes(Blob),
    Time(DateTime),
    List(Vec<Node>),
    Flat(Vec<String>),
    Skipped,
    Node(Node),
}

impl Empty for Node {
    fn empty() -> Self {
        Self::default()
    }
}

impl Structure for Node {
    fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), Error> {
        let attribute = x.attribute("k").map(|value| value.into_owned());
        let content = match kind(tag) {
            b't' => Content::Text(one(|to| x.read(to))?),
            b'n' => Content::Integer(one(|to| x.read(to))?),
            b'f' => Content::Float(one(|to| x.read(to))?),
            b'b' => Content::Truth(one(|to| x.read(to))?),
            b'x' => Content::Bytes(one(|to| x.read(to))?),
            b'd' => Content::Time(one(|to| x.read(to))?),
            b'e' => Content::Time(one(|to| x.timestamp(to, Format::EpochSeconds))?),
            b'h' => Content::Time(one(|to| x.timestamp(to, Format::HttpDate))?),
            b'l' => Content::List(one(|to| x.list(to, "i"))?),
            b'L' => Content::List(one(|to| x.list(to, "item"))?),
            b'm' => Content::Flat(one(|to| x.flat_list(to))?),
            // Both ways of leaving an element alone.
            b's' if tag.len() > 1 => Content::Skipped,
            b's' => {
                x.skip()?;
                Content::Skipped
            }
            _ => Content::Node(one(|to| x.read(to))?),
        };
        self.0.push((tag.to_owned(), attribute, content));
        Ok(())
    }
}

fn one<T>(read: impl FnOnce(&mut Option<T>) -> Result<(), Error>) -> Result<T, Error> {
    let mut value = None;
    read(&mut value)?;
    Ok(value.expect("what was read is there"))
}

fn ours(document: &[u8], mode: Mode) -> Result<(String, Node), Error> {
    let mut cursor = Cursor::new(document, mode)?;
    let root = cursor.tag().to_owned();
    let mut node = Node::empty();
    cursor.structure(&mut node)?;
    cursor.finish()?;
    Ok((root, node))
}

fn theirs(document: &[u8]) -> Result<(String, Node), XmlDecodeError> {
    let mut document = Document::try_from(document)?;
    let mut root = document.root_element()?;
    let name = root.start_el().local().to_owned();
    Ok((name, node(&mut root, 0)?))
}

fn deep(depth: u32) -> Result<(), XmlDecodeError> {
    if depth < 128 { Ok(()) } else { Err(XmlDecodeError::custom("too deep")) }
}

fn node(decoder: &mut ScopedDecoder<'_, '_>, depth: u32) -> Result<Node, XmlDecodeError> {
    deep(depth)?;
    let mut node = Node::default();
    while let Some(mut tag) = decoder.next_tag() {
        let name = tag.start_el().local().to_owned();
        let attribute = tag.start_el().attr("k").map(str::to_owned);
        let time = |text: &str, format| DateTime::from_str(text, format).map_err(custom);
        let content = match kind(&name) {
            b't' => Content::Text(try_data(&mut tag)?.into_owned()),
            b'n' => Content::Integer(primitive(&mut tag)?),
            b'f' => Content::Float(primitive(&mut tag)?),
            b'b' => Content::Truth(primitive(&mut tag)?),
            b'x' => {
                let bytes = base64::decode(try_data(&mut tag)?.as_ref());
                Content::Bytes(Blob::new(bytes.map_err(custom)?))
            }
            b'd' => Content::Time(time(&try_data(&mut tag)?, Format::DateTimeWithOffset)?),
            b'e' => Content::Time(time(&try_data(&mut tag)?, Format::EpochSeconds)?),
            b'h' => Content::Time(time(&try_data(&mut tag)?, Format::HttpDate)?),
            b'l' => Content::List(list(&mut tag, "i", depth + 1)?),
            b'L' => Content::List(list(&mut tag, "item", depth + 1)?),
            b'm' => Content::Flat(vec![try_data(&mut tag)?.into_owned()]),
            b's' => Content::Skipped,
            _ => Content::Node(self::node(&mut tag, depth + 1)?),
        };
        node.0.push((name, attribute, content));
    }
    Ok(node)
}

fn custom(error: impl ToString) -> XmlDecodeError {
    XmlDecodeError::custom(error.to_string())
}

fn primitive<T: Parse>(tag: &mut ScopedDecoder<'_, '_>) -> Result<T, XmlDecodeError> {
    T::parse_smithy_primitive(&try_data(tag)?).map_err(custom)
}

fn list(
    decoder: &mut ScopedDecoder<'_, '_>,
    item: &str,
    depth: u32,
) -> Result<Vec<Node>, XmlDecodeError> {
    deep(depth)?;
    let mut list = Vec::new();
    while let Some(mut tag) = decoder.next_tag() {
        if tag.start_el().matches(item) {
            list.push(node(&mut tag, depth + 1)?);
        }
    }
    Ok(list)
}
