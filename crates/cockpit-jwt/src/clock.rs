//! What time it is, and what nobody can guess: the two things that come from the machine.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand;
use domain::UnixTime;

use crate::failure::Failure;

/// The time of day.
#[expect(clippy::disallowed_methods, reason = "the command is a shell")]
pub(crate) fn now() -> UnixTime {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixTime::from_seconds(since_epoch.as_secs())
}

/// 32 bytes from a cryptographic source.
#[expect(clippy::disallowed_methods, reason = "the command is a shell")]
pub(crate) fn random() -> Result<[u8; 32], Failure> {
    let mut bytes = [0; 32];
    if rand::fill(&mut bytes).is_ok() {
        return Ok(bytes);
    }
    let error = std::io::Error::other("the machine has no randomness");
    Err(Failure::System { doing: "beginning the sign-in", error })
}
