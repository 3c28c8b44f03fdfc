//! What time it is, as a value that a test can move.

use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use domain::UnixTime;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> UnixTime + Send + Sync>;

/// The time of the machine.
#[expect(clippy::disallowed_methods, reason = "the default for programs; tests give another clock")]
pub fn system_clock() -> Clock {
    Arc::new(|| {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        UnixTime::from_seconds(since_epoch.as_secs())
    })
}
