//! A run of inline content is text plus a style, never a tree: tags that are unclosed or cross
//! each other cannot produce unbalanced Markdown, and nesting costs no stack.
//!
//! Output always nests in one order (link, strong, emphasis, strikethrough, code), and emphasis
//! that CommonMark could not recognise where it stands is dropped, its text kept.

use super::safety::{self, Address, Context};

/// What holds for a run. Zero means "none" for the numbers, which tell neighbours apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Style {
    link: u32,
    strong: bool,
    emphasis: bool,
    strike: bool,
    code: u32,
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

/// The styles written with delimiter runs, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Strong,
    Emphasis,
    Strike,
}

/// What a tag or a Markdown span switches on and off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    Strong,
    Emphasis,
    Strike,
    Code,
}

#[derive(Clone, Debug)]
struct Run {
    text: String,
    style: Style,
    /// Emphasis inside a word, which takes `*` where `_` would not do.
    star: bool,
}

/// The inline content of one block, as it is collected.
#[derive(Debug, Default)]
pub(super) struct Inline {
    runs: Vec<Run>,
    links: Vec<String>,
    style: Style,
    strong: u32,
    emphasis: u32,
    strike: u32,
    code: u32,
    /// Spans opened inside code, which cannot show them: their ends must not end others.
    inside_code: u32,
    codes: u32,
    last: Option<char>,
}

impl Inline {
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    pub(super) fn in_code(&self) -> bool {
        self.code > 0
    }

    /// Forgets text and open spans, as at the start of a block.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Appends text; white space collapses as in HTML.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            let Some(c) = safety::neutral(c) else {
                continue;
            };
            if c == ' ' && matches!(self.last, None | Some(' ' | '\n')) {
                continue;
            }
            self.push(c);
        }
    }

    /// Appends a line break.
    pub(super) fn line_break(&mut self) {
        if self.code > 0 {
            self.text(" ");
        } else if self.last.is_some() {
            self.push('\n');
        }
    }

    /// Whether the last thing appended is a line break.
    pub(super) fn ends_in_break(&self) -> bool {
        self.last == Some('\n')
    }

    fn push(&mut self, c: char) {
        self.last = Some(c);
        match self.runs.last_mut() {
            Some(run) if run.style == self.style => run.text.push(c),
            _ => self.runs.push(Run {
                text: c.to_string(),
                style: self.style,
                star: false,
            }),
        }
    }

    pub(super) fn start(&mut self, span: Span) {
        if span == Span::Code {
            self.code += 1;
            if self.code == 1 {
                self.codes += 1;
            }
        } else if self.code > 0 {
            self.inside_code += 1;
        } else {
            *self.depth(span) += 1;
        }
        self.restyle();
    }

    pub(super) fn end(&mut self, span: Span) {
        if span == Span::Code {
            self.code = self.code.saturating_sub(1);
            if self.code == 0 {
                self.inside_code = 0;
            }
        } else if self.inside_code > 0 {
            self.inside_code -= 1;
        } else {
            let depth = self.depth(span);
            *depth = depth.saturating_sub(1);
        }
        self.restyle();
    }

    fn depth(&mut self, span: Span) -> &mut u32 {
        match span {
            Span::Strong => &mut self.strong,
            Span::Emphasis => &mut self.emphasis,
            Span::Strike => &mut self.strike,
            Span::Code => &mut self.code,
        }
    }

    fn restyle(&mut self) {
        self.style.strong = self.strong > 0;
        self.style.emphasis = self.emphasis > 0;
        self.style.strike = self.strike > 0;
        self.style.code = if self.code > 0 { self.codes } else { 0 };
    }

    /// Starts a link; an address that cannot stand in the output leaves plain text.
    pub(super) fn start_link(&mut self, address: &str) {
        self.style.link = 0;
        if let Some(target) = safety::link_target(address) {
            self.links.push(target);
            self.style.link = u32::try_from(self.links.len()).unwrap_or(0);
        }
    }

    pub(super) fn end_link(&mut self) {
        self.style.link = 0;
    }

    /// Ends all that is open.
    pub(super) fn end_all(&mut self) {
        self.style = Style::default();
        (self.strong, self.emphasis, self.strike) = (0, 0, 0);
        (self.code, self.inside_code) = (0, 0);
    }

    /// Makes all that was collected bold, code and links excepted.
    pub(super) fn embolden(&mut self) {
        for run in &mut self.runs {
            run.style.strong = run.style.code == 0 && run.style.link == 0;
        }
    }

    /// Whether the text collected ends in `c`, white space aside.
    pub(super) fn ends_with(&self, c: char) -> bool {
        let mut chars = self.runs.iter().rev().flat_map(|r| r.text.chars().rev());
        chars.find(|c| *c != ' ') == Some(c)
    }

    /// Drops white space at the end, so that something can be appended to the last word.
    pub(super) fn trim_end(&mut self) {
        while let Some(run) = self.runs.last_mut() {
            run.text.truncate(run.text.trim_end().len());
            if !run.text.is_empty() {
                break;
            }
            self.runs.pop();
        }
        self.last = self.runs.last().and_then(|r| r.text.chars().next_back());
    }

    /// Takes the content out as lines of Markdown of at most `width` characters where words allow
    /// (never inside a link or code), and leaves this empty.
    pub(super) fn take_lines(&mut self, width: usize, context: Context) -> Vec<String> {
        let mut collected = std::mem::take(self);
        collected.link_addresses();
        let mut runs = separate(collected.runs);
        for level in [Level::Strong, Level::Emphasis, Level::Strike] {
            settle(&mut runs, level);
        }
        let words = write(&join(runs), &collected.links, context);
        lay_out(words, width, context)
    }

    /// Makes a link of every address that stands bare in the text, or code where it is a pattern
    /// (`https://{id}.example.com`): rustdoc's `bare_urls` wants either.
    fn link_addresses(&mut self) {
        let is_bare = |r: &Run| {
            r.style.link == 0
                && r.style.code == 0
                && (r.text.contains("http://") || r.text.contains("https://"))
        };
        if !self.runs.iter().any(is_bare) {
            return;
        }
        let mut out = Vec::with_capacity(self.runs.len() + 2);
        for run in std::mem::take(&mut self.runs) {
            if !is_bare(&run) {
                out.push(run);
                continue;
            }
            let mut add = |text: &str, style| {
                if !text.is_empty() {
                    let text = text.to_owned();
                    out.push(Run {
                        text,
                        style,
                        star: false,
                    });
                }
            };
            let mut rest = run.text.as_str();
            while let Some((before, address, after)) = safety::split_address(rest) {
                add(before, run.style);
                let mut style = run.style;
                match address {
                    Address::Link(address) => {
                        self.links.push(address.to_owned());
                        style.link = u32::try_from(self.links.len()).unwrap_or(0);
                        add(address, style);
                    }
                    Address::Pattern(pattern) => {
                        self.codes += 1;
                        style.code = self.codes;
                        add(pattern, style);
                    }
                }
                rest = after;
            }
            add(rest, run.style);
        }
        self.runs = out;
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
            let shared = if gap == "\n" {
                Style::default()
            } else {
                before.style.shared(style)
            };
            out.push(Run {
                text: gap,
                style: shared,
                star: false,
            });
        }
        gap = None;
        out.push(Run {
            text,
            style,
            star: false,
        });
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

