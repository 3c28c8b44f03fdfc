//! Says what is being done, how far it is, and how long it took.

use std::time::{Duration, Instant};

/// How long something takes.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock of these commands")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// The steps of one command, counted.
pub(crate) struct Progress {
    steps: usize,
    done: usize,
}

impl Progress {
    pub(crate) fn of(steps: usize) -> Self {
        Self { steps, done: 0 }
    }

    /// Announces the next step, performs it, and says how long it took.
    pub(crate) fn step<T>(
        &mut self,
        doing: &str,
        action: impl FnOnce() -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        self.announce(doing);
        let start = Stopwatch::start();
        let result = action()?;
        println!("      done in {}", spoken(start.elapsed()));
        Ok(result)
    }

    /// Announces the next step, which will not come back.
    pub(crate) fn announce(&mut self, doing: &str) {
        self.done += 1;
        println!("[{}/{}] {doing}", self.done, self.steps);
    }
}

/// A duration as a person says it.
pub(crate) fn spoken(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_spoken() {
        assert_eq!(spoken(Duration::from_millis(240)), "0.2 s");
        assert_eq!(spoken(Duration::from_secs(59)), "59 s");
        assert_eq!(spoken(Duration::from_secs(365)), "6 min 05 s");
    }

    #[test]
    fn steps_are_counted_and_a_failure_comes_through() {
        let mut progress = Progress::of(2);
        assert_eq!(progress.step("one", || Ok(1)).unwrap(), 1);
        assert!(progress.step("two", || anyhow::bail!("no") as anyhow::Result<()>).is_err());
        assert_eq!(progress.done, 2);
    }
}
