//! How a step ended.

use std::time::Duration;

use super::binaries;
use super::count::Count;
use crate::process::Ended;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    /// With what was measured.
    PassedWith(String),
    /// With a sentence for the table.
    Failed(String),
    /// It could not be done here; the table and the closing lines say why.
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
    /// Parts of it that cannot be done in this browser, a line each.
    pub(crate) left_out: Vec<String>,
}

/// A step that was performed, or skipped.
pub(crate) struct Ran {
    pub(crate) name: &'static str,
    pub(crate) outcome: Outcome,
    pub(crate) time: Duration,
}

impl Outcome {
    fn without_tests(verdict: Verdict) -> Self {
        Self { count: Count::default(), verdict, failures: Vec::new(), left_out: Vec::new() }
    }

    pub(crate) fn failed(why: &str) -> Self {
        Self::without_tests(Verdict::Failed(first_line(why)))
    }

    pub(crate) fn not_checked(why: &str) -> Self {
        Self::without_tests(Verdict::NotChecked(why.to_owned()))
    }

    /// A check that measures something, and it is as it should be.
    pub(crate) fn measured(figure: String) -> Self {
        Self::without_tests(Verdict::PassedWith(figure))
    }

    /// The same outcome with what was measured: a run that does not say it has not measured.
    pub(crate) fn with_figure(mut self, figure: Option<String>) -> Self {
        if self.verdict == Verdict::Passed {
            self.verdict = match figure {
                Some(figure) => Verdict::PassedWith(figure),
                None => Verdict::Failed("the figure is missing".to_owned()),
            };
        }
        self
    }

    /// The same outcome of a run that left something out.
    pub(crate) fn without(self, left_out: Vec<String>) -> Self {
        Self { left_out: [left_out, self.left_out].concat(), ..self }
    }

    /// The same outcome where everything that failed has passed the second time, which is told by name.
    /// What fails twice has failed.
    pub(crate) fn tried_again(mut self, step: &str, second: &Self) -> Self {
        let failed = std::mem::take(&mut self.failures);
        if second.verdict != Verdict::Passed || second.count.passed != failed.len() {
            return Self { failures: failed, ..self };
        }
        let Count { passed, failed: again, ignored } = self.count;
        self.count = Count { passed: passed + again, failed: 0, ignored };
        self.verdict = Verdict::Passed;
        let told = failed.iter().map(|name| format!("only the second time: {step}: {name}"));
        self.left_out.extend(told);
        self
    }

    /// A check that has no tests to count.
    pub(crate) fn of_check(well: bool) -> Self {
        if well { Self::without_tests(Verdict::Passed) } else { Self::failed("see above") }
    }

