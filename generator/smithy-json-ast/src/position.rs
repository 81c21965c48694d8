//! Places in a text are found by walking it again, and only when someone asks: reading a model
//! that has no faults computes none.
//!
//! The walk is iterative over what it skips and recurses only along the way to a place, so no text
//! can exhaust the stack. It tolerates texts that are not JSON: what it cannot reach, it does not
//! find.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Bytes before it.
    pub offset: usize,
    /// Its line; the first is 1.
    pub line: usize,
    /// Its column, in characters; the first is 1.
    pub column: usize,
}

/// Finds the value that a JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)) names.
///
/// This walks the text from its start, and is made for placing faults that later stages find in a
/// model that was read from it. `None` if the text has no such value. Where an object has a key
/// more than once, the first counts.
///
/// ```
/// let text = "{\n  \"smithy\": \"2.0\"\n}";
/// let found = smithy_json_ast::locate(text, "/smithy").unwrap();
/// assert_eq!((found.line, found.column, found.offset), (2, 13, 14));
/// assert_eq!(smithy_json_ast::locate(text, "/shapes"), None);
/// ```
pub fn locate(text: &str, pointer: &str) -> Option<Position> {
    let (_, value) = walk(text, pointer)?;
    Some(position(text, value))
}

/// Finds the key that a JSON pointer ends in: `/shapes/ns#Name` is found where `"ns#Name"` stands,
/// not where its value does.
///
/// For elements of arrays, and the whole text, which have no key, this is the same as [`locate`].
///
/// ```
/// let text = "{\n  \"smithy\": \"2.0\"\n}";
/// assert_eq!(smithy_json_ast::locate_key(text, "/smithy").unwrap().column, 3);
/// ```
pub fn locate_key(text: &str, pointer: &str) -> Option<Position> {
    let (key, value) = walk(text, pointer)?;
    Some(position(text, key.unwrap_or(value)))
}

/// The offsets of the key and of the value.
fn walk(text: &str, pointer: &str) -> Option<(Option<usize>, usize)> {
    let mut scanner = Scanner::new(text);
    let mut key = None;
    let mut steps = pointer.split('/');
    if steps.next() != Some("") {
        return None;
    }
    for step in steps {
        let step = step.replace("~1", "/").replace("~0", "~");
        let mut children = scanner.open()?;
        loop {
            let child = scanner.child(&mut children)?;
            let found = match &child.key {
                Some(range) => decode(text, range)? == step,
                None => child.ordinal.to_string() == step,
            };
            if found {
                key = child.key.map(|range| range.start);
                break;
            }
            scanner.skip()?;
        }
    }
    scanner.peek()?;
    Some((key, scanner.at))
}

fn position(text: &str, offset: usize) -> Position {
    let mut sweep = Sweep::new(text);
    sweep.to(offset)
}

/// Turns ascending offsets into positions in one pass over the text.
pub(crate) struct Sweep<'t> {
    text: &'t str,
    here: Position,
}

impl<'t> Sweep<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let here = Position { offset: 0, line: 1, column: 1 };
        Self { text, here }
    }

    /// The position of an offset that is not before the last one asked for.
    pub(crate) fn to(&mut self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let between = self.text.get(self.here.offset..offset).unwrap_or_default();
        for c in between.chars() {
            if c == '\n' {
                self.here.line += 1;
                self.here.column = 1;
            } else {
                self.here.column += 1;
            }
        }
        self.here.offset = offset.max(self.here.offset);
        self.here
    }
}

/// What of an entry a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Anchor {
    /// The value of an entry, an element of an array or the whole text.
    Value,
    /// The key of an entry.
    Key,
    /// The key of an entry, which is not the first of that name in its object.
    Repeated,
}

/// A place known by the way to it: the how-manieth entry or element to take at each level. Unlike
/// a JSON pointer this tells entries apart that have the same key.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) way: Vec<usize>,
    pub(crate) anchor: Anchor,
    /// Filled in by [`resolve`]; if the text ends before the place, the last offset on the way.
    pub(crate) offset: usize,
    /// For a repeated key, where the first of that name is.
    pub(crate) first: Option<usize>,
}

impl Site {
    fn step(&self, depth: usize) -> Option<usize> {
        self.way.get(depth).copied()
    }

    fn is_key_at(&self, depth: usize) -> bool {
        self.anchor != Anchor::Value && self.way.len() == depth + 1
    }
}

/// Finds the offsets of sites, which are sorted by their ways, in one walk.
pub(crate) fn resolve(text: &str, sites: &mut [Site]) {
    debug_assert!(sites.is_sorted_by(|a, b| a.way <= b.way));
    if sites.is_empty() {
        return;
    }
    let mut scanner = Scanner::new(text);
    // None: the text ends before the last site, whose offset is then that of what encloses it.
    let _ = descend(&mut scanner, sites, 0);
}

