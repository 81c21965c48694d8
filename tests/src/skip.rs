//! A test that cannot run where it is says so, past the harness, which keeps to itself what
//! passing tests print.

use std::io::Write;

/// Says on standard error that `test` did not run, and what it needs.
pub fn skipped(test: &str, needs: &str) {
    // With nobody to read it, there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {needs}");
}
