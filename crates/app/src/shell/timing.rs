//! How long the page's own work takes, for the browser's timeline (User Timing) and for tests.

use domain::{
    UnixTime,
    judge::{self, Profile, Report, Signatures},
    jwt::UntrustedJwt,
};

use super::window;

/// Judges, and has the time taken as "judge".
pub fn report(
    jwt: &UntrustedJwt,
    signatures: &Signatures,
    profile: Option<&Profile>,
    now: UnixTime,
) -> Report {
    timed("judge", || judge::report(jwt, signatures, profile, now))
}

/// Does something and has the time taken. Of each name only the last time is kept.
pub fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let Some(performance) = window().and_then(|window| window.performance()) else {
        return work();
    };
    performance.clear_measures_with_measure_name(name);
    // It fails only for names that the browser uses itself.
    let _ = performance.mark(name);
    let done = work();
    let _ = performance.measure_with_start_mark(name, name);
    performance.clear_marks_with_mark_name(name);
    done
}
