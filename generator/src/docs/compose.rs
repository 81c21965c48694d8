//! Lines written from runs are Markdown that reads back as those runs: delimiters always nest in one
//! order (link, strong, emphasis, strikethrough, code), and emphasis that CommonMark could not
//! recognise where it stands is dropped, its text kept.
//!
//! The rules of delimiter runs are those of CommonMark 0.31, section 6.2.

use super::inline::{Run, Style};
use super::safety::{self, Context};

/// Writes runs as lines of at most `width` characters where words allow: a line never ends inside a
/// link or code.
pub(super) fn lines(
    runs: Vec<Run>,
    links: &[String],
    width: usize,
    context: Context,
) -> Vec<String> {
    let mut runs = separate(runs);
    settle_all(&mut runs);
    let words = write(&join(runs), links, context);
    lay_out(&words, width, context)
}

/// The styles written with delimiter runs, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Strong,
    Emphasis,
    Strike,
}

impl Style {
    /// The style of the white space between two runs: what both share, outermost first. So white
    /// space never stands just inside a delimiter.
    fn shared(self, other: Self) -> Self {
        let mut shared = Self::default();
        if self.link != other.link {
            return shared;
        }
        shared.link = self.link;
        if self.strong != other.strong {
            return shared;
        }
        shared.strong = self.strong;
        if self.emphasis != other.emphasis {
            return shared;
        }
        shared.emphasis = self.emphasis;
        if self.strike != other.strike {
            return shared;
        }
        shared.strike = self.strike;
        if self.code == other.code {
            shared.code = self.code;
        }
        shared
    }

    fn get(self, level: Level) -> bool {
        match level {
            Level::Strong => self.strong,
            Level::Emphasis => self.emphasis,
            Level::Strike => self.strike,
        }
    }

    fn clear(&mut self, level: Level) {
        match level {
            Level::Strong => self.strong = false,
            Level::Emphasis => self.emphasis = false,
            Level::Strike => self.strike = false,
        }
    }

    /// Whether everything outside `level` is alike.
    fn same_outside(self, other: Self, level: Level) -> bool {
        self.link == other.link
            && (level == Level::Strong || self.strong == other.strong)
            && (level != Level::Strike || self.emphasis == other.emphasis)
    }

    /// Whether a delimiter or a backtick of something inside `level` starts or ends here.
    fn has_inside(self, level: Level) -> bool {
        self.code != 0
            || (level != Level::Strike && self.strike)
            || (level == Level::Strong && self.emphasis)
    }
}

/// Splits white space from text and gives it the style both sides share.
fn separate(runs: Vec<Run>) -> Vec<Run> {
    let mut pieces: Vec<(String, Option<Style>)> = Vec::new();
    for run in runs {
        for (i, line) in run.text.split('\n').enumerate() {
            if i > 0 {
                pieces.push(("\n".to_owned(), None));
            }
            let text = line.trim();
            if line.starts_with(' ') {
                pieces.push((" ".to_owned(), None));
            }
            if !text.is_empty() {
                pieces.push((text.to_owned(), Some(run.style)));
                if line.ends_with(' ') {
                    pieces.push((" ".to_owned(), None));
                }
            }
        }
    }
    let mut out: Vec<Run> = Vec::with_capacity(pieces.len());
    let mut gap: Option<String> = None;
    for (text, style) in pieces {
        let Some(style) = style else {
            // A line break swallows the spaces around it.
            if text == "\n" || gap.is_none() {
                gap = Some(text);
            }
            continue;
        };
        if let (Some(gap), Some(before)) = (gap.take(), out.last()) {
            let shared = if gap == "\n" { Style::default() } else { before.style.shared(style) };
            out.push(Run { text: gap, style: shared, star: false });
        }
        gap = None;
        out.push(Run { text, style, star: false });
    }
    join(out)
}

/// Merges neighbours of one style. Code next to code merges too: their backticks would run
/// together.
fn join(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for mut run in runs {
        if let Some(last) = out.last_mut() {
            if last.style.code != 0 && run.style.code != 0 {
                let code = run.style.code;
                run.style.code = last.style.code;
                if run.style != last.style {
                    run.style.code = code;
                }
            }
            let is_break = last.text == "\n" || run.text == "\n";
            if last.style == run.style && last.star == run.star && !is_break {
                last.text.push_str(&run.text);
                continue;
            }
        }
        out.push(run);
    }
    out
}

