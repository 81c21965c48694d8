//! Annotations of GitHub Actions: a workflow command for each finding that a program can tell, where the
//! model says it, and a notice that sums up.

use super::grade::Grade;
use super::{Review, shown, words};
use crate::diagnostics::Place;
use crate::diff::Finding;
use crate::text::{workflow_data, workflow_property};

/// The report as workflow commands, a line each.
///
/// A finding that [fails](Review::fails) is an error; another that is not only an addition, and not
/// approved, is a warning; the rest are notices. GitHub shows the first ten of a kind for a step, so the
/// worst come first.
pub fn github(review: &Review<'_>) -> String {
    let mut out = String::new();
    for compared in review.comparisons {
        for (grade, findings) in compared.by_grade() {
            let told = findings.into_iter().filter(|f| grade != Grade::Unseen || review.fails(f));
            told.for_each(|finding| out.push_str(&annotation(review, grade, finding)));
        }
        let title = workflow_property(&shown::line(compared.title()));
        let summary = workflow_data(&words::summary(review, compared));
        out.push_str(&format!("::notice title={title}::{summary}\n"));
    }
    for approval in review.unused() {
        let text = workflow_data(&words::unused(approval));
        out.push_str(&format!("::notice {}::{text}\n", position(Some(&approval.place))));
    }
    out
}

fn annotation(review: &Review<'_>, grade: Grade, finding: &Finding) -> String {
    let approval = review.approval(finding);
    let level = match grade {
        _ if review.fails(finding) => "error",
        Grade::Breaking | Grade::Noticeable if approval.is_none() => "warning",
        _ => "notice",
    };
    let place = position(finding.place.as_ref());
    let comma = if place.is_empty() { "" } else { "," };
    let title = workflow_property(&words::effects(finding));
    let mut lines = vec![shown::line(&finding.message)];
    lines.extend(finding.note.as_deref().map(shown::line));
    lines.extend(approval.map(|approval| format!("approved: {}", shown::line(&approval.reason))));
    lines.push(words::identity(finding));
    format!("::{level} {place}{comma}title={title}::{}\n", workflow_data(&lines.join("\n")))
}

/// Where GitHub shows it, if that is in a file.
fn position(place: Option<&Place>) -> String {
    match place {
        Some(Place::Position { source, line, column, .. }) => {
            let file = workflow_property(&shown::line(source));
            format!("file={file},line={line},col={column}")
        }
        Some(Place::File(file)) => format!("file={}", workflow_property(&shown::line(file))),
        Some(Place::Pointer(_)) | None => String::new(),
    }
}
