//! The only place of this crate that asks for the time.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use domain::UnixTime;

/// The time of day.
#[expect(clippy::disallowed_methods, reason = "here, and here only, the clock is read")]
pub(crate) fn now() -> UnixTime {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixTime::from_seconds(since_epoch.as_secs())
}

/// A point from which durations are measured.
#[expect(clippy::disallowed_methods, reason = "here, and here only, the clock is read")]
pub(crate) fn stopwatch() -> Instant {
    Instant::now()
}
