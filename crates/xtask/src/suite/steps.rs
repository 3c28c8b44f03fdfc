//! The steps of the test run, in the order of what fails fastest.

use std::ffi::OsString;
use std::process::Command;
use std::time::Duration;

use super::binaries;
use super::outcome::Outcome;
use crate::command_line::Browser;
use crate::project::Project;
use crate::setup;
use crate::setup::{Tool, browser};
use crate::{demo, examples, fuzz, page, process, size, tidy};

/// One line of the table.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// Whether it belongs to `--fast` too.
    pub(crate) fast: bool,
    /// The browser that it is about, if it needs one.
    pub(crate) browser: Option<Browser>,
    pub(crate) action: Action,
}

pub(crate) const ALL: &[Step] = &[
    slow("tools", tools),
    slow("tools: Chromium", chromium_and_driver).of(Browser::Chromium),
    slow("tools: Firefox", firefox_and_driver).of(Browser::Firefox),
    fast("format", format),
    fast("house rules", house_rules),
    fast("lints", lints),
    slow("lints, wasm", lints_wasm),
    slow("documentation", documentation),
    slow("dependencies", dependencies),
    slow("advisories", advisories),
    fast("tests", tests),
    slow("interop", interop),
    slow("fuzz", fuzz_a_little),
    slow("tests in Chromium", tests_in_chromium).of(Browser::Chromium),
    slow("page", build_page),
    slow("examples", build_examples),
    slow("size", measure),
    slow("end to end", end_to_end).of(Browser::Chromium),
    slow("end to end, Firefox", end_to_end_in_firefox).of(Browser::Firefox),
    slow("slow line", slow_line).of(Browser::Chromium),
];

type Action = fn(&Project) -> anyhow::Result<Outcome>;

/// It belongs to `--fast` too.
const fn fast(name: &'static str, action: Action) -> Step {
    Step { name, fast: true, browser: None, action }
}

const fn slow(name: &'static str, action: Action) -> Step {
    Step { name, fast: false, browser: None, action }
}

impl Step {
    const fn of(self, browser: Browser) -> Self {
        Self { browser: Some(browser), ..self }
    }
}

const WASM: &str = "wasm32-unknown-unknown";
const RUNNER: &str = "wasm-bindgen-test-runner";

fn tools(project: &Project) -> anyhow::Result<Outcome> {
    listed(project, setup::ALL)
}

fn chromium_and_driver(project: &Project) -> anyhow::Result<Outcome> {
    listed(project, &[Tool::Chromium])
}

fn firefox_and_driver(project: &Project) -> anyhow::Result<Outcome> {
    listed(project, &[Tool::Firefox])
}

fn listed(project: &Project, tools: &[Tool]) -> anyhow::Result<Outcome> {
    setup::listed(project, tools)?;
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
    let which = ["--workspace", "--all-targets", "--features", "signature/interop"];
    let words = ["--keep-going", "--", "-D", "warnings"];
    check(locked(project, "clippy").args(which).args(words))
}

fn lints_wasm(project: &Project) -> anyhow::Result<Outcome> {
    // The domain comes along, since clippy looks at the members that `app` uses.
    let words = ["-p", "app", "--all-targets", "--target", WASM, "--", "-D", "warnings"];
    check(locked(project, "clippy").args(words))
}

fn dependencies(project: &Project) -> anyhow::Result<Outcome> {
    let words = ["--locked", "check", "bans", "licenses", "sources"];
    check(deny(project)?.args(words))
}

fn documentation(project: &Project) -> anyhow::Result<Outcome> {
    let mut cargo = locked(project, "doc");
    check(cargo.env("RUSTDOCFLAGS", "-D warnings").args(["--workspace", "--no-deps"]))
}

/// The database of advisories comes over the network; without it nothing is claimed.
fn advisories(project: &Project) -> anyhow::Result<Outcome> {
    let fetched = process::within(deny(project)?.args(["fetch", "db"]), Duration::from_mins(1));
    if let Err(why) = fetched {
        return Ok(Outcome::not_checked(&why));
    }
    check(deny(project)?.args(["--locked", "check", "--disable-fetch", "advisories"]))
}

fn deny(project: &Project) -> anyhow::Result<Command> {
    let mut command = Command::new(setup::cargo_deny(project)?.path);
    command.current_dir(project.root());
    Ok(command)
}

fn tests(project: &Project) -> anyhow::Result<Outcome> {
    setup::curl(project)?;
    let words = ["--workspace", "--exclude", "tests", "--no-fail-fast"];
    Ok(count(locked(project, "test").args(words), binaries::NATIVE)?.0)
}

