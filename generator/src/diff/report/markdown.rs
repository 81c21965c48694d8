//! The report for a comment on a pull request: a table that sums up, and the details of each finding
//! folded away below it.
//!
//! Text of models stands as character references, in prose and in `<code>`, or in fences that are longer
//! than any in it. So it is text for Markdown, for HTML and for GitHub's mentions alike.

use super::grade::Grade;
use super::{Compared, Review, shown, words};
use crate::diff::{BehaviourVerdict, Finding, RustVerdict, WireVerdict};
use crate::text::fenced;

/// How many bytes a report may have in a comment, or in the description of a pull request, on GitHub. Such
/// texts may have 65,536 characters; bytes are never fewer, and a sentence before the report fits as well.
pub const GITHUB_LIMIT: usize = 65_000;

/// Room for a line that says that something is left out.
const NOTE: usize = 250;

/// How much of a list is shown.
const MOST: usize = 20;

const TABLE: &str = "\n| Change | Rust | Wire | Behaviour | Operations |\n|---|---|---|---|---|\n";

/// The report as GitHub's Markdown, of at most `most` bytes; the worst findings go in first, and what is
/// left out is counted.
pub fn markdown(review: &Review<'_>, most: usize) -> String {
    let mut out = String::new();
    let number = review.comparisons.len();
    for (at, compared) in review.comparisons.iter().enumerate() {
        // The same for each, and what those before leave.
        let room = most.saturating_sub(out.len() + NOTE) / (number - at).max(1);
        let part = one(review, compared, room);
        if part.len() > room {
            let left = words::count(number - at, "more crate");
            out.push_str(&format!("\nNo room was left for {left}.\n"));
            break;
        }
        out.push_str(&part);
    }
    let unused: Vec<String> = review.unused().map(|a| plain(&words::unused(a))).collect();
    let notes: Vec<String> = unused.iter().map(|note| format!("\nNote: {note}.\n")).collect();
    out.push_str(&fill(&notes, most.saturating_sub(out.len())).text);
    out
}

fn one(review: &Review<'_>, compared: &Compared, most: usize) -> String {
    let summary = words::summary(review, compared);
    let mut out = format!("### {}\n\n{summary}\n", plain(&words::heading(compared)));
    let (mut told, mut unseen) = (Vec::new(), Vec::new());
    for (grade, findings) in compared.by_grade() {
        match grade {
            Grade::Unseen => unseen.extend(findings),
            _ => told.extend(findings),
        }
    }
    let mut room = most.saturating_sub(out.len() + TABLE.len() + 2 * NOTE);
    if !told.is_empty() {
        let rows: Vec<String> = told.iter().map(|finding| row(review, finding)).collect();
        let details: Vec<String> = told.iter().map(|finding| details(review, finding)).collect();
        let table = fill(&rows, room / 2);
        let folded = fill(&details, room.saturating_sub(table.text.len()));
        room = room.saturating_sub(table.text.len() + folded.text.len());
        out.push_str(&format!("{TABLE}{}\n{}", table.text, folded.text));
        if table.left + folded.left > 0 {
            out.push_str(&format!(
                "\nToo long for a comment: {} not in the table, and {} without details. The command \
                 shows them all.\n",
                words::count(table.left, "finding"),
                folded.left
            ));
        }
    }
    if !unseen.is_empty() {
        out.push_str(&folded_away(review, &unseen, room));
    }
    out
}

/// The parts that there was room for.
struct Filled {
    text: String,
    /// How many are not in it.
    left: usize,
}

fn fill(parts: &[String], room: usize) -> Filled {
    let mut filled = Filled { text: String::new(), left: 0 };
    for part in parts {
        if filled.text.len() + part.len() > room {
            filled.left += 1;
        } else {
            filled.text.push_str(part);
        }
    }
    filled
}

fn row(review: &Review<'_>, finding: &Finding) -> String {
    let cell = |word: &str, strong: bool| {
        if strong { format!("**{word}**") } else { word.to_owned() }
    };
    format!(
        "| {}{} | {} | {} | {} | {} |\n",
        prose(&finding.message),
        standing(review, finding),
        cell(words::rust(finding.rust), finding.rust == RustVerdict::Major),
        cell(words::wire(finding.wire), finding.wire >= WireVerdict::ChangesBytes),
        cell(words::behaviour(finding.behaviour), finding.behaviour == BehaviourVerdict::Breaking),
        plain(&words::listed(&finding.operations, 3)),
    )
}

