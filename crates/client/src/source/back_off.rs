//! When the next request may leave.

use std::time::Duration;

use tokio::time::Instant;

/// The pause after the first failure; it doubles with each further one.
const FIRST: Duration = Duration::from_millis(250);

/// No pause is longer.
const LONGEST: Duration = Duration::from_secs(8);

/// The pause after a success. It matters only where the token that came is too short for those who
/// ask, who would otherwise ask without end.
const AFTER_SUCCESS: Duration = Duration::from_secs(1);

/// Keeps requests apart.
#[derive(Default)]
pub(super) struct BackOff {
    failures: u32,
    earliest: Option<Instant>,
}

impl BackOff {
    /// Notes how a request ended.
    pub(super) fn note(&mut self, outcome: Ended) {
        let pause = match outcome {
            Ended::Well => {
                self.failures = 0;
                AFTER_SUCCESS
            }
            Ended::Badly => {
                let pause = FIRST.saturating_mul(2_u32.saturating_pow(self.failures));
                self.failures = self.failures.saturating_add(1);
                pause.min(LONGEST)
            }
        };
        self.earliest = Some(now() + pause);
    }

    /// When the next request may leave, if not at once.
    pub(super) fn earliest(&self) -> Option<Instant> {
        self.earliest
    }
}

/// How a request ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Well,
    Badly,
}

/// Tokio's clock, which its tests can stop.
#[expect(clippy::disallowed_methods, reason = "here, and here only, pauses are measured")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pauses after these ends, in milliseconds.
    fn pauses(ends: &[Ended]) -> Vec<u128> {
        let mut back_off = BackOff::default();
        let pause = |end: &Ended| {
            back_off.note(*end);
            (back_off.earliest().unwrap() - now()).as_millis()
        };
        ends.iter().map(pause).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_double_up_to_the_longest_and_begin_anew_after_a_success() {
        assert_eq!(BackOff::default().earliest(), None);
        let failures = [Ended::Badly; 7];
        assert_eq!(pauses(&failures), [250, 500, 1000, 2000, 4000, 8000, 8000]);
        let mixed = [Ended::Badly, Ended::Badly, Ended::Well, Ended::Badly];
        assert_eq!(pauses(&mixed), [250, 500, 1000, 250]);
    }

    #[tokio::test(start_paused = true)]
    async fn any_number_of_failures_is_one_more() {
        let mut back_off = BackOff { failures: u32::MAX, earliest: None };
        back_off.note(Ended::Badly);
        assert_eq!(back_off.earliest().unwrap() - now(), LONGEST);
    }
}
