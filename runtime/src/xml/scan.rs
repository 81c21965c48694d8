//! The lexical rules of XML that the tokenizer's fast path needs, as pure functions from a position
//! to the next.
//!
//! They accept what `xmlparser` accepts, no more and no less.

use super::token::Name;

/// Part of a name, also at its start.
const START: u8 = 0;
/// Part of a name, not at its start.
const NAME: u8 = 1;
/// Never part of a name, and not special in text; what is above it is special.
const PLAIN: u8 = 2;
/// `]`, which may begin `]]>`.
const BRACKET: u8 = 3;
/// 0xEF, which may begin a character that XML forbids.
const LEAD: u8 = 4;
/// `<`
const LESS: u8 = 5;
/// `&`
const AMPERSAND: u8 = 6;
/// A control character that XML forbids.
const FORBIDDEN: u8 = 7;

const fn class(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'_' => START,
        b'0'..=b'9' | b'-' | b'.' => NAME,
        b']' => BRACKET,
        0xEF => LEAD,
        b'<' => LESS,
        b'&' => AMPERSAND,
        b'\t' | b'\n' | b'\r' => PLAIN,
        0..=0x1F => FORBIDDEN,
        _ => PLAIN,
    }
}

const fn table() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0_usize;
    while byte < 256 {
        // A `const fn` can neither iterate nor call `get_mut`.
        #[allow(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, where it cannot go unnoticed"
        )]
        {
            table[byte] = class(byte as u8);
        }
        byte += 1;
    }
    table
}

static CLASS: [u8; 256] = table();

#[inline(always)]
fn class_of(byte: u8) -> u8 {
    CLASS.get(usize::from(byte)).copied().unwrap_or(PLAIN)
}

fn space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The position of the first byte from `pos` on that is not white space.
pub(super) fn spaces(bytes: &[u8], mut pos: usize) -> usize {
    while bytes.get(pos).copied().is_some_and(space) {
        pos += 1;
    }
    pos
}

/// The end of the character data that begins at `pos`, and whether it holds references.
#[inline]
pub(super) fn text(text: &str, mut pos: usize) -> Result<(usize, bool), &'static str> {
    let bytes = text.as_bytes();
    let mut references = false;
    loop {
        pos = special(bytes, pos);
        if pos >= bytes.len() {
            return Ok((bytes.len(), references));
        }
        match class_of(bytes.get(pos).copied().unwrap_or_default()) {
            LESS => return Ok((pos, references)),
            AMPERSAND => references = true,
            FORBIDDEN => return Err("a character that XML forbids"),
            LEAD if forbidden(bytes, pos) => return Err("a character that XML forbids"),
            BRACKET if bytes.get(pos..pos + 3) == Some(b"]]>") => {
                return Err("`]]>` in character data");
            }
            _ => {}
        }
        pos += 1;
    }
}

/// The first position from `pos` on at which character data may not simply go on; white space that is no blank counts among these.
///
/// Looks at eight bytes at a time. Texts are a dozen bytes long, for which calling `memchr` costs more than it saves.
#[inline(always)]
fn special(bytes: &[u8], mut pos: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    // The high bit of each byte that is below a limit of at most 0x80. Bytes above the first such byte may have it wrongly.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word & HIGH;
    let is = |word: u64, byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    while let Some(chunk) = bytes.get(pos..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let controls = below(word, 0x20);
        let found = is(word, b'<') | is(word, b'&') | is(word, b']') | is(word, 0xEF) | controls;
        if found != 0 {
            return pos + found.trailing_zeros() as usize / 8;
        }
        pos += 8;
    }
    let rest = bytes.get(pos..).unwrap_or_default();
    pos + rest.iter().position(|&byte| class_of(byte) > PLAIN).unwrap_or(rest.len())
}

/// Whether U+FFFE or U+FFFF is at `pos`.
#[cold]
fn forbidden(bytes: &[u8], pos: usize) -> bool {
    matches!(bytes.get(pos..pos + 3), Some([0xEF, 0xBF, 0xBE | 0xBF]))
}

/// The name at `start`, and the position behind it.
#[inline(always)]
pub(super) fn name(text: &str, start: usize) -> Option<(Name<'_>, usize)> {
    let rest = text.as_bytes().get(start..)?;
    let mut length = rest.iter().position(|&byte| class_of(byte) > NAME).unwrap_or(rest.len());
    let end = rest.get(length).copied().unwrap_or_default();
    let mut local = 0;
    if class_of(*rest.first()?) != START || end == b':' || !end.is_ascii() {
        (length, local) = rare_name(text, start)?;
    }
    // With nothing before the colon, the name is as good as one without it.
    let colon = usize::from(local == 1);
    let qualified = text.get(start + colon..start + length)?;
    Some((Name { qualified, local: local - colon }, start + length))
}

/// The length of a name that has a colon or a character beyond ASCII, and where in it the local
/// part begins; two numbers, which come back in registers.
#[cold]
fn rare_name(text: &str, start: usize) -> Option<(usize, usize)> {
    let rest = text.get(start..)?;
    let length = rest.find(|c| c != ':' && !name_character(c)).unwrap_or(rest.len());
    let qualified = rest.get(..length)?;
    let (prefix, local) = qualified.split_once(':').unwrap_or(("", qualified));
    let valid = !local.contains(':')
        && local.starts_with(name_start)
        && (prefix.is_empty() || prefix.starts_with(name_start));
    valid.then_some((length, length - local.len()))
}

