//! Diagnostics say what, where and what to do next.

use std::ops::Range;

use tinsmith::{Report, Source};

use crate::models::Planted;
use crate::place::assert_within;

/// Every diagnostic has a code, a message and help; if it is about a shape, it has a place in a source.
pub(super) fn placed(report: &Report, sources: &[Source]) {
    for diagnostic in report.diagnostics().iter() {
        assert!(!diagnostic.code.is_empty() && !diagnostic.message.is_empty(), "{diagnostic:?}");
        let help = diagnostic.help.as_deref().unwrap_or_default();
        assert!(!help.is_empty(), "no help in\n{report}");
        match report.locate(diagnostic) {
            Some((source, offset, line, column)) => {
                assert!(sources.contains(source));
                assert_within(&source.text, offset, line, column);
            }
            None => assert!(diagnostic.shape.is_none(), "no place for {diagnostic:?}"),
        }
    }
    assert!(report.diagnostics().is_empty() || !report.to_string().is_empty());
}

/// The fault that was planted is found, in the shape that has it.
pub(super) fn names(report: &Report, planted: &Planted, sources: &[Source]) {
    let span =
        sources.iter().find_map(|source| Some((source, span(&source.text, &planted.shape)?)));
    let (source, span) = span.unwrap_or_else(|| panic!("no shape {planted:?}"));
    let found = report.diagnostics().iter().any(|diagnostic| {
        let place = report.locate(diagnostic);
        let there =
            place.is_some_and(|(at, offset, ..)| at.name == source.name && span.contains(&offset));
        diagnostic.code == planted.code && there
    });
    assert!(found, "{planted:?} is not in\n{report}");
}

/// Where a shape stands in a text of its own lines.
fn span(text: &str, id: &str) -> Option<Range<usize>> {
    let start = text.find(&format!("\n    \"{id}\": "))? + 1;
    let length = text[start + 1..].find("\n    \"").unwrap_or(text.len() - start - 1);
    Some(start..start + 1 + length)
}
