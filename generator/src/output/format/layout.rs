//! Breaks text into lines: Oppen's algorithm of 1980, "Prettyprinting", in the variant that
//! formatters of Rust use.
//!
//! What is written is words, places where a line may break, and boxes around both. A box that fits
//! on what is left of its line, up to the next break behind it, stands on that line. Otherwise its
//! breaks are line ends: all of them if the box is consistent, else those before what does not fit.

/// The width of a line.
const MARGIN: isize = 89;
/// What a line has room for, however deep it stands.
const LEAST: isize = 60;
/// Wider than any line.
const INFINITE: isize = 0xffff;
/// Spaces of one step.
pub(super) const INDENT: isize = 4;

/// A place where a line may end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Break {
    /// Spaces in place of a line end.
    pub(super) blank: isize,
    /// More indentation than that of the box.
    pub(super) offset: isize,
    /// Stands before the line end.
    pub(super) before: Option<char>,
    /// Stands behind the line end.
    pub(super) after: &'static str,
    /// Stands in place of a line end.
    pub(super) instead: Option<char>,
    /// Goes at the end of a box.
    pub(super) between: bool,
    /// Ends no line, but ends what has to fit.
    pub(super) never: bool,
}

#[derive(Clone, Copy, Debug)]
enum Op {
    /// That many bytes of the text.
    Word(usize),
    Break(Break),
    Begin {
        offset: isize,
        consistent: bool,
    },
    End,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    op: Op,
    size: isize,
}

/// A box whose contents are being written.
#[derive(Clone, Copy, Debug)]
enum Frame {
    Fits,
    Broken { indent: isize, consistent: bool },
}

/// Takes words, breaks and boxes, and gives lines.
#[derive(Debug)]
pub(super) struct Layout {
    out: String,
    /// The words of what is not written yet.
    text: String,
    entries: Vec<Entry>,
    /// The entries whose size is not known yet, which is less a total until it is.
    open: Vec<usize>,
    /// The size of everything since the entries began.
    total: isize,
    /// Whether the last break ends its line in any case, so that nothing before it can change.
    settled: bool,
    frames: Vec<Frame>,
    indent: isize,
    /// Room that is left on the line.
    space: isize,
    /// Spaces before the next word.
    pending: isize,
}

impl Layout {
    pub(super) fn new() -> Self {
        Self {
            out: String::new(),
            text: String::new(),
            entries: Vec::new(),
            open: Vec::new(),
            total: 0,
            settled: false,
            frames: Vec::new(),
            indent: 0,
            space: MARGIN,
            pending: 0,
        }
    }

    /// The lines.
    pub(super) fn finish(mut self) -> String {
        self.resolve();
        self.write();
        self.out
    }

    pub(super) fn word(&mut self, word: &str) {
        if self.settled {
            self.write();
        }
        self.text.push_str(word);
        let len = width(word);
        self.total += len;
        self.entries.push(Entry { op: Op::Word(word.len()), size: len });
    }

    /// A box that breaks everywhere or nowhere.
    pub(super) fn consistent(&mut self, offset: isize) {
        self.begin(offset, true);
    }

    /// A box that breaks where it has to.
    pub(super) fn inconsistent(&mut self, offset: isize) {
        self.begin(offset, false);
    }

    fn begin(&mut self, offset: isize, consistent: bool) {
        if self.settled {
            self.write();
        }
        self.open.push(self.entries.len());
        self.entries.push(Entry { op: Op::Begin { offset, consistent }, size: -self.total });
    }

    pub(super) fn end(&mut self) {
        if let [.., before, Entry { op: Op::Break(last), .. }] = self.entries.as_slice() {
            let (blank, empty) = (last.blank, matches!(before.op, Op::Begin { .. }));
            if empty || last.between {
                for _ in 0..(if empty { 2 } else { 1 }) {
                    self.entries.pop();
                    self.open.pop();
                }
                self.total -= blank;
                self.settled = false;
            }
            if empty {
                return;
            }
        }
        self.open.push(self.entries.len());
        self.entries.push(Entry { op: Op::End, size: 0 });
    }

    /// Ends a box that breaks if it is wider than that, whatever room there is.
    pub(super) fn end_within(&mut self, most: isize) {
        let mut depth = 1;
        for entry in self.open.iter().rev().filter_map(|at| self.entries.get(*at)) {
            match entry.op {
                Op::Begin { .. } => depth -= 1,
                Op::End => depth += 1,
                Op::Word(_) | Op::Break(_) => {}
            }
            if depth == 0 {
                if entry.size + self.total > most {
                    self.entries.push(Entry { op: Op::Word(0), size: INFINITE });
                    self.total += INFINITE;
                }
                break;
            }
        }
        self.end();
    }