fn standing(review: &Review<'_>, finding: &Finding) -> &'static str {
    match review.approval(finding) {
        Some(_) => " (approved)",
        None if review.fails(finding) => " (**fails**)",
        None => "",
    }
}

fn details(review: &Review<'_>, finding: &Finding) -> String {
    let mut out = format!(
        "<details><summary>{}</summary>\n\n{}, fingerprint {}\n\n{}",
        prose(&finding.message),
        code(&finding.id),
        code(words::short(&finding.fingerprint)),
        words::verdicts(finding),
    );
    if let Some(reach) = words::reach(finding, MOST) {
        out.push_str(&format!("; {}", plain(&reach)));
    }
    out.push_str(".\n");
    if let Some(approval) = review.approval(finding) {
        out.push_str(&format!("\nApproved: {}\n", prose(&approval.reason)));
    }
    if let Some(note) = &finding.note {
        out.push_str(&format!("\nNote: {}\n", prose(note)));
    }
    let mut block = |language: &str, lines: &[String]| {
        if !lines.is_empty() {
            let (shown, more) = words::first(lines, MOST);
            let text: Vec<&str> = shown.iter().map(String::as_str).chain(more.as_deref()).collect();
            out.push_str(&format!("\n{}\n", fence(language, &text.join("\n"))));
        }
    };
    let side = |sign: &str, text: &Option<String>| {
        text.as_ref().map(|text| format!("{sign} {}", shown::line(text)))
    };
    let sides = [side("-", &finding.old), side("+", &finding.new)];
    block("diff", &sides.into_iter().flatten().collect::<Vec<_>>());
    block("diff", &finding.items.iter().map(words::item).collect::<Vec<_>>());
    block("text", &finding.bytes.iter().map(|line| shown::line(line)).collect::<Vec<_>>());
    if let Some(witness) = &finding.witness {
        let witness = shown::block(witness);
        out.push_str(&format!("\nThis {}\n\n{}\n", words::WITNESS, fence("rust", &witness)));
    }
    out.push_str("\n</details>\n");
    out
}

fn fence(language: &str, text: &str) -> String {
    fenced(language, &shown::no_commands(text))
}

/// What no program can tell, in one list.
fn folded_away(review: &Review<'_>, findings: &[&Finding], room: usize) -> String {
    let item = |finding: &&Finding| {
        let standing = standing(review, finding);
        format!("- {}: {}{standing}\n", code(&finding.id), prose(&finding.message))
    };
    let title = format!("{}: {}", Grade::Unseen.title(), findings.len());
    let mut out = format!("\n<details><summary>{title}</summary>\n\n");
    let items: Vec<String> = findings.iter().map(item).collect();
    let filled = fill(&items, room);
    out.push_str(&filled.text);
    if filled.left > 0 {
        out.push_str(&format!("- and {} more\n", filled.left));
    }
    out.push_str("\n</details>\n");
    out
}

/// A line of text; what stands between backticks becomes code.
pub(super) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let spans = parts.iter().skip(1).step_by(2);
    if parts.len().is_multiple_of(2) || spans.clone().any(|span| span.is_empty()) {
        return plain(text);
    }
    let part = |(at, part): (usize, &&str)| match at % 2 {
        0 => plain(part),
        _ => code(part),
    };
    parts.iter().enumerate().map(part).collect()
}

pub(super) fn plain(text: &str) -> String {
    references(text, true)
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", references(text, false))
}

/// Text with character references for what Markdown, HTML and GitHub make something of. A reference is
/// never part of markup (CommonMark 0.31, section 2.5). GitHub looks for `@name` and `#1` after that, but
/// not beyond a comment, and not in code.
fn references(text: &str, mentions: bool) -> String {
    let mut out = String::new();
    for c in shown::line(text).chars() {
        match c {
            '&' | '<' | '>' | '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '@' | '#' => {
                out.push_str(&format!("&#{};", u32::from(c)));
                if mentions && matches!(c, '@' | '#') {
                    out.push_str("<!-- -->");
                }
            }
            c => out.push(c),
        }
    }
    out
}
