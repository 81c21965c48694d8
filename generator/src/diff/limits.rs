//! Which findings are too much: a limit on each of the three verdicts.

use super::finding::{BehaviourVerdict, Finding, RustVerdict, WireVerdict};

/// From which verdict on a finding has to be approved. A verdict without a limit is never too much.
///
/// ```
/// use tinsmith::diff::{BehaviourVerdict, Limits, RustVerdict, WireVerdict};
///
/// let limits = Limits::default();
/// assert_eq!(limits.rust, Some(RustVerdict::Major));
/// assert_eq!(limits.wire, Some(WireVerdict::ChangesBytes));
/// assert_eq!(limits.behaviour, Some(BehaviourVerdict::Breaking));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The least verdict on Rust code that is too much.
    pub rust: Option<RustVerdict>,
    /// The least verdict on requests and responses.
    pub wire: Option<WireVerdict>,
    /// The least verdict on running programs.
    pub behaviour: Option<BehaviourVerdict>,
}

/// What can break a program that was not touched: its build, its bytes or its work. New versions of
/// a model are mostly additions and documentation; who has to approve these as well soon approves
/// without reading.
impl Default for Limits {
    fn default() -> Self {
        Self {
            rust: Some(RustVerdict::Major),
            wire: Some(WireVerdict::ChangesBytes),
            behaviour: Some(BehaviourVerdict::Breaking),
        }
    }
}

impl Limits {
    /// Nothing is too much.
    pub const NONE: Self = Self { rust: None, wire: None, behaviour: None };

    /// Every finding is too much.
    pub const ANY: Self = Self { rust: Some(RustVerdict::None), ..Self::NONE };

    /// The stricter of both, verdict by verdict.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            rust: stricter(self.rust, other.rust),
            wire: stricter(self.wire, other.wire),
            behaviour: stricter(self.behaviour, other.behaviour),
        }
    }

    /// Whether a finding is too much.
    pub fn reached(&self, finding: &Finding) -> bool {
        self.rust.is_some_and(|limit| finding.rust >= limit)
            || self.wire.is_some_and(|limit| finding.wire >= limit)
            || self.behaviour.is_some_and(|limit| finding.behaviour >= limit)
    }
}

fn stricter<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_limits_the_stricter_counts() {
        let minor = Limits { rust: Some(RustVerdict::Minor), ..Limits::NONE };
        let both = Limits::default().and(minor);
        assert_eq!(both, Limits { rust: Some(RustVerdict::Minor), ..Limits::default() });
        assert_eq!(minor.and(Limits::default()), both);
        assert_eq!(Limits::NONE.and(Limits::NONE), Limits::NONE);
        assert_eq!(both.and(Limits::ANY).rust, Some(RustVerdict::None));
    }
}