/// Clears emphasis until CommonMark would see all that is left: without the delimiters of one, those of its neighbours may no longer
/// be seen. Text that takes more rounds than any prose does is left without emphasis.
fn settle_all(runs: &mut [Run]) {
    const LEVELS: [Level; 3] = [Level::Strong, Level::Emphasis, Level::Strike];
    for _ in 0..16 {
        runs.iter_mut().for_each(|run| run.star = false);
        // Not `any`, which would leave levels out.
        if LEVELS.map(|level| settle(runs, level)) == [false; 3] {
            return;
        }
    }
    for run in runs {
        run.star = false;
        LEVELS.iter().for_each(|level| run.style.clear(*level));
    }
}

/// Clears the emphasis of `level` wherever CommonMark's flanking rules would not see it, and says whether there was any.
fn settle(runs: &mut [Run], level: Level) -> bool {
    let mut cleared = false;
    let mut start = 0;
    while let Some(first) = runs.get(start).map(|r| r.style) {
        let mut end = start + 1;
        if !first.get(level) {
            start = end;
            continue;
        }
        while runs
            .get(end)
            .is_some_and(|r| r.style.get(level) && r.style.same_outside(first, level))
        {
            end += 1;
        }
        let before = start.checked_sub(1).and_then(|i| runs.get(i));
        let after = runs.get(end);
        let last = runs.get(end - 1).map_or(first, |r| r.style);
        let first_char = runs.get(start).and_then(|r| r.text.chars().next());
        let last_char = runs.get(end - 1).and_then(|r| r.text.chars().next_back());
        let open = is_edge(before, first, level, |r| r.text.chars().next_back());
        let close = is_edge(after, last, level, |r| r.text.chars().next());
        let word = |c: Option<char>, style: Style| {
            !style.has_inside(level) && c.is_some_and(char::is_alphanumeric)
        };
        let recognised = (open || word(first_char, first)) && (close || word(last_char, last));
        let strong_around = [before, after]
            .into_iter()
            .flatten()
            .any(|r| r.style.strong != first.strong || r.style.link != first.link);
        let star = level == Level::Emphasis && recognised && !(open && close);
        let keep = recognised && !(star && strong_around);
        for run in runs.get_mut(start..end).unwrap_or_default() {
            if keep {
                run.star |= star;
            } else {
                run.style.clear(level);
                cleared = true;
            }
        }
        start = end;
    }
    cleared
}

/// Whether a delimiter of `level` next to `neighbour` has white space or punctuation there.
fn is_edge(
    neighbour: Option<&Run>,
    style: Style,
    level: Level,
    near: impl Fn(&Run) -> Option<char>,
) -> bool {
    neighbour.is_none_or(|run| {
        !run.style.same_outside(style, level)
            || run.style.has_inside(level)
            || near(run).is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation())
    })
}

/// The words of a block in one text; nothing breaks inside a word.
#[derive(Debug, Default)]
struct Words {
    text: String,
    /// Where each word ends, and whether a line break follows.
    ends: Vec<(usize, bool)>,
}

impl Words {
    fn end(&mut self, breaks: bool) {
        self.ends.push((self.text.len(), breaks));
    }
}

