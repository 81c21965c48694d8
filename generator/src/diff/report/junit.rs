//! JUnit's XML, which most systems for continuous integration read: a test case for each finding.
//!
//! There is no standard; this keeps to what Jenkins, GitLab and GitHub's actions have in common.

use super::{Compared, Review, shown, words};
use crate::diff::Finding;

/// How many operations of a finding are named.
const MOST: usize = 20;

/// The report as an XML document: a suite for each comparison, a case for each finding.
///
/// A case is a failure if the finding [fails](Review::fails), and skipped if it would but is approved.
/// What XML 1.0 has no way to hold is written as Rust would escape it.
pub fn junit(review: &Review<'_>) -> String {
    let all: Vec<&Finding> = review.findings().collect();
    let counts = counts(review, &all);
    let suites: String =
        review.comparisons.iter().map(|compared| suite(review, compared)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tinsmith diff\" {counts}>\n\
         {suites}</testsuites>\n"
    )
}

fn counts(review: &Review<'_>, findings: &[&Finding]) -> String {
    let failures = findings.iter().filter(|f| review.fails(f)).count();
    let skipped = findings.iter().filter(|f| is_skipped(review, f)).count();
    format!(
        "tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"",
        findings.len()
    )
}

fn is_skipped(review: &Review<'_>, finding: &Finding) -> bool {
    review.limits.reached(finding) && !review.fails(finding)
}

fn suite(review: &Review<'_>, compared: &Compared) -> String {
    let findings: Vec<&Finding> =
        compared.by_grade().into_iter().flat_map(|(_, findings)| findings).collect();
    let cases: String = findings.iter().map(|finding| case(review, finding)).collect();
    format!(
        "  <testsuite name=\"{}\" {}>\n{cases}    <system-out>{}</system-out>\n  </testsuite>\n",
        escaped(&shown::line(compared.title())),
        counts(review, &findings),
        escaped(&words::summary(review, compared)),
    )
}

fn case(review: &Review<'_>, finding: &Finding) -> String {
    let class = escaped(&shown::line(finding.rule));
    let name = escaped(&shown::line(&finding.path));
    let message = escaped(&shown::line(&finding.message));
    let details = escaped(&details(finding));
    let outcome = match review.approval(finding) {
        _ if review.fails(finding) => {
            let kind = escaped(&words::verdicts(finding));
            format!("<failure message=\"{message}\" type=\"{kind}\">{details}</failure>")
        }
        Some(approval) if is_skipped(review, finding) => {
            let reason = escaped(&shown::line(&approval.reason));
            format!("<skipped message=\"approved: {reason}\"/>")
        }
        _ => format!("<system-out>{message}\n{details}</system-out>"),
    };
    format!("    <testcase classname=\"{class}\" name=\"{name}\">{outcome}</testcase>\n")
}

/// What there is to know besides the message, a line each.
fn details(finding: &Finding) -> String {
    let mut lines = vec![words::verdicts(finding)];
    lines.extend(words::reach(finding, MOST));
    lines.extend(finding.old.iter().map(|old| format!("- {}", shown::line(old))));
    lines.extend(finding.new.iter().map(|new| format!("+ {}", shown::line(new))));
    lines.extend(finding.items.iter().map(words::item));
    lines.extend(finding.bytes.iter().map(|line| shown::line(line)));
    if let Some(witness) = &finding.witness {
        lines.push(words::WITNESS.to_owned());
        lines.push(shown::block(witness));
    }
    lines.extend(finding.note.as_deref().map(shown::line));
    lines.push(words::identity(finding));
    shown::no_commands(&lines.join("\n"))
}

/// As the text of an element, or the value of an attribute between double quotes. XML knows five
/// entities, so this is less than a library to depend on.
/// Source: Extensible Markup Language 1.0, sections 2.4 and 3.3.3.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    // GitHub's runner would take it for a command, should this be printed in a step.
    out.replace("##[", "#&#35;[")
}
