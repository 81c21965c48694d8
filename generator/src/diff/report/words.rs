//! The words that all forms for people share: verdicts, counts, and text of models made fit to be shown.

use std::fmt::Write;

use super::{Compared, Review};
use crate::diff::{
    Approval, BehaviourVerdict, Direction, Finding, ItemChange, RustVerdict, WireVerdict,
};
use crate::text::{is_invisible, shorten};

pub(super) fn rust(verdict: RustVerdict) -> &'static str {
    match verdict {
        RustVerdict::None => "none",
        RustVerdict::Patch => "patch",
        RustVerdict::Minor => "minor",
        RustVerdict::Major => "major",
    }
}

pub(super) fn wire(verdict: WireVerdict) -> &'static str {
    match verdict {
        WireVerdict::None => "none",
        WireVerdict::Compatible => "compatible",
        WireVerdict::ChangesBytes => "changes bytes",
        WireVerdict::Incompatible => "incompatible",
    }
}

pub(super) fn behaviour(verdict: BehaviourVerdict) -> &'static str {
    match verdict {
        BehaviourVerdict::None => "none",
        BehaviourVerdict::Notable => "notable",
        BehaviourVerdict::Breaking => "breaking",
    }
}

/// "Rust major, wire none, behaviour none"
pub(super) fn verdicts(finding: &Finding) -> String {
    format!(
        "Rust {}, wire {}, behaviour {}",
        rust(finding.rust),
        wire(finding.wire),
        behaviour(finding.behaviour)
    )
}

/// "in 4 operations, to the service: A, B and 2 more"
pub(super) fn reach(finding: &Finding, most: usize) -> Option<String> {
    let direction = match finding.direction {
        Direction::None => "",
        Direction::In => ", to the service",
        Direction::Out => ", from the service",
        Direction::Both => ", to and from the service",
    };
    let operations = &finding.operations;
    let (number, names) = (count(operations.len(), "operation"), listed(operations, most));
    (!operations.is_empty()).then(|| format!("in {number}{direction}: {names}"))
}

/// What `--approve` takes: the id, and the first digits of the fingerprint.
pub(super) fn identity(finding: &Finding) -> String {
    format!("{} [{}]", line(&finding.id), short(&finding.fingerprint))
}

/// "tinsmith-ec2: com.amazonaws.ec2#AmazonEC2, 6 operations"
pub(super) fn heading(compared: &Compared) -> String {
    let comparison = &compared.comparison;
    let package = compared.package.as_ref().map_or_else(String::new, |name| format!("{name}: "));
    let operations = count(comparison.operations.len(), "operation");
    line(&format!("{package}{}, {operations}", comparison.service))
}

/// The first `most` of `all`, and how many are left out then.
pub(super) fn first<T>(all: &[T], most: usize) -> (&[T], Option<String>) {
    match all.split_at_checked(most) {
        Some((shown, rest)) if !rest.is_empty() => (shown, Some(format!("{} more", rest.len()))),
        _ => (all, None),
    }
}

/// "A, B and 3 more"
pub(super) fn listed(all: &[String], most: usize) -> String {
    let (shown, more) = first(all, most);
    let shown = shown.iter().map(|name| line(name)).collect::<Vec<_>>().join(", ");
    more.map_or_else(|| shown.clone(), |more| format!("{shown} and {more}"))
}

/// "1 finding", "2 findings"
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// "3 findings: 1 major, 2 minor; 1 approved; 1 fails; 12 changes outside the slice"
pub(super) fn summary(review: &Review<'_>, compared: &Compared) -> String {
    let comparison = &compared.comparison;
    let findings = &comparison.findings;
    let number = |has: &dyn Fn(&Finding) -> bool| findings.iter().filter(|f| has(f)).count();
    let mut parts = Vec::new();
    if findings.is_empty() {
        let operations = count(comparison.operations.len(), "operation");
        parts.push(format!("nothing changed in what {operations} need"));
        if comparison.operations.len() == 1 {
            parts = vec![format!("nothing changed in what {operations} needs")];
        }
    } else {
        use {BehaviourVerdict as B, RustVerdict as R, WireVerdict as W};
        let of_rust = [R::Major, R::Minor, R::Patch].map(|v| (number(&|f| f.rust == v), rust(v)));
        let of_wire = [W::Incompatible, W::ChangesBytes, W::Compatible]
            .map(|v| (number(&|f| f.wire == v), wire(v)));
        let of_behaviour =
            [B::Breaking, B::Notable].map(|v| (number(&|f| f.behaviour == v), behaviour(v)));
        let all = of_rust.into_iter().chain(of_wire).chain(of_behaviour);
        let told: Vec<String> =
            all.filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
        let told = if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) };
        parts.push(format!("{}{told}", count(findings.len(), "finding")));
    }
    let approved = number(&|finding| review.approval(finding).is_some());
    if approved > 0 {
        parts.push(format!("{approved} approved"));
    }
    match number(&|finding| review.fails(finding)) {
        0 => {}
        1 => parts.push("1 fails".to_owned()),
        fail => parts.push(format!("{fail} fail")),
    }
    if comparison.outside > 0 {
        parts.push(format!("{} outside the slice", count(comparison.outside, "change")));
    }
    parts.join("; ")
}

/// What became of a public item.
pub(super) fn item(change: &ItemChange) -> String {
    let item = line(&change.item);
    let declared = |text: &Option<String>| text.as_deref().map(line);
    match (declared(&change.old), declared(&change.new)) {
        (Some(old), Some(new)) => format!("~ {item}: {old} -> {new}"),
        (Some(old), None) => format!("- {item}: {old}"),
        (None, Some(new)) => format!("+ {item}: {new}"),
        (None, None) => format!("~ {item}"),
    }
}

/// What stands before a witness.
pub(super) const WITNESS: &str = "compiles before, and not after:";

/// What to do about an approval that no finding has.
pub(super) fn unused(approval: &Approval) -> String {
    let id = approval.id.as_ref().map_or_else(String::new, |id| format!(" ({})", line(id)));
    format!(
        "the approval of {}{id} is no longer needed: no finding has this fingerprint",
        approval.fingerprint
    )
}

/// As many digits of a fingerprint as people need.
pub(super) fn short(fingerprint: &str) -> &str {
    fingerprint.get(..8).unwrap_or(fingerprint)
}

/// Text of a model in one line, without what a terminal would obey or nobody could see.
pub(super) fn line(text: &str) -> String {
    shown(text, |_| false)
}

/// The same for text of several lines.
pub(super) fn block(text: &str) -> String {
    shown(text, |c| c == '\n')
}

fn shown(text: &str, stays: impl Fn(char) -> bool) -> String {
    let text = shorten(text.to_owned());
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}');
        if hidden && !stays(c) {
            // Writing to a string can not fail.
            let _ = write!(out, "{}", c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}
