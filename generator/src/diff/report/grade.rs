//! How much a finding matters: the worst that one of its verdicts says.

use crate::diff::{BehaviourVerdict, Finding, RustVerdict, WireVerdict};

/// What a finding may do to a program, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// What compiled or worked may not any more.
    Breaking,
    /// It works, but not as before.
    Noticeable,
    /// There is more than before.
    Addition,
    /// No program can tell.
    Unseen,
}

impl Grade {
    pub(super) const ALL: [Self; 4] =
        [Self::Breaking, Self::Noticeable, Self::Addition, Self::Unseen];

    pub(super) fn of(finding: &Finding) -> Self {
        if finding.rust == RustVerdict::Major
            || finding.wire == WireVerdict::Incompatible
            || finding.behaviour == BehaviourVerdict::Breaking
        {
            Self::Breaking
        } else if finding.wire == WireVerdict::ChangesBytes
            || finding.behaviour == BehaviourVerdict::Notable
        {
            Self::Noticeable
        } else if finding.rust == RustVerdict::Minor || finding.wire == WireVerdict::Compatible {
            Self::Addition
        } else {
            Self::Unseen
        }
    }

    /// A heading for findings of this grade.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking",
            Self::Noticeable => "Noticeable",
            Self::Addition => "Additions",
            Self::Unseen => "Without effect on programs",
        }
    }
}
