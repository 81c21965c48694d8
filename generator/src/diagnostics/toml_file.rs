//! Faults of TOML files, in the form of all others.

use super::{Diagnostic, Diagnostics, Place, Report, Source, did_you_mean};
use crate::error::Error;

/// What the parser says about `source`, with a hint when a key is none of `keys`.
pub(crate) fn invalid_toml(
    code: &'static str,
    source: &Source,
    error: &toml::de::Error,
    keys: &[&'static str],
) -> Error {
    let offset = error.span().map_or(0, |span| span.start);
    let mut diagnostic =
        Diagnostic::error(code, error.message().trim_end()).place(Place::offset(source, offset));
    let unknown = error.message().split('`').nth(1).filter(|_| error.message().contains("unknown"));
    if let Some(hint) = unknown.and_then(|key| did_you_mean(key, keys.iter().copied())) {
        diagnostic = diagnostic.help(hint);
    }
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(diagnostic);
    Error::Invalid(Report::new(std::slice::from_ref(source), diagnostics))
}

/// Says what is wrong in `source`, if anything is.
pub(crate) fn stop_at(source: &Source, faults: Diagnostics) -> Result<(), Error> {
    if faults.is_empty() {
        return Ok(());
    }
    Err(Error::Invalid(Report::new(std::slice::from_ref(source), faults)))
}
