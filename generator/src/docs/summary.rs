//! A summary is a prefix of the Markdown it is taken from, and ends outside of any code span, link
//! or emphasis, so it stands on its own.

/// The first sentence of `markdown`, which must come from [`to_markdown`](super::to_markdown); the
/// whole first paragraph where no sentence ends in it.
///
/// A full stop ends a sentence when white space and then no small letter follow, and the word before
/// it is no common abbreviation. Wrapped lines stay wrapped.
///
/// ```
/// let markdown = "The ID, e.g. `a. b`. See [More. Here](https://example.com/).";
/// assert_eq!(tinsmith::docs::summary(markdown), "The ID, e.g. `a. b`.");
/// ```
pub fn summary(markdown: &str) -> &str {
    let paragraph = markdown.split("\n\n").next().unwrap_or_default();
    let end = sentence_end(paragraph).unwrap_or(paragraph.len());
    paragraph.get(..end).unwrap_or(paragraph).trim_end()
}

/// The delimiters that are open at a point of the text.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    link: bool,
    strong: bool,
    star: bool,
    underscore: bool,
}

impl Open {
    fn stars(&mut self, run: usize) {
        self.strong ^= run >= 2;
        self.star ^= run % 2 == 1;
    }

    fn any(self) -> bool {
        self.link || self.strong || self.star || self.underscore
    }
}

fn sentence_end(text: &str) -> Option<usize> {
    let mut open = Open::default();
    let mut at = 0;
    let mut previous = ' ';
    while let Some(c) = text.get(at..)?.chars().next() {
        let after = at + c.len_utf8();
        let rest = text.get(after..)?;
        let run = 1 + rest.len() - rest.trim_start_matches(c).len();
        at = match c {
            '\\' => after + rest.chars().next().map_or(0, char::len_utf8),
            '`' => {
                let ticks = text.get(at..at + run)?;
                end_of(text, at + run, ticks)?
            }
            '<' => match rest.find(['>', ' ', '\n']) {
                Some(end) if rest.get(end..)?.starts_with('>') => after + end,
                _ => after,
            },
            '[' => {
                open.link = true;
                after
            }
            ']' if open.link => {
                open.link = false;
                end_of(text, after, ")")?
            }
            '*' => {
                open.stars(run);
                at + run
            }
            '_' if !(previous.is_alphanumeric() && rest.starts_with(char::is_alphanumeric)) => {
                open.underscore ^= true;
                after
            }
            '.' | '!' | '?' => {
                let word = text.get(..at)?;
                if !(c == '.' && is_abbreviation(word))
                    && let Some(closing) = closing(rest, open)
                {
                    return Some(after + closing);
                }
                after
            }
            _ => after,
        };
        previous = c;
    }
    None
}

/// The byte after the next `end` from byte `from` on.
fn end_of(text: &str, from: usize, end: &str) -> Option<usize> {
    Some(from + text.get(from..)?.find(end)? + end.len())
}

/// The length of what still belongs to a sentence after its full stop (quotation marks, brackets,
/// delimiters), or `None` where the text goes on or something stays open.
fn closing(rest: &str, mut open: Open) -> Option<usize> {
    let tail = rest.trim_start_matches(['*', '_', ')', '"', '”', '\'']);
    let length = rest.len() - tail.len();
    let delimiters = rest.get(..length)?;
    open.stars(delimiters.bytes().filter(|b| *b == b'*').count());
    open.underscore ^= delimiters.contains('_');
    let next = tail.trim_start();
    let ends = next.is_empty() || next.len() < tail.len();
    (ends && !open.any() && !next.starts_with(char::is_lowercase)).then_some(length)
}

/// Whether `text`, which a full stop follows, ends in a common abbreviation.
fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit([' ', '\n', '(']).next().unwrap_or_default();
    matches!(word, "e.g" | "i.e" | "eg" | "ie" | "vs" | "cf" | "approx" | "No" | "Fig" | "incl")
}
