//! A table keeps at most [`MAX_COLUMNS`] columns and each cell is one line, so its size is linear
//! in the input; what does not fit stands in the last cell.

use super::inline::Inline;
use super::safety::Context;

const MAX_COLUMNS: usize = 24;

/// A table being read. Tables inside tables become text of their cell.
#[derive(Debug, Default)]
pub(super) struct Table {
    depth: usize,
    rows: Vec<Vec<String>>,
    in_cell: bool,
    header: bool,
}

impl Table {
    pub(super) fn open(&mut self) {
        self.depth += 1;
    }

    /// Ends one level; true when it was the outermost.
    pub(super) fn close(&mut self, inline: &mut Inline) -> bool {
        self.depth = self.depth.saturating_sub(1);
        if self.depth > 0 {
            inline.text(" ");
            return false;
        }
        self.end_cell(inline);
        true
    }

    pub(super) fn row(&mut self, inline: &mut Inline) {
        if self.depth > 1 {
            inline.text(" ");
            return;
        }
        self.end_cell(inline);
        self.rows.push(Vec::new());
    }

    /// Says that the row just started is the header.
    pub(super) fn mark_header(&mut self) {
        self.header |= self.rows.len() <= 1;
    }

    pub(super) fn cell(&mut self, inline: &mut Inline, header: bool) {
        if self.depth > 1 {
            inline.text(" ");
            return;
        }
        self.end_cell(inline);
        self.in_cell = true;
        if header {
            self.mark_header();
        }
    }

    fn end_cell(&mut self, inline: &mut Inline) {
        if !self.in_cell && inline.is_empty() {
            return;
        }
        let context = Context { cell: true, ..Context::default() };
        let text = inline.take_lines(usize::MAX, context).join(" ");
        if !self.in_cell && text.is_empty() {
            return;
        }
        self.in_cell = false;
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        match row.get_mut(MAX_COLUMNS - 1) {
            Some(last) => {
                last.push(' ');
                last.push_str(&text);
            }
            None => row.push(text),
        }
    }

    /// The table as Markdown. A table without a header row gets an empty one, as Markdown has no
    /// tables without.
    pub(super) fn lines(mut self) -> Vec<String> {
        self.rows.retain(|r| !r.is_empty());
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        if self.rows.iter().flatten().all(String::is_empty) {
            return Vec::new();
        }
        let header = if self.header { self.rows.remove(0) } else { Vec::new() };
        let mut lines = vec![line(&header, columns), line(&vec!["---"; columns], columns)];
        lines.extend(self.rows.iter().map(|r| line(r, columns)));
        lines
    }
}

fn line<S: AsRef<str>>(cells: &[S], columns: usize) -> String {
    let mut out = String::from("|");
    for i in 0..columns {
        out.push(' ');
        out.push_str(cells.get(i).map_or("", AsRef::as_ref));
        out.push_str(" |");
    }
    out
}
