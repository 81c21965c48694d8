//! Blocks come out in canonical Markdown whatever order tags arrive in: one blank line between
//! blocks, `-` and `1.` for lists, `>` for quotations, fences for code, and never an indented
//! code block, which rustdoc would compile as an example.
//!
//! Lists and quotations, which hold blocks, are in `container`.

mod container;

pub(super) use self::container::Container;
use self::container::Open;
use super::inline::{Inline, Span};
use super::safety::{self, Context};
use super::table::Table;
use crate::text::longest_backticks;

/// Columns available to text. With indentation and `/// ` it stays within a line of 100.
const WIDTH: usize = 92;

/// What the next line starts with instead of the prefix: the markers of items just opened.
#[derive(Clone, Debug)]
struct Lead {
    text: String,
    tight: bool,
}

/// Turns a stream of text, spans and containers into Markdown.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    pub(super) inline: Inline,
    prefix: String,
    /// How much of the prefix has been in force since the last block.
    common: usize,
    lead: Option<Lead>,
    stack: Vec<Open>,
    counts: [usize; 3],
    depth: usize,
    emitted: usize,
    heading: Option<usize>,
    code: Option<(String, String)>,
    table: Option<Table>,
    /// Inside a term of a definition list, which is one line.
    term: bool,
    /// A label stands in the paragraph; the next one joins it.
    join: bool,
    /// The list just closed with nothing written since: `emitted`, prefix length, next number.
    closed: Option<(usize, usize, Option<u64>)>,
}

impl Writer {
    pub(super) fn in_code_block(&self) -> bool {
        self.code.is_some()
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        self.inline.text(text);
        self.join &= text.trim().is_empty();
    }

    pub(super) fn start_span(&mut self, span: Span) {
        if self.code.is_none() {
            self.inline.start(span);
        }
    }

    pub(super) fn end_span(&mut self, span: Span) {
        if self.code.is_none() {
            self.inline.end(span);
        }
    }

    /// A line break; two in a row end the paragraph.
    pub(super) fn line_break(&mut self) {
        if let Some((_, code)) = &mut self.code {
            code.push('\n');
        } else if self.table.is_some() || self.term || self.heading.is_some() {
            self.inline.text(" ");
        } else if self.inline.ends_in_break() {
            self.flush();
        } else {
            self.inline.line_break();
        }
    }

    /// The start of a paragraph or of any other block that has no form of its own.
    pub(super) fn start_block(&mut self) {
        if self.term {
            self.inline.text(" ");
        } else if !std::mem::take(&mut self.join) {
            self.flush();
        }
    }

    /// The end of a paragraph: spans left open end too.
    pub(super) fn end_block(&mut self) {
        if self.term || self.table.is_some() {
            self.inline.text(" ");
            return;
        }
        self.flush();
        if self.code.is_none() && !self.join {
            self.inline.clear();
        }
    }

    pub(super) fn start_heading(&mut self, level: usize) {
        self.flush();
        if self.table.is_none() && self.code.is_none() {
            self.heading = Some(level.clamp(1, 6));
        }
    }

    pub(super) fn end_heading(&mut self) {
        self.end_block();
        self.heading = None;
    }

    pub(super) fn rule(&mut self) {
        self.flush();
        if self.table.is_none() && self.code.is_none() {
            // Not `---`: in a list item that would make the whole line a rule.
            self.emit(["***".to_owned()]);
        }
    }

    /// Writes what was collected as a paragraph or heading.
    fn flush(&mut self) {
        if self.code.is_some() {
            return;
        }
        if self.table.is_some() {
            self.inline.text(" ");
            return;
        }
        if std::mem::take(&mut self.term) {
            self.inline.embolden();
        }
        if self.inline.is_empty() {
            return;
        }
        self.join = false;
        let heading = self.heading.take();
        let context = Context { heading: heading.is_some(), ..Context::default() };
        let width = WIDTH.saturating_sub(self.prefix.len());
        let mut lines = self.inline.take_lines(width, context);
        if let (Some(level), Some(line)) = (heading, lines.first_mut()) {
            *line = format!("{} {line}", "#".repeat(level));
        }
        if !lines.is_empty() {
            self.emit(lines);
        }
    }

    fn emit(&mut self, lines: impl IntoIterator<Item = String>) {
        let lead = self.lead.take();
        if !self.out.is_empty() {
            self.out.push('\n');
            if !lead.as_ref().is_some_and(|l| l.tight) {
                let blank = self.prefix.get(..self.common).unwrap_or_default();
                self.out.push_str(blank.trim_end());
                self.out.push('\n');
            }
        }
        let mut lead = lead.map(|l| l.text);
        for (i, line) in lines.into_iter().enumerate() {
            if i > 0 {
                self.out.push('\n');
            }
            let start = lead.take();
            self.out.push_str(start.as_ref().unwrap_or(&self.prefix));
            self.out.push_str(&line);
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        self.common = self.prefix.len();
        self.emitted += 1;
    }

    /// Opens a code block; `language` must be a plain word.
    pub(super) fn start_code_block(&mut self, language: &str) {
        self.flush();
        if self.table.is_some() {
            self.inline.start(Span::Code);
        } else if self.code.is_none() {
            self.code = Some((language.to_owned(), String::new()));
        }
    }

    pub(super) fn end_code_block(&mut self) {
        let Some((language, code)) = self.code.take() else {
            if self.table.is_some() {
                self.inline.end(Span::Code);
            }
            return;
        };
        let mut lines: Vec<String> = code.lines().map(code_line).collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        let blank = lines.iter().take_while(|l| l.is_empty()).count();
        lines.drain(..blank);
        if lines.is_empty() {
            return;
        }
        let longest = lines.iter().map(|l| longest_backticks(l)).max();
        let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
        lines.insert(0, format!("{fence}{language}"));
        lines.push(fence);
        self.emit(lines);
    }

    pub(super) fn start_table(&mut self) {
        self.flush();
        if self.code.is_none() {
            self.table.get_or_insert_default().open();
        }
    }

    pub(super) fn start_row(&mut self) {
        if let Some(table) = &mut self.table {
            table.row(&mut self.inline);
        } else {
            self.start_block();
        }
    }

    pub(super) fn start_header(&mut self) {
        self.start_row();
        if let Some(table) = &mut self.table {
            table.mark_header();
        }
    }

    pub(super) fn start_cell(&mut self, header: bool) {
        if let Some(table) = &mut self.table {
            table.cell(&mut self.inline, header);
        } else {
            self.start_block();
        }
    }

    pub(super) fn end_table(&mut self) {
        let done = match &mut self.table {
            Some(table) => table.close(&mut self.inline),
            None => false,
        };
        if done && let Some(table) = self.table.take() {
            self.inline.clear();
            let lines = table.lines();
            if !lines.is_empty() {
                self.emit(lines);
            }
        }
    }

    /// Closes all that is open and returns the Markdown.
    pub(super) fn finish(mut self) -> String {
        self.end_code_block();
        while self.table.is_some() {
            self.end_table();
        }
        self.flush();
        self.out
    }
}

/// A line of a code block: tabs become four spaces, and no white space ends it.
fn code_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\t' => out.push_str("    "),
            '\r' => {}
            _ => out.extend(safety::neutral(c)),
        }
    }
    out.truncate(out.trim_end().len());
    out
}
