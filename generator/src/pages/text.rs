//! Small operations on Markdown and on Rust source.

use crate::model::traits::Deprecation;
use crate::rust::{Bounds, Constraints, EnumDef};

pub(super) use crate::docs::code;

/// The columns that code on a page takes at most, where it can be broken.
const WIDTH: usize = 96;
/// An enum with more values than this is shortened in code; lists always hold all of its values.
pub(super) const MANY: usize = 30;
/// How many values of such an enum code shows.
const SHOWN: usize = 6;

/// `text` with `depth` levels of a list before each line that is not empty.
pub(super) fn indented(text: &str, depth: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n("  ", depth));
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// Documentation whose headings stand below those of the page.
pub(super) fn demoted(docs: &str) -> String {
    if !docs.contains('#') {
        return docs.to_owned();
    }
    let mut fenced = false;
    let mut out = String::with_capacity(docs.len());
    for (i, line) in docs.lines().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        fenced ^= line.trim_start().starts_with("```");
        let level = line.len() - line.trim_start_matches('#').len();
        if !fenced
            && (1..=6).contains(&level)
            && line.get(level..).is_some_and(|l| l.starts_with(' '))
        {
            out.push_str(&"#".repeat(2.min(6 - level)));
        }
        out.push_str(line);
    }
    out
}

/// What `@deprecated` says, as a sentence.
pub(super) fn deprecation(deprecation: Option<&Deprecation>) -> Option<String> {
    let Deprecation { since, message } = deprecation?;
    let since = since.iter().map(|since| format!(" since {since}"));
    let message = message.iter().map(|text| format!(" {text}"));
    Some(format!("**Deprecated**{}.{}", since.collect::<String>(), message.collect::<String>()))
}

/// Constraints as phrases; `of_list` says that lengths count items.
pub(super) fn constraints(constraints: &Constraints, is_list: bool) -> Vec<String> {
    let unit = if is_list { "item" } else { "character" };
    let length = phrase(&constraints.length).map(|phrase| {
        let one = phrase == "1" || phrase == "at most 1" || phrase == "at least 1";
        format!("{phrase} {unit}{}", if one { "" } else { "s" })
    });
    let range = phrase(&constraints.range);
    let pattern = constraints.pattern.as_ref().map(|pattern| format!("pattern {}", code(pattern)));
    let unique = constraints.unique_items.then(|| "no item twice".to_owned());
    [length, range, pattern, unique].into_iter().flatten().collect()
}

fn phrase(bounds: &Bounds) -> Option<String> {
    match (&bounds.min, &bounds.max) {
        (Some(min), Some(max)) if min == max => Some(min.clone()),
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("at least {min}")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    }
}

/// The alternatives of an enum, separated by `|`, as lines that fit after `indent` columns.
pub(super) fn alternatives(
    def: &EnumDef,
    indent: usize,
    show: impl Fn(&crate::rust::VariantDef) -> String,
) -> Vec<String> {
    let all = def.variants.len();
    let shown = if all > MANY { SHOWN } else { all };
    let mut parts: Vec<String> = def.variants.iter().take(shown).map(show).collect();
    if shown < all {
        parts.push(format!("… {} more, listed below", all - shown));
    }
    let width = WIDTH.saturating_sub(indent).max(40);
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 3 + part.chars().count() <= width => {
                line.push_str(" | ");
                line.push_str(&part);
            }
            Some(_) => lines.push(format!("| {part}")),
            None => lines.push(part),
        }
    }
    lines
}
