//! Nothing a model says can break out of a doc comment, or make rustdoc complain: every
//! character that reaches the output passes [`neutral`], every piece of prose passes
//! [`escape_into`], and every address passes [`link_target`].
//!
//! The rules of escaping are those of CommonMark 0.31 (backslash escapes, delimiter runs, block
//! starts) plus the extensions rustdoc switches on: tables, strikethrough, footnotes, task lists
//! and smart punctuation. The lints answered are rustdoc's `broken_intra_doc_links`,
//! `private_intra_doc_links`, `invalid_html_tags`, `bare_urls`, `unescaped_backticks`,
//! `invalid_codeblock_attributes` and `redundant_explicit_links`, and rustc's
//! `text_direction_codepoint_in_comment`.

use crate::text::{is_invisible, longest_backticks};

/// Where a piece of prose will stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Between the brackets of a link.
    pub(super) link: bool,
    /// In a table cell.
    pub(super) cell: bool,
    /// In a heading.
    pub(super) heading: bool,
}

/// The character that stands for `c` in prose and code: itself, a space for white space of any
/// kind, or nothing for control characters, bidirectional controls and invisible characters.
///
/// The two joiners U+200C and U+200D stay: scripts and emoji need them.
pub(super) fn neutral(c: char) -> Option<char> {
    match c {
        ' '..='~' => Some(c),
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() || is_invisible(c) => None,
        _ => Some(c),
    }
}

