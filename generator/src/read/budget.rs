//! How much one file may hold once it is unpacked. A few kilobytes can expand to all memory there
//! is; no model is anywhere near this limit (the largest of AWS is some 12 MB).

use std::io::{self, Read};

use super::fault;
use crate::error::Error;

/// 256 MiB, for everything in one file together.
const LIMIT: u64 = 256 << 20;

/// What is left of the limit.
pub(super) struct Budget {
    left: u64,
    limit: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self::new(LIMIT)
    }
}

impl Budget {
    pub(super) fn new(limit: u64) -> Self {
        Self { left: limit, limit }
    }

    /// Reads `from` to its end, or reports what `spoilt` makes of the reason why it cannot.
    pub(super) fn read(
        &mut self,
        name: &str,
        from: impl Read,
        spoilt: impl FnOnce(&io::Error) -> Error,
    ) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        // One byte more than may be, to know whether that was the end.
        let read = from.take(self.left.saturating_add(1)).read_to_end(&mut bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        match self.left.checked_sub(length) {
            None => Err(self.exceeded(name)),
            Some(left) => {
                read.map_err(|error| spoilt(&error))?;
                self.left = left;
                Ok(bytes)
            }
        }
    }

    fn exceeded(&self, name: &str) -> Error {
        let size = match self.limit >> 20 {
            0 => format!("{} bytes", self.limit),
            mib => format!("{mib} MiB"),
        };
        let message = format!("`{name}` expands beyond {size}, which no model needs");
        fault("too-large", name, message, "unpack it yourself, and give the JSON file")
    }
}
