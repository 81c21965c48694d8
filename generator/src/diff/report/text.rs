//! The report for a terminal: findings by what they may do, the worst first, and one line that sums up.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::grade::Grade;
use super::{Compared, Review, shown, words};
use crate::diff::Finding;

/// How a [`text`] is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Show {
    /// With the escape sequences that terminals take for colours.
    pub colour: bool,
    /// Every operation and item, and all that is known of findings that no program can tell.
    pub all: bool,
}

impl Show {
    /// How much of a list is shown.
    fn most(self) -> usize {
        if self.all { usize::MAX } else { 5 }
    }

    fn paint(self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// The report as lines of text, with a line break at the end.
pub fn text(review: &Review<'_>, show: Show) -> String {
    let mut parts: Vec<String> =
        review.comparisons.iter().map(|compared| one(review, compared, show)).collect();
    let unused: String =
        review.unused().map(|approval| format!("note: {}\n", words::unused(approval))).collect();
    if !unused.is_empty() {
        parts.push(unused);
    }
    shown::no_commands(&parts.join("\n"))
}

fn one(review: &Review<'_>, compared: &Compared, show: Show) -> String {
    let mut out = String::new();
    let strong = Style::new().bold();
    let _ = writeln!(out, "{}\n", show.paint(strong, &words::heading(compared)));
    for (grade, findings) in compared.by_grade() {
        let _ = writeln!(out, "{}\n", show.paint(colour(grade).bold(), grade.title()));
        for finding in findings {
            let brief = grade == Grade::Unseen && !show.all && !review.fails(finding);
            lines(review, finding, show, brief, &mut out);
            out.push('\n');
        }
    }
    let _ = writeln!(out, "{}", show.paint(strong, &words::summary(review, compared)));
    out
}

fn colour(grade: Grade) -> Style {
    match grade {
        Grade::Breaking => AnsiColor::Red.on_default(),
        Grade::Noticeable => AnsiColor::Yellow.on_default(),
        Grade::Addition => AnsiColor::Green.on_default(),
        Grade::Unseen => Style::new(),
    }
}

/// Writing to a string can not fail, so the results are let go.
fn lines(review: &Review<'_>, finding: &Finding, show: Show, brief: bool, out: &mut String) {
    let _ = writeln!(out, "  {}", show.paint(Style::new().bold(), &shown::line(&finding.message)));
    let _ = writeln!(out, "    {}", words::identity(finding));
    if let Some(approval) = review.approval(finding) {
        let _ = writeln!(out, "    approved: {}", shown::line(&approval.reason));
    }
    if brief {
        return;
    }
    let verdicts = show.paint(colour(Grade::of(finding)), &words::verdicts(finding));
    let fails = if review.fails(finding) { "; fails" } else { "" };
    let _ = writeln!(out, "    {verdicts}{fails}");
    if let Some(reach) = words::reach(finding, show.most()) {
        let _ = writeln!(out, "    {reach}");
    }
    let (removed, added) = (AnsiColor::Red.on_default(), AnsiColor::Green.on_default());
    let mut side = |sign: &str, style, text: &str| {
        let _ =
            writeln!(out, "    {}", show.paint(style, &format!("{sign} {}", shown::line(text))));
    };
    if let Some(old) = &finding.old {
        side("-", removed, old);
    }
    if let Some(new) = &finding.new {
        side("+", added, new);
    }
    let items: Vec<String> = finding.items.iter().map(words::item).collect();
    let bytes: Vec<String> = finding.bytes.iter().map(|line| shown::line(line)).collect();
    list("public items", &items, show, out);
    list("on the wire", &bytes, show, out);
    if let Some(witness) = &finding.witness {
        let _ = writeln!(out, "    {}", words::WITNESS);
        for line in shown::block(witness).lines() {
            let _ = writeln!(out, "      {line}");
        }
    }
    if let Some(note) = &finding.note {
        let _ = writeln!(out, "    note: {}", shown::line(note));
    }
}

fn list(title: &str, lines: &[String], show: Show, out: &mut String) {
    if lines.is_empty() {
        return;
    }
    let (shown, more) = words::first(lines, show.most());
    let _ = writeln!(out, "    {title}:");
    for line in shown.iter().map(String::as_str).chain(more.as_deref()).flat_map(str::lines) {
        let _ = writeln!(out, "      {line}");
    }
}
