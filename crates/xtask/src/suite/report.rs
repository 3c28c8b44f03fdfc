//! The table at the end, and the line that sums it up.

use super::count::Count;
use super::outcome::{Ran, Verdict};
use crate::progress::spoken;
use crate::table::{self, Align};

/// A line per step.
pub(crate) fn table(ran: &[Ran]) -> String {
    let heading = ["step", "passed", "failed", "time", "result"].map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = std::iter::once(heading).chain(ran.iter().map(row)).collect();
    let columns = [Align::Left, Align::Right, Align::Right, Align::Right, Align::Left];
    table::draw(&columns, &rows)
}

/// The tests that failed, by name, for who does not want to scroll.
pub(crate) fn failures(ran: &[Ran]) -> String {
    let lines = ran.iter().flat_map(|ran| {
        ran.outcome.failures.iter().map(|name| format!("failed: {}: {name}\n", ran.name))
    });
    lines.collect()
}

/// What could not be done here, a line each: nobody is to take it for done.
pub(crate) fn not_checked(ran: &[Ran]) -> String {
    let lines = ran.iter().filter_map(|ran| match &ran.outcome.verdict {
        Verdict::NotChecked(why) => Some(format!("not checked: {} ({why})\n", ran.name)),
        _ => None,
    });
    lines.collect()
}

/// What a browser cannot do, a line each, for the same reason.
pub(crate) fn left_out(ran: &[Ran]) -> String {
    let lines = ran.iter().flat_map(|ran| &ran.outcome.left_out);
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Tests that passed, and tests and whole steps that did not.
pub(crate) fn closing(ran: &[Ran]) -> String {
    let sum = ran.iter().map(|ran| ran.outcome.count).fold(Count::default(), Count::plus);
    // A step without a failed test of its own (a lint, a build, a run that broke off) counts as one.
    let steps = ran.iter().filter(|ran| ran.is_bad() && ran.outcome.count.failed == 0).count();
    format!("{} passed, {} failed", sum.passed, sum.failed + steps)
}

fn row(ran: &Ran) -> Vec<String> {
    let count = ran.outcome.count;
    let has_tests = count != Count::default();
    let number = |number: usize| if has_tests { number.to_string() } else { String::new() };
    let time = match ran.outcome.verdict {
        Verdict::Skipped => String::new(),
        _ => spoken(ran.time),
    };
    let name = ran.name.to_owned();
    vec![name, number(count.passed), number(count.failed), time, result(&ran.outcome.verdict)]
}

fn result(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Passed => "ok".to_owned(),
        Verdict::PassedWith(figure) => format!("ok: {figure}"),
        Verdict::Failed(why) => format!("FAILED: {why}"),
        // Why stands below the table, where it may be long.
        Verdict::NotChecked(_) => "not checked".to_owned(),
        Verdict::Skipped => "skipped".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::process::Ended;
    use crate::suite::outcome::Outcome;

    fn ran() -> Vec<Ran> {
        let text = "test a ... FAILED\ntest result: FAILED. 8 passed; 1 failed; 0 ignored";
        let tests = Outcome::of_tests(&Ended { well: false, text: text.to_owned() }, &[]);
        let step =
            |name, outcome, seconds| Ran { name, outcome, time: Duration::from_secs(seconds) };
        vec![
            step("format", Outcome::of_check(true), 1),
            step("lints", Outcome::of_check(false), 62),
            step("advisories", Outcome::not_checked("no database"), 2),
            step("tests", tests, 30),
            step("size", Outcome::measured("128.6 of 130 KiB".to_owned()), 1),
            Ran::skipped("browser tests"),
        ]
    }

    #[test]
    fn the_table_says_what_ran_how_many_and_how_long() {
        let expected = "\
step           passed  failed        time  result
────────────────────────────────────────────────────────────────────
format                              1.0 s  ok
lints                          1 min 02 s  FAILED: see above
advisories                          2.0 s  not checked
tests               8       1        30 s  FAILED: see above
size                                1.0 s  ok: 128.6 of 130 KiB
browser tests                              skipped
";
        let drawn = table(&ran());
        let without_rule = |text: &str| {
            text.lines()
                .filter(|line| !line.starts_with('─'))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(without_rule(&drawn), without_rule(expected));
    }

    #[test]
    fn the_closing_line_counts_tests_and_failed_steps() {
        assert_eq!(closing(&ran()), "8 passed, 2 failed");
        assert_eq!(closing(&[]), "0 passed, 0 failed");
    }

    #[test]
    fn what_was_not_checked_is_named() {
        assert_eq!(not_checked(&ran()), "not checked: advisories (no database)\n");
        assert_eq!(not_checked(&[]), "");
    }

    #[test]
    fn what_was_left_out_is_named() {
        let mut ran = ran();
        let outcome = ran.remove(0).outcome.without(vec!["not in Firefox: x".to_owned()]);
        let step = Ran { name: "end to end", outcome, time: Duration::ZERO };
        assert_eq!(left_out(&[step]), "not in Firefox: x\n");
        assert_eq!(left_out(&ran), "");
    }

    #[test]
    fn failed_tests_are_named() {
        assert_eq!(failures(&ran()), "failed: tests: a\n");
    }
}
