//! The words that all forms for people share: verdicts, counts, and what there is to say of a finding.

use super::shown::line;
use super::{Compared, Review};
use crate::diff::{
    Approval, BehaviourVerdict, Comparison, Direction, Finding, ItemChange, RustVerdict,
    WireVerdict,
};

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

/// "Rust major, wire incompatible": those that say something.
pub(super) fn effects(finding: &Finding) -> String {
    let mut effects = Vec::new();
    if finding.rust != RustVerdict::None {
        effects.push(format!("Rust {}", rust(finding.rust)));
    }
    if finding.wire != WireVerdict::None {
        effects.push(format!("wire {}", wire(finding.wire)));
    }
    if finding.behaviour != BehaviourVerdict::None {
        effects.push(format!("behaviour {}", behaviour(finding.behaviour)));
    }
    if effects.is_empty() { "no effect".to_owned() } else { effects.join(", ") }
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

/// "3 findings: Rust 1 major, 2 minor; wire 1 incompatible; 1 approved; 1 fails; 12 changes outside the
/// slice"
pub(super) fn summary(review: &Review<'_>, compared: &Compared) -> String {
    let Comparison { findings, operations, outside, .. } = &compared.comparison;
    let number = |has: &dyn Fn(&Finding) -> bool| findings.iter().filter(|f| has(f)).count();
    let told = |title: &str, counts: &[(usize, &str)]| {
        let counts = counts.iter().filter(|(number, _)| *number > 0);
        let counts: Vec<String> = counts.map(|(number, word)| format!("{number} {word}")).collect();
        (!counts.is_empty()).then(|| format!("{title} {}", counts.join(", ")))
    };
    use {BehaviourVerdict as B, RustVerdict as R, WireVerdict as W};
    let verdicts = [
        told("Rust", &[R::Major, R::Minor, R::Patch].map(|v| (number(&|f| f.rust == v), rust(v)))),
        told(
            "wire",
            &[W::Incompatible, W::ChangesBytes, W::Compatible]
                .map(|v| (number(&|f| f.wire == v), wire(v))),
        ),
        told(
            "behaviour",
            &[B::Breaking, B::Notable].map(|v| (number(&|f| f.behaviour == v), behaviour(v))),
        ),
    ];
    let verdicts: Vec<String> = verdicts.into_iter().flatten().collect();
    let mut parts = vec![match (findings.len(), verdicts.is_empty()) {
        (0, _) => format!("nothing changed for {}", count(operations.len(), "operation")),
        (found, true) => count(found, "finding"),
        (found, false) => format!("{}: {}", count(found, "finding"), verdicts.join("; ")),
    }];
    let approved = number(&|finding| review.approval(finding).is_some());
    let fail = number(&|finding| review.fails(finding));
    parts.extend((approved > 0).then(|| format!("{approved} approved")));
    parts
        .extend((fail > 0).then(|| format!("{fail} {}", if fail == 1 { "fails" } else { "fail" })));
    parts
        .extend((*outside > 0).then(|| format!("{} outside the slice", count(*outside, "change"))));
    parts.join("; ")
}

/// What became of a public item, a line for each side.
pub(super) fn item(change: &ItemChange) -> String {
    let side = |sign: &str, declared: &Option<String>| {
        let declared = declared.as_deref()?;
        Some(format!("{sign} {} // {}", line(declared), line(&change.item)))
    };
    let sides = [side("-", &change.old), side("+", &change.new)];
    sides.into_iter().flatten().collect::<Vec<_>>().join("\n")
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
