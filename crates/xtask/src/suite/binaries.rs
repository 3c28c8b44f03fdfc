//! Which binaries of tests have to run in a step, so that one that is lost is missed.

use super::count::{Count, without_colours};

/// All of the workspace that run natively, by the names of their files; a name may come twice.
pub(crate) const NATIVE: &[&str] = &[
    "app",
    "catalogue",
    "catalogue",
    "it",
    "client",
    "client",
    "cockpit_jwt",
    "console",
    "command",
    "demo",
    "it",
    "domain",
    "flow",
    "folded",
    "guide",
    "inspect",
    "fuzz",
    "itsyouonline",
    "judge",
    "jwt",
    "key",
    "provider",
    "provider",
    "proxy",
    "it",
    "replay",
    "snippet",
    "algorithms",
    "corpus",
    "keys",
    "vectors",
    "terminal",
    "verify",
    "xtask",
];

/// What needs Node.js.
pub(crate) const INTEROP: &[&str] = &["interop"];

/// Those that run in a browser.
pub(crate) const IN_CHROMIUM: &[&str] = &["shell", "judge", "jwt"];

/// The journeys, and what the harness says about itself.
pub(crate) const END_TO_END: &[&str] = &["tests", "journeys"];

pub(crate) const SLOW_LINE: &[&str] = &["slow_line"];

/// The name for tests in documentation.
const DOCUMENTATION: &str = "documentation";

/// The expected names of which no test ran, without repetition.
pub(crate) fn missing(expected: &[&'static str], output: &str) -> Vec<&'static str> {
    let output = without_colours(output);
    let mut missing: Vec<&str> = expected.to_vec();
    for name in that_ran(&output) {
        if let Some(place) = missing.iter().position(|one| *one == name) {
            missing.remove(place);
        }
    }
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// The names of the binaries of which at least one test ran, in their order.
fn that_ran(output: &str) -> Vec<&str> {
    let mut running = DOCUMENTATION;
    let mut ran = Vec::new();
    for line in output.lines().map(str::trim) {
        if let Some(next) = started(line) {
            running = next;
        } else if let Some(result) = line.strip_prefix("test result: ") {
            let count = Count::in_result(result);
            ran.extend((count.passed + count.failed > 0).then_some(running));
            running = DOCUMENTATION;
        }
    }
    ran
}

/// `Running tests/it/main.rs (target/debug/deps/it-0123abcd)`; what documents has no binary.
fn started(line: &str) -> Option<&str> {
    if line.starts_with("Doc-tests ") {
        return Some(DOCUMENTATION);
    }
    let path = line.strip_prefix("Running ")?.strip_suffix(')')?;
    let file = path.rsplit(['/', '\\']).next()?;
    file.rsplit_once('-').map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::page::files;
    use crate::project::Project;

    const OUTPUT: &str = "
   Compiling demo v0.1.0
     Running unittests src/lib.rs (target/debug/deps/demo-e43375c4b7fc6d51)
running 2 tests
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
     \u{1b}[1m\u{1b}[92mRunning\u{1b}[0m tests/it/main.rs (/a b/target/debug/deps/it-bf0f4e98f3916ccb)
test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
     Running unittests src/main.rs (target/debug/deps/cockpit_jwt-591ca250b028c5d6)
test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
     Running tests/shell/main.rs (target/wasm32-unknown-unknown/debug/deps/shell-82b870722.wasm)
Running headless tests in Chrome on `http://127.0.0.1:37027/`
test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.02s
   Doc-tests domain
test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

    #[test]
    fn binaries_of_which_a_test_ran_are_told_by_name() {
        assert_eq!(that_ran(&without_colours(OUTPUT)), ["demo", "it", "shell", DOCUMENTATION]);
    }

    #[test]
    fn what_is_expected_and_did_not_run_is_missing() {
        assert_eq!(missing(&["demo", "it", "shell"], OUTPUT), [""; 0]);
        assert_eq!(missing(&["it", "it", "domain", "demo"], OUTPUT), ["domain", "it"]);
        assert_eq!(missing(&["cockpit_jwt"], OUTPUT), ["cockpit_jwt"]);
        assert_eq!(missing(&["slow_line"], ""), ["slow_line"]);
    }

    /// The integration tests in a crate's folder.
    fn tests_in(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder.join("tests")).into_iter().flatten().flatten();
        let tests = entries.map(|entry| entry.path()).filter(|path| {
            path.join("main.rs").is_file() || path.extension().is_some_and(|kind| kind == "rs")
        });
        tests.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
    }

    fn has_own_tests(folder: &Path) -> bool {
        let sources = files::below(&folder.join("src")).unwrap();
        sources.iter().any(|file| fs::read_to_string(file).unwrap().contains("#[cfg(test)]"))
    }

    fn sorted(mut names: Vec<String>) -> Vec<String> {
        names.sort();
        names
    }

    #[test]
    fn every_crate_with_tests_and_every_file_of_tests_is_expected() {
        let project = Project::find().unwrap();
        let mut found = Vec::new();
        for entry in fs::read_dir(project.path("crates")).unwrap() {
            let folder = entry.unwrap().path();
            if has_own_tests(&folder) {
                found.push(folder.file_name().unwrap().to_str().unwrap().replace('-', "_"));
            }
            found.extend(tests_in(&folder));
        }
        let expected = NATIVE.iter().chain(INTEROP).chain(&["shell"]).map(ToString::to_string);
        assert_eq!(sorted(found), sorted(expected.collect()));
        let journeys = tests_in(&project.path("tests"));
        assert_eq!(sorted(journeys), [END_TO_END[1], SLOW_LINE[0]]);
    }
}
