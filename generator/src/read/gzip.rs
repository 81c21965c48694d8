//! Gzip files. Source: RFC 1952.

use flate2::read::MultiGzDecoder;

use super::budget::Budget;
use super::fault;
use crate::error::Error;

pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B])
}

/// What is in a gzip file, its checksums checked.
pub(super) fn unpack(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Vec<u8>, Error> {
    budget.read(name, MultiGzDecoder::new(bytes), |error| {
        let message = match error.kind() {
            std::io::ErrorKind::UnexpectedEof => format!("`{name}` is gzip, but ends too early"),
            _ => format!("`{name}` starts like gzip, but is damaged: {error}"),
        };
        fault("invalid-gzip", name, message, "get the file again")
    })
}
