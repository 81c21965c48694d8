//! Documentation of a model becomes Markdown that rustdoc shows as its author meant it and never
//! warns about: whatever the text holds, the result has no unknown HTML, no link that rustdoc would
//! resolve, no code it would compile, and no character that ends or disguises a comment. The result
//! depends on the text alone, and shows the same when it is converted again.
//!
//! The Smithy specification ([documentation trait]) has documentation as CommonMark, which may hold
//! HTML; AWS's models are nearly all HTML. Both are read into one stream of text, spans and blocks
//! and written in one canonical form:
//!
//! ```text
//! html (html5gum) ──┐
//!                   ├─▶ block ─▶ inline ─▶ compose ─▶ safety ─▶ Markdown
//! markdown (pulldown-cmark) ┘
//! ```
//!
//! [documentation trait]: https://smithy.io/2.0/spec/documentation-traits.html#documentation-trait

mod block;
mod compose;
mod html;
mod inline;
mod markdown;
#[cfg(any(test, fuzzing))]
pub(crate) mod rendered;
mod safety;
mod summary;
mod table;
#[cfg(test)]
mod tests;

pub use summary::summary;

use safety::Context;

/// Converts the value of a `documentation` trait to Markdown for rustdoc.
///
/// Paragraphs are wrapped at 92 columns, outside of links and code. Lines end in `\n`; there is
/// none at the end, and no white space before one. Any input is taken, malformed HTML included, in
/// time linear in its length.
///
/// ```
/// let markdown = tinsmith::docs::to_markdown(
///     "<p>The ID of the <i>subnet</i>.</p> <note> <p>Not <code>subnet-0</code>.</p> </note>",
/// );
/// assert_eq!(
///     markdown,
///     "The ID of the _subnet_.\n\n> **Note:** Not `subnet-0`."
/// );
/// ```
pub fn to_markdown(source: &str) -> String {
    let mut writer = block::Writer::default();
    if markdown::is_html(source) {
        html::Reader::new(source).read(source, &mut writer);
    } else {
        markdown::read(source, &mut writer);
    }
    writer.finish()
}

/// The first sentence of the value of a `documentation` trait, as Markdown: what such a trait may hold
/// as well. The first sentence of that is the same.
///
/// ```
/// let html = "<p>The ID of the <i>subnet</i>. Without one, the default counts.</p>";
/// assert_eq!(tinsmith::docs::first_sentence(html), "The ID of the _subnet_.");
/// ```
pub fn first_sentence(source: &str) -> String {
    let sentence = |text: &str| summary(&to_markdown(text)).to_owned();
    // What a paragraph begins, such as a block of code, is whole again after the second time.
    sentence(&sentence(source))
}

/// The lines of a doc comment: each as the text of one `#[doc = "…"]` attribute, which prints as
/// `/// …`. The space in front keeps the text from touching the slashes.
///
/// ```
/// let lines: Vec<_> = tinsmith::docs::lines("One.\n\nTwo.").collect();
/// assert_eq!(lines, [" One.", "", " Two."]);
/// ```
pub fn lines(markdown: &str) -> impl Iterator<Item = String> {
    markdown.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") })
}

/// Escapes plain text, such as a name from a model, for a place in a line of Markdown. White space
/// collapses, and addresses become links.
///
/// ```
/// assert_eq!(tinsmith::docs::escape("a[0] < *b"), r"a\[0] < \*b");
/// ```
pub fn escape(text: &str) -> String {
    let mut inline = inline::Inline::default();
    inline.text(text);
    inline.take_lines(usize::MAX, Context::default()).join(" ")
}

/// Writes plain text, such as a name or a value from a model, as a code span. Empty for text that
/// shows nothing.
///
/// ```
/// assert_eq!(tinsmith::docs::code("x`y"), "``x`y``");
/// ```
pub fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let text = neutral(text);
    if !text.trim().is_empty() {
        safety::code_into(&mut out, &text, Context::default());
    }
    out
}

/// Text without characters that Rust, or a terminal, would take for more than text.
fn neutral(text: &str) -> String {
    text.chars().filter_map(safety::neutral).collect()
}
