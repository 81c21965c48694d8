//! One line on standard error that is rewritten while the program waits; nothing at all when
//! standard error is not a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// The line.
pub(crate) struct Progress {
    terminal: bool,
    since: Instant,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self { terminal: io::stderr().is_terminal(), since: Instant::now() }
    }

    /// Replaces the line.
    pub(crate) fn show(&self, text: &str) {
        if self.terminal {
            let elapsed =
                humantime::format_duration(Duration::from_secs(self.since.elapsed().as_secs()));
            // The line is only for the eye, so an error in writing it changes nothing.
            _ = write!(io::stderr(), "\r\x1b[2K{text} ({elapsed})");
        }
    }

    /// Removes the line, so that what is printed next starts on a clean one.
    pub(crate) fn clear(&self) {
        if self.terminal {
            _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}
