//! `cargo xtask test`: every check and every test, one after the other, then one table.

mod binaries;
mod choice;
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
pub(crate) fn run(project: &Project, options: &TestOptions) -> anyhow::Result<ExitCode> {
    let chosen = choice::of(options)?;
    let mut number = 0;
    let mut ran = Vec::new();
    for step in steps::ALL {
        if chosen.iter().any(|chosen| chosen.name == step.name) {
            number += 1;
            println!("\n[{number}/{}] {}", chosen.len(), step.name);
            ran.push(perform(project, step));
        } else {
            ran.push(Ran::skipped(step.name));
        }
    }
    print!("\n{}", report::failures(&ran));
    let notes = report::not_checked(&ran) + &report::left_out(&ran);
    print!("\n{}\n{notes}{}\n", report::table(&ran), report::closing(&ran));
    let is_good = !ran.iter().any(Ran::is_bad);
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn perform(project: &Project, step: &'static Step) -> Ran {
    let start = Stopwatch::start();
    let outcome = (step.action)(project).unwrap_or_else(|error| {
        println!("error: {error:#}");
        Outcome::failed(&format!("{error:#}"))
    });
    Ran { name: step.name, outcome, time: start.elapsed() }
}