/// Clears the emphasis of `level` wherever CommonMark's flanking rules would not see it.
fn settle(runs: &mut [Run], level: Level) {
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
        let recognised =
            (open || word(first_char, first)) && (close || word(last_char, last));
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
            }
        }
        start = end;
    }
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

/// One unbreakable word; `breaks` when a line break stands before it.
#[derive(Debug, Default)]
struct Word {
    text: String,
    breaks: bool,
}

/// Writes the runs as words.
fn write(runs: &[Run], links: &[String], context: Context) -> Vec<Word> {
    let mut words = vec![Word::default()];
    let mut word = String::new();
    let mut open = (Style::default(), false);
    let end_word = |word: &mut String, words: &mut Vec<Word>, breaks: bool| {
        if let Some(last) = words.last_mut() {
            last.text = std::mem::take(word);
        }
        words.push(Word {
            text: String::new(),
            breaks,
        });
    };
    let target = |id: u32| {
        let index = usize::try_from(id).unwrap_or(0);
        links.get(index.wrapping_sub(1)).map_or("", String::as_str)
    };
    for (i, run) in runs.iter().enumerate() {
        let style = run.style;
        let after = runs.get(i + 1);
        switch(&mut word, open, (style, run.star), &target);
        open = (style, run.star);
        if run.text == "\n" {
            end_word(&mut word, &mut words, true);
            continue;
        }
        if style.code != 0 {
            safety::code_into(&mut word, &run.text, context);
            continue;
        }
        let before = i.checked_sub(1).and_then(|b| runs.get(b));
        let alone = before.is_none_or(|r| r.style.link != style.link)
            && after.is_none_or(|r| r.style.link != style.link);
        if style.link != 0 && alone && is_autolink(run, target(style.link)) {
            // The bracket that `switch` wrote becomes that of an autolink.
            word.pop();
            word.push('<');
            word.push_str(&run.text);
            word.push('>');
            open = (Style::default(), false);
            continue;
        }
        let context = Context {
            link: style.link != 0,
            ..context
        };
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
                    word.push(' ');
                } else {
                    end_word(&mut word, &mut words, false);
                }
            }
            let previous = if first { previous } else { None };
            let next = if parts.peek().is_none() { next } else { None };
            safety::escape_into(&mut word, part, previous, next, context);
            first = false;
        }
    }
    switch(&mut word, open, (Style::default(), false), &target);
    if let Some(last) = words.last_mut() {
        last.text = word;
    }
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
    let style = Style {
        link: run.style.link,
        ..Style::default()
    };
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
fn lay_out(words: Vec<Word>, width: usize, context: Context) -> Vec<String> {
    let one_line = context.cell || context.heading;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in words {
        if word.text.is_empty() {
            continue;
        }
        let guarded = safety::guard(&word.text);
        let length = word.text.chars().count();
        let fits = one_line || used + 1 + length <= width || guarded.is_some();
        if !line.is_empty() && fits && (one_line || !word.breaks) {
            line.push(' ');
            line.push_str(&word.text);
            used += 1 + length;
            continue;
        }
        if !line.is_empty() {
            if word.breaks {
                line.push('\\');
            }
            lines.push(std::mem::take(&mut line));
        }
        line = guarded.unwrap_or(word.text);
        used = length;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
