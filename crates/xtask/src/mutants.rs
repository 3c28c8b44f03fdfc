//! `cargo xtask mutants`: breaks the code in one place after the other, and says where no test minds.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context, bail};

use crate::command_line::MutantsOptions;
use crate::project::Project;
use crate::setup;

/// What decides about a token.
const FILES: &[&str] = &[
    "crates/domain/src/judge/**/*.rs",
    "crates/domain/src/jwt/**/*.rs",
    "crates/domain/src/key/**/*.rs",
];

pub(crate) fn run(project: &Project, options: &MutantsOptions) -> anyhow::Result<ExitCode> {
    let tool = setup::cargo_mutants(project)?.path;
    let target = Project::target()?;
    let mut command = Command::new(tool);
    command.current_dir(project.root()).args(words(&options.files)).arg("--output").arg(&target);
    let status = command.status().context("cargo-mutants cannot be started")?;
    went_through(status.code())?;
    let output = target.join("mutants.out");
    let all = |name: &str| {
        let file = output.join(name);
        let text = fs::read_to_string(&file);
        text.with_context(|| format!("cannot read {}", file.display()))
    };
    let unnoticed = unnoticed(&all("missed.txt")?);
    println!("\n{}", unnoticed.as_deref().unwrap_or("every change is noticed by a test"));
    Ok(if unnoticed.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What to do about those that no test noticed. A test that never ends has noticed.
fn unnoticed(list: &str) -> Option<String> {
    (!list.trim().is_empty()).then(|| {
        format!(
            "no test notices:\n{}\nwrite one, or say in .cargo/mutants.toml why none is needed",
            list.trim_end()
        )
    })
}

/// Only the domain's own tests count: a rule that is tested from afar is not tested.
fn words(files: &[String]) -> Vec<String> {
    let usual = FILES.iter().map(ToString::to_string);
    let files = if files.is_empty() { usual.collect() } else { files.to_vec() };
    let files = files.into_iter().flat_map(|file| ["--file".to_owned(), file]);
    let words = ["mutants", "--package", "domain", "--test-package", "domain"];
    words.map(str::to_owned).into_iter().chain(files).collect()
}

/// Its exit statuses are documented. That some changes were not noticed (2), or made a test run for
/// ever (3), it says with one number only, so its lists are read.
fn went_through(code: Option<i32>) -> anyhow::Result<()> {
    match code {
        Some(0 | 2 | 3) => Ok(()),
        Some(4) => bail!("the tests fail before anything is changed: see above"),
        _ => bail!("cargo-mutants broke off: see above"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_the_judges_or_those_that_were_named() {
        let usual = words(&[]).join(" ");
        let start =
            "mutants --package domain --test-package domain --file crates/domain/src/judge/";
        assert!(usual.starts_with(start), "{usual}");
        let named = words(&["a.rs".to_owned()]).join(" ");
        assert_eq!(named, "mutants --package domain --test-package domain --file a.rs");
    }

    #[test]
    fn only_a_run_that_went_through_has_a_result() {
        assert!([0, 2, 3].into_iter().all(|code| went_through(Some(code)).is_ok()));
        let error = went_through(Some(4)).unwrap_err().to_string();
        assert_eq!(error, "the tests fail before anything is changed: see above");
        assert!(went_through(Some(1)).is_err() && went_through(None).is_err());
    }

    #[test]
    fn what_is_not_noticed_is_told() {
        assert_eq!(unnoticed("\n"), None);
        let expected = "no test notices:\na.rs:1:2: replace a\nwrite one, or say in \
                        .cargo/mutants.toml why none is needed";
        assert_eq!(unnoticed("a.rs:1:2: replace a\n").unwrap(), expected);
    }

    /// Every line of the list of exceptions stands below a comment that says why.
    #[test]
    fn every_change_that_no_test_notices_is_explained() {
        let settings = Project::find().unwrap().path(".cargo/mutants.toml");
        let settings = fs::read_to_string(settings).unwrap();
        let lines: Vec<&str> = settings.lines().map(str::trim).collect();
        let start = lines.iter().position(|line| line.starts_with("exclude_re")).unwrap();
        for pair in lines[start..].windows(2).filter(|pair| pair[1].starts_with(['"', '\''])) {
            assert!(pair[0].starts_with('#'), "no reason above {}", pair[1]);
        }
    }
}
