//! The exit codes: one for each thing that a script would do something else about. They are
//! part of the interface, so a number never changes its meaning.

use std::fmt::Write;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    Done = 0,
    Refused = 1,
    Usage = 2,
    NotFound = 3,
    Denied = 4,
    Failed = 5,
    Unreachable = 6,
    TimedOut = 7,
    Throttled = 8,
    NotConfirmed = 9,
    NotConfigured = 10,
}

impl Exit {
    const ALL: [Self; 11] = [
        Self::Done,
        Self::Refused,
        Self::Usage,
        Self::NotFound,
        Self::Denied,
        Self::Failed,
        Self::Unreachable,
        Self::TimedOut,
        Self::Throttled,
        Self::NotConfirmed,
        Self::NotConfigured,
    ];

    /// The number that the process ends with.
    pub(crate) fn code(self) -> u8 {
        self as u8
    }

    /// The word for it in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Usage => "usage",
            Self::NotFound => "not-found",
            Self::Denied => "denied",
            Self::Failed => "failed",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed-out",
            Self::Throttled => "throttled",
            Self::NotConfirmed => "not-confirmed",
            Self::NotConfigured => "not-configured",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Done => {
                "the range is released, or was before; with --dry-run: every call is allowed"
            }
            Self::Refused => {
                "EC2 refused a call for another reason than those below, or gave an answer that is not understood"
            }
            Self::Usage => "the command line is not valid",
            Self::NotFound => "the range is not among the account's ranges in this Region",
            Self::Denied => "the credentials are not valid or lack a permission",
            Self::Failed => "the range is in a failed state",
            Self::Unreachable => "the endpoint could not be reached, or did not answer in time",
            Self::TimedOut => "the range did not get to its next state within --timeout",
            Self::Throttled => "EC2 throttled the calls, retries included",
            Self::NotConfirmed => "the release was not confirmed",
            Self::NotConfigured => "no Region or no credentials are configured",
        }
    }
}

/// The table of exit codes below the options of `--help`.
pub(crate) fn help() -> String {
    let mut text = "Exit codes:\n".to_owned();
    for exit in Exit::ALL {
        _ = writeln!(text, "  {:>2}  {}", exit.code(), exit.meaning());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_every_code_with_its_meaning() {
        let readme = include_str!("../README.md");
        for (number, exit) in Exit::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(exit.code()), number, "the table is in order and complete");
            let row = format!("| {} | `{}` | {} |", exit.code(), exit.name(), exit.meaning());
            assert!(readme.contains(&row), "README.md lacks: {row}");
        }
    }
}