    /// A run of tests, judged by what the runner said and not by its exit status alone.
    pub(crate) fn of_tests(ended: &Ended, expected: &[&'static str]) -> Self {
        let count = Count::in_output(&ended.text);
        let missing = binaries::missing(expected, &ended.text);
        let why = match count {
            Count { failed: 1.., .. } => Some("see above".to_owned()),
            Count { passed: 0, .. } => Some("no test ran".to_owned()),
            _ if !ended.well => Some("the run broke off".to_owned()),
            Count { ignored: 1.., .. } => Some(format!("{} did not run", count.ignored)),
            _ if !missing.is_empty() => Some(format!("no test of {} ran", missing.join(", "))),
            _ => None,
        };
        // The browser's runner says so where others count to zero, and calls it a success.
        let empty = ended.text.lines().any(|line| line.trim() == "no tests to run!");
        let why = why.or_else(|| empty.then(|| "a binary had no tests".to_owned()));
        let verdict = why.map_or(Verdict::Passed, Verdict::Failed);
        let failures = Count::failures_in(&ended.text);
        Self { count, verdict, failures, left_out: Vec::new() }
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

/// The first line, and how many more there are: the whole stands above the table.
fn first_line(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    match text.lines().count() {
        0 | 1 => first.to_owned(),
        lines => format!("{first} (and {} more above)", lines - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: &str = "     Running tests/a.rs (target/a-1)\n\
                        test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured";

    fn outcome(well: bool, text: &str) -> Outcome {
        Outcome::of_tests(&Ended { well, text: text.to_owned() }, &["a"])
    }

    fn verdict(well: bool, text: &str) -> Verdict {
        outcome(well, text).verdict
    }

    fn failed(why: &str) -> Verdict {
        Verdict::Failed(why.to_owned())
    }

    #[test]
    fn a_run_is_judged_by_its_counts_and_its_end() {
        assert_eq!(verdict(true, FINE), Verdict::Passed);
        assert_eq!(verdict(false, FINE), failed("the run broke off"));
        assert_eq!(verdict(true, "no tests to run!"), failed("no test ran"));
        assert_eq!(verdict(true, ""), failed("no test ran"));
        let bad = "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured";
        assert_eq!(verdict(true, bad), failed("see above"));
        let ignored = "test result: ok. 3 passed; 0 failed; 2 ignored; 0 measured";
        assert_eq!(verdict(true, ignored), failed("2 did not run"));
    }

    #[test]
    fn a_binary_that_did_not_run_or_was_empty_is_a_failure() {
        let other = FINE.replace("target/a-1", "target/b-1");
        assert_eq!(verdict(true, &other), failed("no test of a ran"));
        let empty = format!("{FINE}\n     Running tests/b.rs (target/b-1)\nno tests to run!\n");
        assert_eq!(verdict(true, &empty), failed("a binary had no tests"));
    }

    #[test]
    fn a_figure_belongs_to_what_passed() {
        let figure = || Some("3 of 7 s".to_owned());
        let passed = outcome(true, FINE);
        let with = Verdict::PassedWith("3 of 7 s".to_owned());
        assert_eq!(passed.clone().with_figure(figure()).verdict, with);
        assert_eq!(passed.with_figure(None).verdict, failed("the figure is missing"));
        let broken = outcome(false, FINE).with_figure(figure());
        assert_eq!(broken.verdict, failed("the run broke off"));
    }

    #[test]
    fn what_passes_the_second_time_is_told_by_name() {
        let text = "     Running tests/a.rs (target/a-1)\ntest x::y ... FAILED\n\
                    test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured";
        let first = outcome(false, text);
        assert_eq!(first.failures, ["x::y"]);
        let second = |text: &str| outcome(true, text);
        let once = FINE.replace("3 passed", "1 passed");
        let passed = first.clone().tried_again("journeys", &second(&once));
        assert_eq!(
            (passed.verdict, passed.count.passed, passed.count.failed),
            (Verdict::Passed, 4, 0)
        );
        assert_eq!(passed.left_out, ["only the second time: journeys: x::y"]);
        assert_eq!(passed.failures, [""; 0]);
        for text in [text, "", FINE] {
            let failed = first.clone().tried_again("journeys", &second(text));
            assert_eq!(
                (failed.verdict, failed.count.failed),
                (Verdict::Failed("see above".to_owned()), 1)
            );
            assert_eq!(failed.failures, ["x::y"]);
        }
    }

    #[test]
    fn several_problems_are_counted() {
        assert_eq!(Outcome::failed("a: missing").verdict, failed("a: missing"));
        assert_eq!(Outcome::failed("a\nb\nc").verdict, failed("a (and 2 more above)"));
    }

    #[test]
    fn only_a_failure_is_bad() {
        assert!(!Ran::skipped("x").is_bad());
        let ran = |outcome| Ran { name: "x", outcome, time: Duration::ZERO };
        assert!(ran(Outcome::of_check(false)).is_bad());
        assert!(!ran(Outcome::of_check(true)).is_bad());
        assert!(!ran(Outcome::measured("1 of 2".to_owned())).is_bad());
        assert!(!ran(Outcome::not_checked("no network")).is_bad());
    }
}
