//! What comparisons found, in the forms that people and machines read. Each form is a function from a
//! [`Review`] to text, and nothing that a model says can break out of its place in one.
//!
//! ```
//! use tinsmith::diff::report::{Compared, Review, Show, text};
//! use tinsmith::diff::{Approvals, Limits, compare};
//! use tinsmith::{Loaded, Options, Source};
//!
//! let model = r#"{"smithy": "2.0", "shapes": {
//!     "a#S": {"type": "service", "version": "1", "operations": [{"target": "a#Ping"}], "traits": {
//!         "aws.protocols#ec2Query": {}, "aws.auth#sigv4": {"name": "s"}}},
//!     "a#Ping": {"type": "operation"}}}"#;
//! let load = |name| Loaded::from_sources(vec![Source::new(name, model)]);
//! let (old, new, options) = (load("old.json")?, load("new.json")?, Options::default());
//! let comparison = compare(&old, &new, &options, &options)?;
//! let review = Review {
//!     comparisons: &[Compared { package: None, comparison }],
//!     approvals: &Approvals::default(),
//!     limits: Limits::default(),
//! };
//! assert!(review.passes());
//! assert_eq!(text(&review, Show::default()), "a#S, 1 operation\n\nnothing changed for 1 operation\n");
//! # Ok::<(), tinsmith::Error>(())
//! ```

mod changelog;
mod github;
mod grade;
mod json;
mod junit;
mod markdown;
mod shown;
mod text;
mod words;

pub use changelog::changelog;
pub use github::github;
pub use json::json;
pub use junit::junit;
pub use markdown::{GITHUB_LIMIT, markdown};
pub use text::{Show, text};

use super::{Approval, Approvals, Comparison, Finding, Limits};
use grade::Grade;

/// Comparisons, and what was decided about what they find.
#[derive(Clone, Copy, Debug)]
pub struct Review<'a> {
    /// One for each crate.
    pub comparisons: &'a [Compared],
    /// The findings that are wanted.
    pub approvals: &'a Approvals,
    /// The findings that have to be.
    pub limits: Limits,
}

/// A comparison of what one crate is made from.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The name of the crate, when it is one of a manifest.
    pub package: Option<String>,
    /// What was found.
    pub comparison: Comparison,
}

impl<'a> Review<'a> {
    /// Why a finding is wanted, if somebody said so.
    pub fn approval(&self, finding: &Finding) -> Option<&'a Approval> {
        self.approvals.of(&finding.fingerprint)
    }

    /// Whether a finding is too much, and nobody approved it.
    pub fn fails(&self, finding: &Finding) -> bool {
        self.limits.reached(finding) && self.approval(finding).is_none()
    }

    /// Whether no finding [fails](Self::fails).
    pub fn passes(&self) -> bool {
        !self.findings().any(|finding| self.fails(finding))
    }

    /// All findings of all comparisons.
    pub fn findings(&self) -> impl Iterator<Item = &'a Finding> + use<'a> {
        self.comparisons.iter().flat_map(|compared| &compared.comparison.findings)
    }

    /// Approvals that no finding has, in the order of their file.
    pub fn unused(&self) -> impl Iterator<Item = &'a Approval> + use<'a> {
        let (comparisons, approvals) = (self.comparisons, self.approvals);
        approvals.iter().filter(move |approval| {
            let mut findings = comparisons.iter().flat_map(|one| &one.comparison.findings);
            !findings.any(|finding| finding.fingerprint == approval.fingerprint)
        })
    }
}

impl Compared {
    /// What it is about.
    fn title(&self) -> &str {
        self.package.as_deref().unwrap_or(&self.comparison.service)
    }

    /// The findings, to be changed, the worst first.
    pub fn worst_first(&mut self) -> Vec<&mut Finding> {
        let mut findings: Vec<&mut Finding> = self.comparison.findings.iter_mut().collect();
        findings.sort_by_key(|finding| Grade::of(finding));
        findings
    }

    /// The findings by what they may do, the worst first; what is alike stays in its order.
    fn by_grade(&self) -> Vec<(Grade, Vec<&Finding>)> {
        let of = |grade: Grade| {
            let findings = self.comparison.findings.iter();
            (grade, findings.filter(|finding| Grade::of(finding) == grade).collect::<Vec<_>>())
        };
        Grade::ALL.map(of).into_iter().filter(|(_, findings)| !findings.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests;
