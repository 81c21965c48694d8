//! The cursor against `aws-smithy-xml`: generic trees read by both must be the same, and so must be
//! whether there is one.

use aws_smithy_xml::decode::{Document, ScopedDecoder, XmlDecodeError, try_data};

use super::corpus::{self, Random};
use crate::shape::Empty;
use crate::xml::{self, Cursor, Mode, Structure};

/// What stands in an element, read as its name says (see the corpus).
#[derive(Debug, Default, PartialEq)]
struct Node {
    children: Vec<(String, Option<String>, Content)>,
}

#[derive(Debug, PartialEq)]
enum Content {
    Node(Node),
    Text(String),
    Number(i32),
    List(Vec<Node>),
    Skipped,
}

impl Empty for Node {
    fn empty() -> Self {
        Self::default()
    }
}

impl Structure for Node {
    fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), xml::Error> {
        assert_eq!(tag, x.tag());
        let attribute = x.attribute("k").map(|value| value.into_owned());
        let content = match tag.as_bytes()[0] {
            b't' => Content::Text(x.text()?.into_owned()),
            b'n' => {
                let mut number = None;
                x.read(&mut number)?;
                Content::Number(number.unwrap())
            }
            b'l' => {
                let mut list = None;
                x.list(&mut list, "i")?;
                Content::List(list.unwrap())
            }
            b's' => {
                // Both ways of leaving an element alone.
                if tag.len() == 1 {
                    x.skip()?;
                }
                Content::Skipped
            }
            _ => {
                let mut node = None;
                x.read(&mut node)?;
                Content::Node(node.unwrap())
            }
        };
        self.children.push((tag.to_owned(), attribute, content));
        Ok(())
    }
}

fn ours(document: &[u8]) -> Result<(String, Node), xml::Error> {
    let mut cursor = Cursor::new(document, Mode::Lenient)?;
    let root = cursor.tag().to_owned();
    let mut node = Node::empty();
    cursor.structure(&mut node)?;
    cursor.finish()?;
    Ok((root, node))
}

/// In the manner of the parsers of the official crates.
fn theirs(document: &[u8]) -> Result<(String, Node), XmlDecodeError> {
    let mut document = Document::try_from(document)?;
    let mut root = document.root_element()?;
    let name = root.start_el().local().to_owned();
    Ok((name, node(&mut root, 0)?))
}

fn deep(depth: u32) -> Result<(), XmlDecodeError> {
    if depth >= 128 {
        Err(XmlDecodeError::custom("maximum nesting depth exceeded"))
    } else {
        Ok(())
    }
}

fn node(decoder: &mut ScopedDecoder<'_, '_>, depth: u32) -> Result<Node, XmlDecodeError> {
    deep(depth)?;
    let mut node = Node::default();
    while let Some(mut tag) = decoder.next_tag() {
        let name = tag.start_el().local().to_owned();
        let attribute = tag.start_el().attr("k").map(str::to_owned);
        let content = match name.as_bytes()[0] {
            b't' => Content::Text(try_data(&mut tag)?.into_owned()),
            b'n' => Content::Number(
                try_data(&mut tag)?.parse().map_err(|_| XmlDecodeError::custom("a number"))?,
            ),
            b'l' => Content::List(list(&mut tag, depth + 1)?),
            b's' => Content::Skipped,
            _ => Content::Node(self::node(&mut tag, depth + 1)?),
        };
        node.children.push((name, attribute, content));
    }
    Ok(node)
}

fn list(decoder: &mut ScopedDecoder<'_, '_>, depth: u32) -> Result<Vec<Node>, XmlDecodeError> {
    deep(depth)?;
    let mut list = Vec::new();
    while let Some(mut tag) = decoder.next_tag() {
        if tag.start_el().matches("i") {
            list.push(node(&mut tag, depth + 1)?);
        }
    }
    Ok(list)
}

#[track_caller]
fn compare(document: &[u8]) -> bool {
    let text = String::from_utf8_lossy(document);
    match (ours(document), theirs(document)) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours, theirs, "in {text:?}");
            true
        }
        (Err(_), Err(_)) => false,
        (ours, theirs) => panic!("ours: {ours:?}\ntheirs: {theirs:?}\nin {text:?}"),
    }
}

#[test]
fn the_same_trees_as_the_official_decoder() {
    let (mut read, mut refused) = (0, 0);
    corpus::each(
        600,
        |document| if compare(document.as_bytes()) { read += 1 } else { refused += 1 },
    );
    // Both outcomes have to be common, or the comparison says little.
    assert!(read > 10_000 && refused > 10_000, "{read} read, {refused} refused");
}

#[test]
fn nesting_up_to_the_same_depth() {
    let nested = |open: &str, close: &str, count: usize| {
        format!("<r>{}<t>x</t>{}</r>", open.repeat(count), close.repeat(count))
    };
    for count in [0, 1, 63, 64, 126, 127, 128, 129, 500] {
        assert_eq!(
            compare(nested("<a>", "</a>", count).as_bytes()),
            count < 128,
            "{count} structures"
        );
        // A list and its element are two levels.
        assert_eq!(
            compare(nested("<l><i>", "</i></l>", count).as_bytes()),
            count < 64,
            "{count} lists"
        );
        assert!(compare(nested("<s>", "</s>", count).as_bytes()), "{count} skipped");
    }
}

#[test]
fn siblings_do_not_add_up_to_depth() {
    for sibling in ["<a/>", "<a></a>", "<l/>", "<l><i/></l>", "<t/>", "<s><t/></s>"] {
        assert!(compare(format!("<r>{}</r>", sibling.repeat(300)).as_bytes()), "{sibling}");
    }
    assert!(compare(format!("<r><l>{}</l></r>", "<i><a/></i>".repeat(300)).as_bytes()));
}

#[test]
fn random_bytes_are_read_alike_and_to_an_end() {
    let mut random = Random::new(7);
    for _ in 0..20_000 {
        let length = random.below(40);
        let body: Vec<u8> = (0..length)
            .map(|_| match random.below(3) {
                0 => b"<>/&;!?-[]=\"' \n:"[random.below(16)],
                1 => b"rtnlisakRx0."[random.below(12)],
                _ => u8::try_from(random.below(256)).unwrap(),
            })
            .collect();
        compare(&body);
    }
}
