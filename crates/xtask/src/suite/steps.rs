//! The steps of the test run, in the order of what fails fastest.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::outcome::Outcome;
use crate::project::Project;
use crate::setup::browser::{self, Pair};
use crate::setup::{self, cargo_deny, npm};
use crate::{demo, page, process, size, tidy};

/// One line of the table.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// Whether it belongs to `--fast` too.
    pub(crate) fast: bool,
    pub(crate) action: fn(&Project) -> anyhow::Result<Outcome>,
}

pub(crate) const ALL: &[Step] = &[
    Step { name: "tools", fast: false, action: tools },
    Step { name: "format", fast: true, action: format },
    Step { name: "house rules", fast: true, action: house_rules },
    Step { name: "lints", fast: true, action: lints },
    Step { name: "lints, wasm", fast: false, action: lints_wasm },
    Step { name: "documentation", fast: false, action: documentation },
    Step { name: "dependencies", fast: false, action: dependencies },
    Step { name: "advisories", fast: false, action: advisories },
    Step { name: "tests", fast: true, action: tests },
    Step { name: "tests in Chromium", fast: false, action: tests_in_chromium },
    Step { name: "page", fast: false, action: build_page },
    Step { name: "size", fast: false, action: measure },
    Step { name: "end to end", fast: false, action: end_to_end },
];

const WASM: &str = "wasm32-unknown-unknown";

fn tools(project: &Project) -> anyhow::Result<Outcome> {
    setup::everything(project)?;
    Ok(Outcome::of_check(true))
}

fn format(project: &Project) -> anyhow::Result<Outcome> {
    check(process::cargo(project).args(["fmt", "--all", "--check"]))
}

fn house_rules(project: &Project) -> anyhow::Result<Outcome> {
    Ok(match tidy::findings(project)?.len() {
        0 => Outcome::of_check(true),
        1 => Outcome::failed("1 finding"),
        findings => Outcome::failed(&format!("{findings} findings")),
    })
}

fn lints(project: &Project) -> anyhow::Result<Outcome> {
    let words = ["clippy", "--workspace", "--all-targets", "--keep-going", "--", "-D", "warnings"];
    check(process::cargo(project).args(words))
}

fn lints_wasm(project: &Project) -> anyhow::Result<Outcome> {
    // The domain comes along, since clippy looks at the members that `app` uses.
    let words = ["clippy", "-p", "app", "--all-targets", "--target", WASM, "--", "-D", "warnings"];
    check(process::cargo(project).args(words))
}

fn dependencies(project: &Project) -> anyhow::Result<Outcome> {
    let deny = cargo_deny(project)?.path;
    check(command(project, &deny).args(["check", "bans", "licenses", "sources"]))
}

fn documentation(project: &Project) -> anyhow::Result<Outcome> {
    let mut cargo = process::cargo(project);
    cargo.env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--workspace", "--no-deps"]);
    check(&mut cargo)
}

/// The database of advisories comes over the network; without it nothing is claimed.
fn advisories(project: &Project) -> anyhow::Result<Outcome> {
    let deny = cargo_deny(project)?.path;
    let fetch = &mut command(project, &deny);
    if !process::ends_well_within(fetch.args(["fetch", "db"]), Duration::from_mins(1)) {
        return Ok(Outcome::not_checked("the advisory database could not be fetched"));
    }
    check(command(project, &deny).args(["check", "--disable-fetch", "advisories"]))
}

fn tests(project: &Project) -> anyhow::Result<Outcome> {
    let words = ["test", "--workspace", "--exclude", "tests", "--no-fail-fast"];
    count(process::cargo(project).args(words))
}

fn tests_in_chromium(project: &Project) -> anyhow::Result<Outcome> {
    let pair = browser::pair(project)?;
    let mut cargo = process::cargo(project);
    cargo.args(["test", "--target", WASM, "--no-fail-fast"]);
    for package in with_browser_tests(project) {
        cargo.args(["--package", package]);
    }
    cargo
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner(project))
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browser::settings(project, &pair)?)
        .env("CHROMEDRIVER", &pair.driver.path);
    count(&mut cargo)
}

/// The crates that run in a browser and have tests which can.
fn with_browser_tests(project: &Project) -> impl Iterator<Item = &'static str> {
    let has_tests = |package: &&str| {
        let manifest = project.path("crates").join(package).join("Cargo.toml");
        std::fs::read_to_string(manifest).is_ok_and(|text| text.contains("wasm-bindgen-test"))
    };
    ["app", "domain"].into_iter().filter(has_tests)
}

fn runner(project: &Project) -> PathBuf {
    project.bin().join("wasm-bindgen-test-runner")
}

fn build_page(project: &Project) -> anyhow::Result<Outcome> {
    page::build(project)?;
    Ok(Outcome::of_check(true))
}

/// Not the page of an earlier run: if this one cannot be built, nothing is measured.
fn measure(project: &Project) -> anyhow::Result<Outcome> {
    page::build(project)?;
    Ok(match size::measure(project)?.first() {
        None => Outcome::of_check(true),
        Some(excess) => Outcome::failed(excess),
    })
}

fn end_to_end(project: &Project) -> anyhow::Result<Outcome> {
    page::build(project)?;
    let Pair { chromium, driver } = browser::pair(project)?;
    let mut cargo = process::cargo(project);
    // With the figures that the journeys measure, such as the seconds on a slow line.
    cargo.args(["test", "--package", "tests", "--no-fail-fast", "--", "--show-output"]);
    cargo
        .env("COCKPIT_JWT_CHROME", chromium.path)
        .env("COCKPIT_JWT_CHROMEDRIVER", driver.path)
        .env("COCKPIT_JWT_AXE", npm::axe(project)?.path)
        .env("COCKPIT_JWT_DIST", project.dist())
        .env("COCKPIT_JWT_BIN", demo::server(project)?);
    count(&mut cargo)
}

fn command(project: &Project, program: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project.root());
    command
}

fn check(command: &mut Command) -> anyhow::Result<Outcome> {
    Ok(Outcome::of_check(process::stream(command)?.well))
}

/// A run changes no file: a new snapshot is a failure, not a file beside the old one.
fn count(command: &mut Command) -> anyhow::Result<Outcome> {
    Ok(Outcome::of_tests(&process::stream(command.env("INSTA_UPDATE", "no"))?))
}