/// `None` if the text ends, or stops being JSON, within this value.
fn descend(scanner: &mut Scanner<'_>, sites: &mut [Site], depth: usize) -> Option<()> {
    scanner.peek()?;
    for site in sites.iter_mut().filter(|site| !site.is_key_before(depth)) {
        site.offset = scanner.at;
    }
    let inner = sites.partition_point(|site| site.way.len() <= depth);
    let (_, mut rest) = sites.split_at_mut(inner);
    if rest.is_empty() {
        return scanner.skip();
    }
    let repeated = |site: &Site| site.anchor == Anchor::Repeated && site.is_key_at(depth);
    let mut firsts = (rest.iter().any(repeated)).then(HashMap::new);
    let mut children = scanner.open()?;
    while let Some(child) = scanner.child(&mut children) {
        let group = rest.partition_point(|site| site.step(depth) <= Some(child.ordinal));
        let (here, later) = rest.split_at_mut(group);
        rest = later;
        let mut first = None;
        if let (Some(firsts), Some(key)) = (&mut firsts, &child.key) {
            let name = decode(scanner.text, key)?;
            first = Some(*firsts.entry(name).or_insert(key.start));
        }
        if here.is_empty() {
            scanner.skip()?;
            continue;
        }
        for site in here.iter_mut().filter(|site| site.is_key_at(depth)) {
            site.offset = child.key.as_ref().map_or(scanner.at, |key| key.start);
            site.first = first;
        }
        descend(scanner, here, depth + 1)?;
    }
    Some(())
}

impl Site {
    /// Whether the offset is that of the key which the walk has just passed.
    fn is_key_before(&self, depth: usize) -> bool {
        depth > 0 && self.is_key_at(depth - 1)
    }
}

/// The text of a key, its escapes resolved.
fn decode<'t>(text: &'t str, quoted: &Range<usize>) -> Option<Cow<'t, str>> {
    let quoted = text.get(quoted.clone())?;
    if quoted.contains('\\') {
        serde_json::from_str(quoted).ok().map(Cow::Owned)
    } else {
        quoted.get(1..quoted.len() - 1).map(Cow::Borrowed)
    }
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

/// How far a walk through an object or array is.
struct Children {
    close: u8,
    next: usize,
}

/// An entry or element; the scanner stands before its value.
struct Child {
    ordinal: usize,
    key: Option<Range<usize>>,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, bytes: text.as_bytes(), at: if text.starts_with('\u{feff}') { 3 } else { 0 } }
    }

    /// The next byte that is no white space, which is where the scanner then stands.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.bytes.get(self.at..)?;
        self.at += (rest.iter()).position(|b| !matches!(b, b' ' | b'\t' | b'\r' | b'\n'))?;
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        let found = self.peek()? == byte;
        self.at += usize::from(found);
        found.then_some(())
    }

    fn open(&mut self) -> Option<Children> {
        let close = match self.peek()? {
            b'{' => b'}',
            b'[' => b']',
            _ => return None,
        };
        self.at += 1;
        Some(Children { close, next: 0 })
    }

    /// The next entry or element. `None` at the end, which is then consumed.
    fn child(&mut self, children: &mut Children) -> Option<Child> {
        if self.eat(children.close).is_some() {
            return None;
        }
        if children.next > 0 {
            self.eat(b',')?;
        }
        let ordinal = children.next;
        children.next += 1;
        let mut key = None;
        if children.close == b'}' {
            self.peek()?;
            let start = self.at;
            self.string()?;
            key = Some(start..self.at);
            self.eat(b':')?;
        }
        self.peek()?;
        Some(Child { ordinal, key })
    }

    fn string(&mut self) -> Option<()> {
        self.eat(b'"')?;
        loop {
            match self.bytes.get(self.at)? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(())
    }

    /// Skips a value, however deep it is.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0usize;
        loop {
            match self.peek()? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                    continue;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' => {
                    self.at += 1;
                    if depth == 0 {
                        return None;
                    }
                    continue;
                }
                _ => {
                    let rest = self.bytes.get(self.at..)?;
                    let ends = |b: &u8| b",:{}[]\" \t\r\n".contains(b);
                    self.at += rest.iter().position(ends).unwrap_or(rest.len());
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n \"é\": [1, {\"a/b\": \"x\\\"y\", \"~\": [ ]}],\n \"b\\u0041\": true\n}";

    #[test]
    fn locates_values_and_keys() {
        let at = |pointer: &str| {
            let at = locate(TEXT, pointer)?;
            Some((at.line, at.column, TEXT.get(at.offset..)?.chars().next()?))
        };
        assert_eq!(at(""), Some((1, 1, '{')));
        assert_eq!(at("/é"), Some((2, 7, '[')));
        assert_eq!(at("/é/1/a~1b"), Some((2, 19, '"')));
        assert_eq!(at("/é/1/~0"), Some((2, 32, '[')));
        assert_eq!(at("/bA"), Some((3, 13, 't')));
        assert_eq!(at("/é/2"), None);
        assert_eq!(at("/é/01"), None);
        assert_eq!(at("/x"), None);
        assert_eq!(at("é"), None);
        let key = locate_key(TEXT, "/bA").unwrap();
        assert_eq!((key.line, key.column), (3, 2));
        assert_eq!(locate_key(TEXT, "/é/0"), locate(TEXT, "/é/0"));
    }

    #[test]
    fn of_equal_keys_pointers_name_the_first_and_ways_name_each() {
        let text = r#"{"a": 1, "b": 2, "a": 3}"#;
        assert_eq!(locate(text, "/a").unwrap().offset, 6);
        let site =
            |way: &[usize], anchor| Site { way: way.to_vec(), anchor, offset: 0, first: None };
        let mut sites = [site(&[0], Anchor::Value), site(&[2], Anchor::Repeated)];
        resolve(text, &mut sites);
        let found = sites.map(|site| (site.offset, site.first));
        assert_eq!(found, [(6, None), (17, Some(1))]);
    }

    #[test]
    fn a_text_that_ends_early_gives_the_last_place_on_the_way() {
        let mut sites = [Site { way: vec![1, 0], anchor: Anchor::Value, offset: 0, first: None }];
        resolve(r#"{"a": 1, "b": ["#, &mut sites);
        assert_eq!(sites[0].offset, 14);
    }
}
