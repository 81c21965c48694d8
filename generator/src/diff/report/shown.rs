//! Text of models, made fit to be shown: a terminal, a log or a reader takes it for nothing but text.

use crate::text::{is_invisible, shorten};

/// Text of a model in one line, without what a terminal would obey or nobody could see.
pub(super) fn line(text: &str) -> String {
    shown(text, |_| false)
}

/// The same for text of several lines.
pub(super) fn block(text: &str) -> String {
    shown(text, |c| c == '\n')
}

/// Lines of which none is a command of GitHub Actions, which looks for these in all that a step prints:
/// two colons where a line starts, blanks before these or not, and `##[` anywhere, the older form.
pub(super) fn no_commands(text: &str) -> String {
    let line = |line: &str| {
        let (blanks, rest) = line.split_at(line.len() - line.trim_start().len());
        match rest.strip_prefix("::") {
            Some(rest) => format!("{blanks}{}:{rest}", ':'.escape_unicode()),
            None => line.to_owned(),
        }
    };
    let lines: String = text.split_inclusive('\n').map(line).collect();
    lines.replace("##[", &format!("#{}[", '#'.escape_unicode()))
}

fn shown(text: &str, stays: impl Fn(char) -> bool) -> String {
    let text = shorten(text.to_owned());
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}');
        if hidden && !stays(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}
