//! How long things take.

use std::time::{Duration, Instant};

/// A clock with laps.
pub(crate) struct Clock {
    lap: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { lap: Instant::now() }
    }

    /// The time since the last lap, or since the start.
    pub(crate) fn lap(&mut self) -> Duration {
        let began = std::mem::replace(&mut self.lap, Instant::now());
        self.lap.duration_since(began)
    }
}