fn name_character(character: char) -> bool {
    xmlparser::XmlCharExt::is_xml_name(&character)
}

fn name_start(character: char) -> bool {
    xmlparser::XmlCharExt::is_xml_name_start(&character)
}

/// What stands at one place of a start tag, behind the element's name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Attribute<'a> {
    /// `>`, and the position behind it.
    Open(usize),
    /// `/>`, and the position behind it.
    Empty(usize),
    /// `name="value"`, references not yet replaced, and the position behind it.
    Pair { name: Name<'a>, value: &'a str, references: bool, end: usize },
}

#[inline]
pub(super) fn attribute(text: &str, start: usize) -> Result<Attribute<'_>, &'static str> {
    if text.as_bytes().get(start) == Some(&b'>') {
        return Ok(Attribute::Open(start + 1));
    }
    rare_attribute(text, start)
}

fn rare_attribute(text: &str, start: usize) -> Result<Attribute<'_>, &'static str> {
    let bytes = text.as_bytes();
    let pos = spaces(bytes, start);
    match bytes.get(pos) {
        None => return Err("the document ends inside a tag"),
        Some(b'>') => return Ok(Attribute::Open(pos + 1)),
        Some(b'/') if bytes.get(pos + 1) == Some(&b'>') => return Ok(Attribute::Empty(pos + 2)),
        Some(_) if pos == start => return Err("no space before an attribute"),
        Some(_) => {}
    }
    let (name, pos) = name(text, pos).ok_or("an attribute has no valid name")?;
    let pos = spaces(bytes, pos);
    if bytes.get(pos) != Some(&b'=') {
        return Err("an attribute has no value");
    }
    let pos = spaces(bytes, pos + 1);
    let quote = match bytes.get(pos) {
        Some(&quote @ (b'"' | b'\'')) => quote,
        _ => return Err("an attribute's value is not in quotes"),
    };
    let start = pos + 1;
    let mut end = start;
    let mut references = false;
    loop {
        match bytes.get(end) {
            Some(&byte) if byte == quote => break,
            None | Some(b'<') => return Err("an attribute's value does not end"),
            Some(&byte) => match class_of(byte) {
                FORBIDDEN => return Err("a character that XML forbids"),
                LEAD if forbidden(bytes, end) => return Err("a character that XML forbids"),
                class => {
                    references |= class == AMPERSAND;
                    end += 1;
                }
            },
        }
    }
    Ok(Attribute::Pair {
        name,
        value: text.get(start..end).unwrap_or_default(),
        references,
        end: end + 1,
    })
}

/// Whether two short texts are the same; names are a few bytes long, for which a call of `memcmp`
/// costs more than it does.
#[inline]
pub(super) fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    if let (Some(first), Some(other_first), Some(last), Some(other_last)) =
        (a.first_chunk::<8>(), b.first_chunk::<8>(), a.last_chunk::<8>(), b.last_chunk::<8>())
    {
        return first == other_first && last == other_last && (a.len() <= 16 || a == b);
    }
    a.iter().zip(b).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::{same, text};

    #[test]
    fn text_ends_where_it_should_wherever_it_stands() {
        // What comes before and behind it moves it through the words of eight bytes.
        for before in 0..20 {
            for behind in 0..10 {
                let around =
                    |what: &str| format!("{}{what}{}", "x".repeat(before), "\u{e9}".repeat(behind));
                let whole = |document: &str| Ok((document.len(), document.contains('&')));
                for plain in [
                    "",
                    "\t\r\n",
                    "]",
                    "]]",
                    ">",
                    "]>",
                    "\u{fffd}",
                    "\u{7f}",
                    "\u{80}",
                    "\u{ef}\u{bf}",
                    "&",
                    "a&b",
                ] {
                    let document = around(plain);
                    assert_eq!(text(&document, 0), whole(&document), "{document:?}");
                }
                for end in ["<", "<a>", "<&"] {
                    assert_eq!(text(&around(end), 0), Ok((before, false)));
                }
                assert_eq!(text(&around("&<"), 0), Ok((before + 1, true)));
                for fault in ["]]>", "\0", "\u{1f}", "\u{fffe}", "\u{ffff}", "\u{b}<", "]]]>"] {
                    assert!(text(&around(fault), 0).is_err(), "{fault:?}");
                }
            }
        }
    }

    #[test]
    fn the_same_texts_and_no_others() {
        let text = "abcdefghijklmnopqrstuvwxyz";
        for length in 0..=text.len() {
            let text = &text[..length];
            let copy = text.to_owned();
            assert!(same(text, &copy));
            assert!(!same(text, &format!("{text}a")));
            for changed in 0..length {
                let mut other = text.to_owned();
                other.replace_range(changed..=changed, "-");
                assert!(!same(text, &other), "{text} {other}");
            }
        }
    }
}