/// Appends `text` as prose: what looks like markup is escaped, so that it reads as it stands.
///
/// `previous` and `next` are the characters around the piece, `None` at a space or a line's end.
pub(super) fn escape_into(
    out: &mut String,
    text: &str,
    mut previous: Option<char>,
    after: Option<char>,
    context: Context,
) {
    let harmless = |b: u8| b.is_ascii_alphanumeric() || b",.;:()'\"/= ".contains(&b);
    if text.bytes().all(harmless) {
        return out.push_str(text);
    }
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let tail = rest.as_str();
        let next = tail.chars().next().or(after);
        let escape = match c {
            '`' | '*' | '[' | '~' => true,
            ']' => context.link,
            '|' => context.cell,
            '#' => context.heading,
            '\\' => next.is_none_or(|n| n.is_ascii_punctuation()),
            '_' => !(is_word(previous) && is_word(next)),
            '<' => {
                next.is_some_and(|n| n.is_alphabetic() || matches!(n, '/' | '!' | '?'))
                    || starts_mail_address(tail, after)
            }
            '&' => starts_entity(tail),
            // Followed by a link it would make an image.
            '!' => tail.is_empty() && after == Some('['),
            // Smart punctuation would turn the dashes of `--option` into one.
            '-' => {
                !is_word(previous)
                    && previous != Some('-')
                    && tail.strip_prefix('-').is_some_and(|t| t.starts_with(char::is_alphanumeric))
            }
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
        previous = Some(c);
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether `tail`, which follows `<`, could go on as the address of a mail and `>`, which CommonMark makes a link (section 6.5).
fn starts_mail_address(tail: &str, after: Option<char>) -> bool {
    match tail.split_once('>') {
        Some((address, _)) => address.contains('@') && !address.contains(' '),
        None => after.is_some() && !tail.contains(' '),
    }
}

/// Whether `tail`, which follows an ampersand, would complete a character reference.
fn starts_entity(tail: &str) -> bool {
    let body = tail.strip_prefix('#').unwrap_or(tail);
    let end = body.char_indices().take(40).find(|(_, c)| !c.is_ascii_alphanumeric());
    matches!(end, Some((at, ';')) if at > 0)
}

/// Escapes a word at the start of a line, where it would open a list, a heading, a quotation, a
/// table or an underline. `None` when the word is harmless there.
pub(super) fn guard(word: &str) -> Option<String> {
    let first = word.chars().next()?;
    let all = |c: char| word.chars().all(|w| w == c);
    let opens = match first {
        '#' | '=' => all(first),
        '+' => word.len() == 1,
        '-' => word.len() == 1 || word.starts_with("--"),
        '>' | '|' => true,
        ':' => word.starts_with(":-"),
        '0'..='9' => {
            let digits = word.trim_end_matches(['.', ')']);
            if word.len() == digits.len() + 1 && digits.bytes().all(|b| b.is_ascii_digit()) {
                let delimiter = word.get(digits.len()..)?;
                return Some(format!("{digits}\\{delimiter}"));
            }
            false
        }
        _ => false,
    };
    opens.then(|| format!("\\{word}"))
}

/// Appends `text` as a code span. Where the text holds backticks the delimiters are longer.
pub(super) fn code_into(out: &mut String, text: &str, context: Context) {
    let longest = longest_backticks(text);
    let delimiter = if longest == 0 { 1 } else { longest + 1 };
    let padded = text.starts_with('`')
        || text.ends_with('`')
        || (text.starts_with(' ') && text.ends_with(' '));
    out.extend(std::iter::repeat_n('`', delimiter));
    if padded {
        out.push(' ');
    }
    for c in text.chars() {
        if c == '|' && context.cell {
            out.push('\\');
        }
        out.push(c);
    }
    if padded {
        out.push(' ');
    }
    out.extend(std::iter::repeat_n('`', delimiter));
}

/// What an address in text is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Address<'a> {
    /// One that can be followed.
    Link(&'a str),
    /// One with parts to fill in, or broken.
    Pattern(&'a str),
}

/// Splits text around the first `http://` or `https://` address in it.
pub(super) fn split_address(text: &str) -> Option<(&str, Address<'_>, &str)> {
    let start = text.match_indices("http").map(|(at, _)| at).find(|at| {
        let scheme = text.get(at + "http".len()..).unwrap_or_default();
        scheme.starts_with("://") || scheme.starts_with("s://")
    })?;
    let (before, from) = text.split_at_checked(start)?;
    let end = from
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,=%".contains(c)))
        .unwrap_or(from.len());
    let address = from.get(..end)?;
    let address = address.trim_end_matches(['.', ',', ':', '!', '?', '*', '$', '~', '_']);
    let after = from.get(address.len()..)?;
    if is_address(address) && !after.starts_with(['{', '<', '[', '$', '*', '(', '\\', '|']) {
        return Some((before, Address::Link(address), after));
    }
    let end = from.find([' ', '\n']).unwrap_or(from.len());
    let word = from.get(..end)?;
    let pattern = word.trim_end_matches(['.', ',', ';', ':', ')', '\'', '"', '`']);
    let (pattern, after) = from.split_at_checked(pattern.len())?;
    Some((before, Address::Pattern(pattern), after))
}

fn is_address(address: &str) -> bool {
    let Some((_, after)) = address.split_once("://") else {
        return false;
    };
    let host = after.split(['/', '?', '#']).next().unwrap_or_default();
    host.starts_with(|c: char| c.is_ascii_alphanumeric())
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'))
}

/// The target of a link as it can stand in the output, or `None` where the text must do without
/// it: relative addresses mean nothing on the page of a crate (rustdoc would take them for paths
/// of items), and schemes other than `http`, `https` and `mailto` are not followed.
pub(super) fn link_target(address: &str) -> Option<String> {
    let address: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let body = match scheme.as_str() {
        "http" | "https" => {
            rest.strip_prefix("//").filter(|b| b.starts_with(|c: char| c.is_alphanumeric()))?
        }
        "mailto" => rest.split('?').next().filter(|b| b.contains('@'))?,
        _ => return None,
    };
    let mut out = scheme;
    out.push_str(if out == "mailto" { ":" } else { "://" });
    for c in body.chars() {
        if c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c) {
            out.push(c);
        } else if neutral(c).is_some() {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push('%');
                for digit in [byte >> 4, byte & 15] {
                    out.extend(
                        char::from_digit(u32::from(digit), 16).map(|d| d.to_ascii_uppercase()),
                    );
                }
            }
        }
    }
    Some(out)
}

/// Appends a link's target between parentheses.
pub(super) fn target_into(out: &mut String, target: &str) {
    let mut rest = target.chars();
    while let Some(c) = rest.next() {
        if c == '&' && starts_entity(rest.as_str()) {
            out.push('\\');
        }
        out.push(c);
    }
}