/// With another program that signs and verifies: not among the tests that need nothing but cargo.
fn interop(project: &Project) -> anyhow::Result<Outcome> {
    let (jose, node) = setup::jose(project)?;
    let mut cargo = locked(project, "test");
    cargo.args(["--package", "signature", "--features", "interop", "--test", "interop"]);
    cargo.env("COCKPIT_JWT_JOSE", jose).env("COCKPIT_JWT_NODE", node);
    Ok(count(&mut cargo, binaries::INTEROP)?.0)
}

/// Long enough to find what is easily found; `cargo xtask fuzz` looks for longer.
fn fuzz_a_little(project: &Project) -> anyhow::Result<Outcome> {
    if let Err(why) = setup::cpp_compiler(project) {
        return Ok(Outcome::not_checked(&why.to_string()));
    }
    let all = fuzz::fuzz(project, fuzz::From::Corpus, Duration::from_secs(10))?;
    for ended in &all {
        println!("{ended}");
    }
    Ok(if all.iter().any(|ended| ended.finding.is_some()) {
        Outcome::failed("a finding: see above; `cargo xtask fuzz` keeps it as a test")
    } else {
        Outcome::measured(format!("{} executions", fuzz::executions(&all)))
    })
}

fn tests_in_chromium(project: &Project) -> anyhow::Result<Outcome> {
    let pair = setup::chromium(project)?;
    let mut cargo = locked(project, "test");
    cargo.args(["--target", WASM, "--no-fail-fast", "--package", "app", "--package", "domain"]);
    for binary in binaries::IN_CHROMIUM {
        cargo.args(["--test", binary]);
    }
    cargo
        // By its name alone: cargo would take a folder with a blank in it for two words.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", RUNNER)
        .env("PATH", process::path_with_tools(project)?)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browser::settings(project, &pair)?)
        .env("CHROMEDRIVER", &pair.driver.path);
    Ok(count(&mut cargo, binaries::IN_CHROMIUM)?.0)
}

fn build_page(project: &Project) -> anyhow::Result<Outcome> {
    page::build(project)?;
    Ok(Outcome::of_check(true))
}

fn build_examples(project: &Project) -> anyhow::Result<Outcome> {
    let _page = page::build(project)?;
    examples::build(project)?;
    examples::check(project)?;
    Ok(Outcome::of_check(true))
}

/// Not the page of an earlier run: if this one cannot be built, nothing is measured.
fn measure(project: &Project) -> anyhow::Result<Outcome> {
    let _page = page::build(project)?;
    let measured = size::measure(project)?;
    Ok(match measured.excesses.first() {
        None => Outcome::measured(measured.figure),
        Some(excess) => Outcome::failed(excess),
    })
}

const JOURNEYS: &[&str] = &["--lib", "--test", "journeys"];

fn end_to_end(project: &Project) -> anyhow::Result<Outcome> {
    Ok(all_journeys(project, &in_chromium(project)?, "Chromium")?.0)
}

fn end_to_end_in_firefox(project: &Project) -> anyhow::Result<Outcome> {
    let (outcome, text) = all_journeys(project, &in_firefox(project)?, "Firefox")?;
    Ok(outcome.without(left_out(&text)))
}

/// A browser on a busy machine may be late where no page is: a few that failed are tried once more, by
/// themselves, and told by name even if they pass then.
fn all_journeys(
    project: &Project,
    told: &Variables,
    browser: &str,
) -> anyhow::Result<(Outcome, String)> {
    const A_FEW: usize = 3;
    let (first, text) = journeys(project, told, JOURNEYS, &[], binaries::END_TO_END)?;
    if !(1..=A_FEW).contains(&first.failures.len()) {
        return Ok((first, text));
    }
    println!("\nonce more: {}", first.failures.join(", "));
    let (second, _) = journeys(project, told, JOURNEYS, &first.failures, &[])?;
    Ok((first.tried_again(browser, &second), text))
}

fn slow_line(project: &Project) -> anyhow::Result<Outcome> {
    let told = in_chromium(project)?;
    let (outcome, text) =
        journeys(project, &told, &["--test", "slow_line"], &[], binaries::SLOW_LINE)?;
    Ok(outcome.with_figure(seconds_in(&text)))
}

/// From `the exchange leaves 3.61 s after the redirect (at most 7 s)`.
fn seconds_in(output: &str) -> Option<String> {
    let (_, after) = output.split_once("the exchange leaves ")?;
    let (seconds, after) = after.split_once(" s after the redirect (at most ")?;
    let (most, _) = after.split_once(" s)")?;
    [seconds, most].iter().all(|number| number.parse::<f64>().is_ok()).then_some(())?;
    Some(format!("{seconds} of {most} s"))
}

