//! A run of inline content is text plus a style, never a tree: tags that are unclosed or cross
//! each other cannot produce unbalanced Markdown, and nesting costs no stack.
//!
//! White space collapses as it arrives, so a block never holds two spaces in a row.

use super::compose;
use super::safety::{self, Address, Context};

/// What holds for a run. Zero means "none" for the numbers, which tell neighbours apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) link: u32,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) strike: bool,
    pub(super) code: u32,
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
pub(super) struct Run {
    pub(super) text: String,
    pub(super) style: Style,
    /// Emphasis inside a word, which takes `*` where `_` would not do.
    pub(super) star: bool,
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
        let mut rest = text;
        while !rest.is_empty() {
            let plain = rest.bytes().take_while(u8::is_ascii_graphic).count();
            if let Some((word, after)) = rest.split_at_checked(plain)
                && plain > 0
            {
                self.last = word.chars().next_back();
                self.append(word);
                rest = after;
            }
            let mut chars = rest.chars();
            if let Some(c) = chars.next().and_then(safety::neutral)
                && !(c == ' ' && matches!(self.last, None | Some(' ' | '\n')))
            {
                self.push(c);
            }
            rest = chars.as_str();
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
        self.append(c.encode_utf8(&mut [0; 4]));
    }

    fn append(&mut self, text: &str) {
        match self.runs.last_mut() {
            Some(run) if run.style == self.style => run.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), style: self.style, star: false }),
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
        compose::lines(collected.runs, &collected.links, width, context)
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
                    out.push(Run { text, style, star: false });
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
