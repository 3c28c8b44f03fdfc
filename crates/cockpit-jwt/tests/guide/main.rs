//! The guide's commands, run as they stand there against the demo's servers, and its outputs compared with
//! what came out. Needs `curl`, as the guide does.
#![cfg(unix)]

mod book;
mod browser;
mod pattern;
mod program;
mod session;
mod stage;

use std::process::Command;

use book::{Block, Language};
use session::run;
use stage::Stage;

/// What every reader does first.
const INTRODUCTION: &str = "introduction.md";

/// Blocks of commands that are not run: page, first line, and why.
const NOT_RUN: &[(&str, &str, &str)] = &[(
    INTRODUCTION,
    "cargo build --profile server --package cockpit-jwt",
    "builds for minutes what the test has built already",
)];

#[test]
fn every_command_of_the_guide_does_what_the_guide_says() {
    assert!(
        Command::new("curl").arg("--version").output().is_ok_and(|it| it.status.success()),
        "`curl` is missing: the guide's commands need it; install it and run the tests again"
    );
    let pages = book::pages();
    let introduction = pages.iter().find(|page| page.name == INTRODUCTION).unwrap();
    for page in &pages {
        let before = if page.name == INTRODUCTION { &[][..] } else { &introduction.blocks[..] };
        run(&Stage::set(), &[before, &page.blocks].concat());
    }
}

#[test]
fn every_page_is_in_the_summary_and_has_a_command_that_is_run() {
    let pages = book::pages();
    assert!(pages.len() >= 7, "the summary names {} pages", pages.len());
    for page in &pages {
        let runs =
            page.blocks.iter().any(|block| block.language == Language::Shell && is_run(block));
        assert!(runs, "{} has no command that is run", page.name);
    }
    let mut named: Vec<_> = pages.iter().map(|page| page.name.clone()).collect();
    named.push("SUMMARY.md".to_owned());
    named.sort();
    assert_eq!(book::files(), named);
}

#[test]
fn what_is_not_run_stands_in_the_guide() {
    let pages = book::pages();
    for (name, line, _) in NOT_RUN {
        let page = pages.iter().find(|page| page.name == *name).unwrap();
        assert!(page.blocks.iter().any(|block| !is_run(block)), "{name}: no `{line}`");
    }
}

#[test]
fn the_program_in_the_guide_is_the_one_that_is_tested() {
    let source = include_str!("program.rs");
    let blocks: Vec<_> = book::pages().into_iter().flat_map(|page| page.blocks).collect();
    let rust: Vec<_> = blocks.iter().filter(|block| block.language == Language::Rust).collect();
    assert_eq!(rust.len(), 1);
    assert!(source.contains(&rust[0].text), "tests/guide/program.rs and the guide differ");
}

#[test]
fn the_program_lists_what_the_command_created() {
    let stage = Stage::set();
    let (secret, key) = (stage.secret(), stage.identity.public_key_pem());
    let (server, api) = (stage.identity.base_url(), stage.api.base_url());
    let listed = stage.runtime.block_on(async {
        let source = program::source(&server, secret, &key).unwrap();
        program::repositories(&source, &api).await.unwrap()
    });
    assert_eq!(listed, "[]");
}

fn is_run(block: &Block) -> bool {
    let first = block.text.lines().next().unwrap_or_default();
    !NOT_RUN.iter().any(|(name, line, _)| block.place.starts_with(name) && *line == first)
}
