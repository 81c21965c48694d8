//! Blocks come out in canonical Markdown whatever order tags arrive in: one blank line between
//! blocks, `-` and `1.` for lists, `>` for quotations, fences for code, and never an indented
//! code block, which rustdoc would compile as an example.
//!
//! Containers are a flat list of open entries. Beyond [`MAX_DEPTH`] levels they no longer indent,
//! so output stays linear in the input however deep the nesting.

use super::inline::{Inline, Span};
use super::safety::{self, Context};
use super::table::Table;

/// Columns available to text. With indentation and `/// ` it stays within a line of 100.
const WIDTH: usize = 92;
/// How many lists and quotations deep the output goes.
const MAX_DEPTH: usize = 8;

/// A container of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    List,
    Item,
    Quote,
}

#[derive(Debug)]
struct Open {
    container: Container,
    /// Whether it indents its content; false beyond the depth limit.
    indents: bool,
    /// The length of the prefix outside.
    outside: usize,
    /// The value of `Writer::emitted` when it was opened.
    since: usize,
    /// For lists: the number of the next item, or none for bullets.
    number: Option<u64>,
    /// For lists: the value of `emitted` after the latest item, be it in the list just before.
    begun: Option<usize>,
    /// For lists: the value of `since` of the item it is directly in.
    item: Option<usize>,
    /// The lead outside, to return to when nothing was written.
    lead: Option<Lead>,
}

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

    /// Opens a list, numbered from `number` or bulleted.
    pub(super) fn start_list(&mut self, number: Option<u64>) {
        self.flush();
        if self.table.is_some() || self.code.is_some() {
            return;
        }
        let (mut number, mut begun) = (number, None);
        if let Some((emitted, prefix, next)) = self.closed.take()
            && emitted == self.emitted
            && prefix == self.prefix.len()
            && next.is_some() == number.is_some()
        {
            // In Markdown the two would be one list anyway.
            number = next;
            begun = Some(emitted);
        }
        self.push(Container::List, "", number, begun);
    }

    /// Opens an item, and a list around it where there is none.
    pub(super) fn start_item(&mut self) {
        self.flush();
        if self.table.is_some() || self.code.is_some() {
            return;
        }
        if self.count(Container::List) == 0 {
            self.start_list(None);
        }
        while self.stack.last().is_some_and(|o| o.container != Container::List) {
            self.pop();
        }
        let Some(list) = self.stack.last() else {
            return;
        };
        let (number, begun) = (list.number, list.begun);
        let follows_text =
            list.item.is_some_and(|since| self.emitted > since) && number.is_none_or(|n| n == 1);
        let tight = begun == Some(self.emitted) || follows_text;
        let marker = number.map_or_else(|| "- ".to_owned(), |n| format!("{n}. "));
        let outside = self.lead.clone();
        if self.depth < MAX_DEPTH {
            match &mut self.lead {
                Some(lead) => lead.text.push_str(&marker),
                None => {
                    self.lead = Some(Lead { text: format!("{}{marker}", self.prefix), tight });
                }
            }
        }
        self.push(Container::Item, &" ".repeat(marker.len()), None, None);
        if let Some(item) = self.stack.last_mut() {
            item.lead = outside;
        }
    }

    /// Opens a quotation, with a bold label where it is a note of some kind.
    pub(super) fn start_quote(&mut self, label: Option<&str>) {
        self.flush();
        if self.table.is_some() || self.code.is_some() {
            return;
        }
        let outside = self.lead.clone();
        if self.depth < MAX_DEPTH
            && let Some(lead) = &mut self.lead
        {
            lead.text.push_str("> ");
        }
        self.push(Container::Quote, "> ", None, None);
        if let Some(quote) = self.stack.last_mut() {
            quote.lead = outside;
        }
        if let Some(label) = label {
            self.inline.clear();
            self.inline.start(Span::Strong);
            self.inline.text(label);
            self.inline.text(":");
            self.inline.end(Span::Strong);
            self.inline.text(" ");
            self.join = true;
        }
    }

    /// Ends the innermost container of a kind, and all inside it. Without one it does nothing.
    pub(super) fn end(&mut self, container: Container) {
        if self.code.is_some() || self.table.is_some() {
            return self.flush();
        }
        if self.join && container == Container::Quote {
            // A note without a text.
            self.inline.clear();
            self.join = false;
        }
        self.flush();
        self.inline.clear();
        if self.count(container) == 0 {
            return;
        }
        while self.pop().is_some_and(|popped| popped != container) {}
    }

    /// Starts the term of a definition: an item of its own, in bold.
    pub(super) fn start_term(&mut self) {
        self.start_item();
        self.term = self.table.is_none() && self.code.is_none();
    }

    /// Starts the text of a definition, on the line of its term.
    pub(super) fn start_definition(&mut self) {
        if std::mem::take(&mut self.term) && !self.inline.is_empty() {
            self.inline.trim_end();
            let colon = !self.inline.ends_with(':');
            self.inline.embolden();
            self.inline.end_all();
            self.inline.text(if colon { ": " } else { " " });
            self.join = true;
        } else {
            self.start_item();
        }
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
        let longest = lines.iter().map(|l| safety::longest_backticks(l)).max();
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

    fn push(
        &mut self,
        container: Container,
        inside: &str,
        number: Option<u64>,
        begun: Option<usize>,
    ) {
        let indents = container != Container::List && self.depth < MAX_DEPTH;
        let item = self.stack.last().and_then(|o| match o.container {
            Container::List => o.item,
            Container::Item => o.indents.then_some(o.since),
            Container::Quote => None,
        });
        self.stack.push(Open {
            container,
            item,
            indents,
            outside: self.prefix.len(),
            since: self.emitted,
            number,
            begun,
            lead: None,
        });
        if let Some(count) = self.counts.get_mut(container as usize) {
            *count += 1;
        }
        if indents {
            self.depth += 1;
            self.prefix.push_str(inside);
        }
    }

    fn pop(&mut self) -> Option<Container> {
        let open = self.stack.pop()?;
        if let Some(count) = self.counts.get_mut(open.container as usize) {
            *count -= 1;
        }
        if open.indents {
            self.depth -= 1;
            self.prefix.truncate(open.outside);
            self.common = self.common.min(open.outside);
        }
        let written = self.emitted > open.since;
        match open.container {
            Container::List if open.begun == Some(self.emitted) => {
                self.closed = Some((self.emitted, self.prefix.len(), open.number));
            }
            Container::List => {}
            Container::Item | Container::Quote => {
                if !written {
                    self.lead = open.lead;
                } else if open.container == Container::Item
                    && let Some(list) = self.stack.last_mut()
                {
                    list.begun = Some(self.emitted);
                    list.number = list.number.map(|n| n.saturating_add(1));
                }
            }
        }
        Some(open.container)
    }

    fn count(&self, container: Container) -> usize {
        self.counts.get(container as usize).copied().unwrap_or(0)
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