/// What the journeys say of themselves where the browser cannot do something.
fn left_out(output: &str) -> Vec<String> {
    let lines = output.lines().filter(|line| line.starts_with("not in Firefox: "));
    let mut lines: Vec<String> = lines.map(str::to_owned).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

type Variables = Vec<(&'static str, OsString)>;

fn in_chromium(project: &Project) -> anyhow::Result<Variables> {
    let browser::Pair { chromium, driver } = setup::chromium(project)?;
    Ok(vec![
        ("COCKPIT_JWT_BROWSER", "chromium".into()),
        ("COCKPIT_JWT_CHROME", chromium.path.into()),
        ("COCKPIT_JWT_CHROME_FLAGS", browser::flags().join(" ").into()),
        ("COCKPIT_JWT_CHROMEDRIVER", driver.path.into()),
    ])
}

fn in_firefox(project: &Project) -> anyhow::Result<Variables> {
    let setup::firefox::Pair { firefox, driver } = setup::firefox(project)?;
    Ok(vec![
        ("COCKPIT_JWT_BROWSER", "firefox".into()),
        ("COCKPIT_JWT_FIREFOX", firefox.path.into()),
        ("COCKPIT_JWT_GECKODRIVER", driver.path.into()),
    ])
}

/// Runs tests that start a browser, those of these names or all, and returns what they printed too.
fn journeys(
    project: &Project,
    told: &Variables,
    which: &[&str],
    names: &[String],
    expected: &[&'static str],
) -> anyhow::Result<(Outcome, String)> {
    let axe = setup::axe(project)?.path;
    // Kept, so that nobody builds another page while they look at this one.
    let _page = page::build(project)?;
    let mut cargo = locked(project, "test");
    cargo.args(["--package", "tests", "--no-fail-fast"]).args(which);
    cargo.args(["--", "--show-output", &format!("--test-threads={}", at_once())]);
    if !names.is_empty() {
        cargo.arg("--exact").args(names);
    }
    cargo
        .envs(told.iter().map(|(name, value)| (name, value)))
        .env("COCKPIT_JWT_AXE", axe)
        .env("COCKPIT_JWT_DIST", project.dist())
        .env("COCKPIT_JWT_PORTAL", examples::build(project)?)
        .env("COCKPIT_JWT_BIN", demo::server(project)?);
    count(&mut cargo, expected)
}

/// Each journey starts several browsers, which do not leave a core each for one another.
fn at_once() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(4)
}

/// A command of cargo that fails when the lock file is not that of the manifests.
fn locked(project: &Project, command: &str) -> Command {
    let mut cargo = process::cargo(project);
    cargo.args([command, "--locked"]);
    cargo
}

fn check(command: &mut Command) -> anyhow::Result<Outcome> {
    Ok(Outcome::of_check(process::stream(command)?.well))
}

/// A run changes no file: a new snapshot is a failure, not a file beside the old one.
fn count(command: &mut Command, expected: &[&'static str]) -> anyhow::Result<(Outcome, String)> {
    process::without_proxy(command);
    let ended = process::stream(command.env("INSTA_UPDATE", "no"))?;
    Ok((Outcome::of_tests(&ended, expected), ended.text))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_slow_lines_figure_is_read() {
        let line = "test a ... ok\nthe exchange leaves 3.61 s after the redirect (at most 7 s)\n";
        assert_eq!(seconds_in(line).unwrap(), "3.61 of 7 s");
        assert_eq!(seconds_in("the exchange leaves late s after the redirect (at most 7 s)"), None);
        assert_eq!(seconds_in(""), None);
    }

    #[test]
    fn what_is_left_out_is_told_once() {
        let text = "test a ... ok\nnot in Firefox: b: why\nnot in Firefox: a: why\n\
                    not in Firefox: b: why\n";
        assert_eq!(left_out(text), ["not in Firefox: a: why", "not in Firefox: b: why"]);
        assert_eq!(left_out("test a ... ok\n"), [""; 0]);
    }

    #[test]
    fn cargo_may_not_mend_the_lock_file() {
        let command = locked(&Project::at(Path::new("/p")), "test");
        let words: Vec<_> = command.get_args().collect();
        assert_eq!(words, ["test", "--locked"]);
    }

    #[test]
    fn cargo_cannot_take_the_runner_for_two_words() {
        assert!(!RUNNER.contains([' ', '/']));
    }

    #[test]
    fn a_few_journeys_run_at_once() {
        assert!((1..=4).contains(&at_once()));
    }
}
