//! The report for programs. `docs/schema/diff.schema.json` of Tinsmith's repository describes what the
//! command makes of it.

use serde::Serialize;
use serde_json::Value;

use super::{Compared, Review};
use crate::diagnostics::Place;
use crate::diff::{Approval, Comparison, Finding};

/// A JSON object for each comparison, with all that is known of each finding, as the model has it.
pub fn json(review: &Review<'_>) -> Vec<Value> {
    let of = |compared| serde_json::to_value(One::new(review, compared)).unwrap_or_default();
    review.comparisons.iter().map(of).collect()
}

#[derive(Serialize)]
struct One<'a> {
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    package: Option<&'a str>,
    service: &'a str,
    operations: &'a [String],
    findings: Vec<Told<'a>>,
    outside: usize,
    unused_approvals: Vec<Unused<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Spot<'a>>,
    fails: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    approved: Option<&'a str>,
}

/// A [`Place`].
#[derive(Serialize)]
#[serde(untagged)]
enum Spot<'a> {
    Pointer { pointer: &'a str },
    File { source: &'a str },
    Position { source: &'a str, offset: usize, line: usize, column: usize },
}

#[derive(Serialize)]
struct Unused<'a> {
    fingerprint: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
}

impl<'a> One<'a> {
    fn new(review: &Review<'a>, compared: &'a Compared) -> Self {
        // All are named, so that a new field is not forgotten here.
        let Comparison { service, operations, findings, outside } = &compared.comparison;
        Self {
            ok: !findings.iter().any(|finding| review.fails(finding)),
            package: compared.package.as_deref(),
            service,
            operations,
            findings: findings.iter().map(|finding| Told::new(review, finding)).collect(),
            outside: *outside,
            unused_approvals: review.unused().map(Unused::new).collect(),
        }
    }
}

impl<'a> Told<'a> {
    fn new(review: &Review<'a>, finding: &'a Finding) -> Self {
        Self {
            finding,
            place: finding.place.as_ref().map(Spot::new),
            fails: review.fails(finding),
            approved: review.approval(finding).map(|approval| approval.reason.as_str()),
        }
    }
}

impl<'a> Spot<'a> {
    fn new(place: &'a Place) -> Self {
        match place {
            Place::Pointer(pointer) => Self::Pointer { pointer },
            Place::File(source) => Self::File { source },
            Place::Position { source, offset, line, column } => {
                Self::Position { source, offset: *offset, line: *line, column: *column }
            }
        }
    }
}

impl<'a> Unused<'a> {
    fn new(approval: &'a Approval) -> Self {
        Self {
            fingerprint: &approval.fingerprint,
            reason: &approval.reason,
            id: approval.id.as_deref(),
        }
    }
}