    pub(super) fn break_as(&mut self, at: Break) {
        self.resolve();
        self.open.push(self.entries.len());
        self.entries.push(Entry { op: Op::Break(at), size: -self.total });
        self.total += at.blank;
        self.settled = at.blank >= INFINITE;
    }

    /// Nothing, or a line end.
    pub(super) fn zero_break(&mut self) {
        self.break_as(Break::default());
    }

    /// A space, or a line end.
    pub(super) fn space(&mut self) {
        self.break_as(Break { blank: 1, ..Break::default() });
    }

    pub(super) fn line_end(&mut self) {
        self.break_as(Break { blank: INFINITE, ..Break::default() });
    }

    /// A line end, unless nothing follows in the box.
    pub(super) fn line_end_between(&mut self) {
        self.break_as(Break { blank: INFINITE, between: true, ..Break::default() });
    }

    /// What comes before has to fit by itself.
    pub(super) fn never_break(&mut self) {
        self.break_as(Break { never: true, ..Break::default() });
    }

    /// A comma between the parts of a list; the last one has it where the list is broken.
    pub(super) fn comma(&mut self, last: bool) {
        self.comma_or(last, 0);
    }

    /// The same, with a space behind the last part where the list is not broken.
    pub(super) fn comma_or_space(&mut self, last: bool) {
        self.comma_or(last, 1);
    }

    fn comma_or(&mut self, last: bool, blank: isize) {
        if last {
            self.break_as(Break { blank, before: Some(','), ..Break::default() });
        } else {
            self.word(",");
            self.space();
        }
    }

    /// Moves the last break.
    pub(super) fn offset(&mut self, by: isize) {
        if let Some(Entry { op: Op::Break(last), .. }) = self.entries.last_mut() {
            last.offset += by;
        }
    }

    /// Gives the box or break that the next break ends its size, and what lies between.
    fn resolve(&mut self) {
        let mut depth = 0;
        while let Some(entry) = self.open.last().and_then(|at| self.entries.get_mut(*at)) {
            match entry.op {
                Op::Begin { .. } if depth == 0 => break,
                Op::Begin { .. } => {
                    entry.size += self.total;
                    depth -= 1;
                }
                Op::End => depth += 1,
                Op::Break(_) => {
                    entry.size += self.total;
                    if depth == 0 {
                        self.open.pop();
                        break;
                    }
                }
                Op::Word(_) => {}
            }
            self.open.pop();
        }
    }

    /// Writes all entries. Those without a size hold a line end.
    fn write(&mut self) {
        for at in self.open.drain(..) {
            if let Some(entry) = self.entries.get_mut(at) {
                entry.size = INFINITE;
            }
        }
        let (text, mut entries) =
            (std::mem::take(&mut self.text), std::mem::take(&mut self.entries));
        let mut rest = text.as_str();
        for entry in entries.drain(..) {
            match entry.op {
                Op::Word(len) => {
                    let (word, behind) = rest.split_at_checked(len).unwrap_or((rest, ""));
                    rest = behind;
                    self.write_word(word);
                }
                Op::Break(at) => self.write_break(at, entry.size),
                Op::Begin { offset, consistent } => {
                    if entry.size > self.space {
                        self.frames.push(Frame::Broken { indent: self.indent, consistent });
                        self.indent += offset;
                    } else {
                        self.frames.push(Frame::Fits);
                    }
                }
                Op::End => {
                    if let Some(Frame::Broken { indent, .. }) = self.frames.pop() {
                        self.indent = indent;
                    }
                }
            }
        }
        (self.text, self.entries) = (text, entries);
        self.text.clear();
        self.total = 0;
        self.settled = false;
    }

    fn write_break(&mut self, at: Break, size: isize) {
        let fits = match self.frames.last() {
            _ if at.never => true,
            Some(Frame::Fits) => true,
            Some(Frame::Broken { consistent: true, .. }) => false,
            Some(Frame::Broken { consistent: false, .. }) | None => size <= self.space,
        };
        if fits {
            self.pending += at.blank;
            self.space -= at.blank;
            if let Some(instead) = at.instead {
                self.out.push(instead);
                self.space -= 1;
            }
        } else {
            if let Some(before) = at.before {
                self.write_indent();
                self.out.push(before);
            }
            self.out.push('\n');
            self.pending = self.indent + at.offset;
            self.space = LEAST.max(MARGIN - self.pending);
            if !at.after.is_empty() {
                self.write_word(at.after);
            }
        }
    }

    fn write_word(&mut self, word: &str) {
        self.write_indent();
        self.out.push_str(word);
        self.space -= width(word);
    }

    fn write_indent(&mut self) {
        for _ in 0..std::mem::take(&mut self.pending) {
            self.out.push(' ');
        }
    }
}

/// Bytes, not characters: so prettyplease counts.
fn width(word: &str) -> isize {
    isize::try_from(word.len()).unwrap_or(isize::MAX / 4)
}