/// Writes the runs as words.
fn write(runs: &[Run], links: &[String], context: Context) -> Words {
    let mut words = Words::default();
    let mut open = (Style::default(), false);
    let target = |id: u32| {
        let index = usize::try_from(id).unwrap_or(0);
        links.get(index.wrapping_sub(1)).map_or("", String::as_str)
    };
    for (i, run) in runs.iter().enumerate() {
        let style = run.style;
        let after = runs.get(i + 1);
        switch(&mut words.text, open, (style, run.star), &target);
        open = (style, run.star);
        if run.text == "\n" {
            words.end(true);
            continue;
        }
        if style.code != 0 {
            safety::code_into(&mut words.text, &run.text, context);
            continue;
        }
        let before = i.checked_sub(1).and_then(|b| runs.get(b));
        let alone = before.is_none_or(|r| r.style.link != style.link)
            && after.is_none_or(|r| r.style.link != style.link);
        if style.link != 0 && alone && is_autolink(run, target(style.link)) {
            // The bracket that `switch` wrote becomes that of an autolink.
            words.text.pop();
            words.text.push('<');
            words.text.push_str(&run.text);
            words.text.push('>');
            open = (Style::default(), false);
            continue;
        }
        let context = Context { link: style.link != 0, ..context };
        let previous = before.and_then(|r| near_char(r, style, r.text.chars().next_back()));
        let next = after.and_then(|r| {
            if r.style.link != 0 && r.style.link != style.link {
                Some('[')
            } else {
                near_char(r, style, r.text.chars().next())
            }
        });
        let mut parts = run.text.split(' ').peekable();
        let mut first = true;
        while let Some(part) = parts.next() {
            if !first {
                if context.link {
                    words.text.push(' ');
                } else {
                    words.end(false);
                }
            }
            let previous = if first { previous } else { None };
            let next = if parts.peek().is_none() { next } else { None };
            safety::escape_into(&mut words.text, part, previous, next, context);
            first = false;
        }
    }
    switch(&mut words.text, open, (Style::default(), false), &target);
    words.end(false);
    words
}

/// The character that will stand next to a run: its neighbour's, or that of a delimiter.
fn near_char(neighbour: &Run, style: Style, c: Option<char>) -> Option<char> {
    if neighbour.text == " " || neighbour.text == "\n" {
        None
    } else if neighbour.style == style {
        c
    } else {
        Some('*')
    }
}

fn is_autolink(run: &Run, target: &str) -> bool {
    let style = Style { link: run.style.link, ..Style::default() };
    run.style == style
        && run.text == target
        && target.starts_with("http")
        && !target.contains([';', '\'', '|'])
}

/// Writes the delimiters between two styles: closes the inner ones first, opens the outer first.
fn switch<'a>(
    word: &mut String,
    (from, from_star): (Style, bool),
    (to, to_star): (Style, bool),
    target: &impl Fn(u32) -> &'a str,
) {
    let link = from.link != to.link;
    let strong = link || from.strong != to.strong;
    let emphasis = strong || from.emphasis != to.emphasis || from_star != to_star;
    let strike = emphasis || from.strike != to.strike;
    if strike && from.strike {
        word.push_str("~~");
    }
    if emphasis && from.emphasis {
        word.push(if from_star { '*' } else { '_' });
    }
    if strong && from.strong {
        word.push_str("**");
    }
    if link && from.link != 0 {
        word.push_str("](");
        safety::target_into(word, target(from.link));
        word.push(')');
    }
    if link && to.link != 0 {
        word.push('[');
    }
    if strong && to.strong {
        word.push_str("**");
    }
    if emphasis && to.emphasis {
        word.push(if to_star { '*' } else { '_' });
    }
    if strike && to.strike {
        word.push_str("~~");
    }
}

/// Fills lines with words. A word that would mean something at the start of a line is never
/// brought there by wrapping, and escaped where it has to stand there.
fn lay_out(words: &Words, width: usize, context: Context) -> Vec<String> {
    let one_line = context.cell || context.heading;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let (mut used, mut start, mut breaks) = (0, 0, false);
    for &(end, breaks_after) in &words.ends {
        let word = words.text.get(start..end).unwrap_or_default();
        start = end;
        let breaks_before = std::mem::replace(&mut breaks, breaks_after);
        if word.is_empty() {
            continue;
        }
        let guarded = safety::guard(word);
        let length = word.chars().count();
        let fits = one_line || used + 1 + length <= width || guarded.is_some();
        if !line.is_empty() && fits && (one_line || !breaks_before) {
            line.push(' ');
            line.push_str(word);
            used += 1 + length;
            continue;
        }
        if !line.is_empty() {
            if breaks_before {
                line.push('\\');
            }
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(guarded.as_deref().unwrap_or(word));
        used = length;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
