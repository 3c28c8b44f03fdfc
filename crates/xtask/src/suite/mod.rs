//! `cargo xtask test`: every check and every test, one after the other, then one table.

mod count;
mod outcome;
mod report;
mod steps;

use std::process::ExitCode;

use self::outcome::{Outcome, Ran};
use self::steps::Step;
use crate::command_line::TestOptions;
use crate::progress::Stopwatch;
use crate::project::Project;

/// Runs all steps, also after a failure: one run shows everything that is wrong.
pub(crate) fn run(project: &Project, options: &TestOptions) -> ExitCode {
    let total = steps::ALL.iter().filter(|step| is_chosen(step, options)).count();
    let mut number = 0;
    let mut ran = Vec::new();
    for step in steps::ALL {
        if is_chosen(step, options) {
            number += 1;
            println!("\n[{number}/{total}] {}", step.name);
            ran.push(perform(project, step));
        } else {
            ran.push(Ran::skipped(step.name));
        }
    }
    print!("\n{}", report::failures(&ran));
    print!("\n{}\n{}\n", report::table(&ran), report::closing(&ran));
    // Nothing chosen is nothing shown to work.
    let good = total > 0 && !ran.iter().any(Ran::is_bad);
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn is_chosen(step: &Step, options: &TestOptions) -> bool {
    let is_named = options.only.as_ref().is_none_or(|only| step.name.contains(only.as_str()));
    is_named && (step.fast || !options.fast)
}

fn perform(project: &Project, step: &'static Step) -> Ran {
    let start = Stopwatch::start();
    let outcome = (step.action)(project).unwrap_or_else(|error| {
        println!("error: {error:#}");
        Outcome::failed(&format!("{error:#}"))
    });
    Ran { name: step.name, outcome, time: start.elapsed() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(fast: bool, only: Option<&str>) -> Vec<&'static str> {
        let options = TestOptions { fast, only: only.map(str::to_owned) };
        let chosen = steps::ALL.iter().filter(|step| is_chosen(step, &options));
        chosen.map(|step| step.name).collect()
    }

    #[test]
    fn without_options_everything_is_chosen() {
        assert_eq!(chosen(false, None).len(), steps::ALL.len());
    }

    #[test]
    fn fewer_steps_can_be_chosen() {
        assert_eq!(chosen(true, None), ["format", "house rules", "lints", "tests"]);
        assert_eq!(chosen(false, Some("end to end")), ["end to end"]);
        assert_eq!(chosen(false, Some("no such step")), [""; 0]);
    }
}
