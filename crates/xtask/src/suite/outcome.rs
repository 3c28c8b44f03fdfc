//! How a step ended.

use std::time::Duration;

use super::count::Count;
use crate::process::Ended;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    /// With a sentence for the table.
    Failed(String),
    /// It could not be done here, and the table says why.
    NotChecked(String),
    /// It was not asked for.
    Skipped,
}

#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) count: Count,
    pub(crate) verdict: Verdict,
    /// The names of the tests that failed.
    pub(crate) failures: Vec<String>,
}

/// A step that was performed, or skipped.
pub(crate) struct Ran {
    pub(crate) name: &'static str,
    pub(crate) outcome: Outcome,
    pub(crate) time: Duration,
}

impl Outcome {
    fn without_tests(verdict: Verdict) -> Self {
        Self { count: Count::default(), verdict, failures: Vec::new() }
    }

    pub(crate) fn failed(why: &str) -> Self {
        Self::without_tests(Verdict::Failed(first_line(why)))
    }

    pub(crate) fn not_checked(why: &str) -> Self {
        Self::without_tests(Verdict::NotChecked(why.to_owned()))
    }

    /// A check that has no tests to count.
    pub(crate) fn of_check(well: bool) -> Self {
        if well { Self::without_tests(Verdict::Passed) } else { Self::failed("see above") }
    }

    /// A run of tests, judged by what the runner said and not by its exit status alone.
    pub(crate) fn of_tests(ended: &Ended) -> Self {
        let count = Count::in_output(&ended.text);
        let verdict = match count {
            Count { passed: 0, failed: 0, .. } => Verdict::Failed("no test ran".to_owned()),
            Count { failed: 1.., .. } => Verdict::Failed("see above".to_owned()),
            Count { ignored: 1.., .. } => Verdict::Failed(format!("{} did not run", count.ignored)),
            _ if !ended.well => Verdict::Failed("the run broke off".to_owned()),
            _ => Verdict::Passed,
        };
        Self { count, verdict, failures: Count::failures_in(&ended.text) }
    }
}

impl Ran {
    pub(crate) fn skipped(name: &'static str) -> Self {
        let outcome = Outcome::without_tests(Verdict::Skipped);
        Self { name, outcome, time: Duration::ZERO }
    }

    pub(crate) fn is_bad(&self) -> bool {
        matches!(self.outcome.verdict, Verdict::Failed(_))
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(well: bool, text: &str) -> Verdict {
        Outcome::of_tests(&Ended { well, text: text.to_owned() }).verdict
    }

    fn failed(why: &str) -> Verdict {
        Verdict::Failed(why.to_owned())
    }

    #[test]
    fn a_run_is_judged_by_its_counts_and_its_end() {
        let fine = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured";
        assert_eq!(verdict(true, fine), Verdict::Passed);
        assert_eq!(verdict(false, fine), failed("the run broke off"));
        assert_eq!(verdict(true, "no tests to run!"), failed("no test ran"));
        assert_eq!(verdict(true, ""), failed("no test ran"));
        let bad = "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured";
        assert_eq!(verdict(true, bad), failed("see above"));
        let ignored = "test result: ok. 3 passed; 0 failed; 2 ignored; 0 measured";
        assert_eq!(verdict(true, ignored), failed("2 did not run"));
    }

    #[test]
    fn only_a_failure_is_bad() {
        assert!(!Ran::skipped("x").is_bad());
        let ran = |outcome| Ran { name: "x", outcome, time: Duration::ZERO };
        assert!(ran(Outcome::of_check(false)).is_bad());
        assert!(!ran(Outcome::of_check(true)).is_bad());
        assert!(!ran(Outcome::not_checked("no network")).is_bad());
    }
}
