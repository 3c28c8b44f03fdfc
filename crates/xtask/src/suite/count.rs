//! How many tests ran, read from what the runners print.

/// The sum over all `test result:` lines of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) ignored: usize,
}

impl Count {
    /// Reads the output of `cargo test`, of rustdoc's tests and of wasm-bindgen's runner.
    pub(crate) fn in_output(text: &str) -> Self {
        let text = without_colours(text);
        let results = text.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
        results.map(Self::in_result).fold(Self::default(), Self::plus)
    }

    /// The names of the failed tests.
    pub(crate) fn failures_in(text: &str) -> Vec<String> {
        let text = without_colours(text);
        let names = text.lines().filter_map(|line| {
            let (name, end) = line.trim().strip_prefix("test ")?.rsplit_once(" ... ")?;
            end.starts_with("FAIL").then(|| name.to_owned())
        });
        names.collect()
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            ignored: self.ignored + other.ignored,
        }
    }

    /// Reads what follows `test result: `.
    pub(crate) fn in_result(result: &str) -> Self {
        let number = |what: &str| {
            let mut parts = result.split([';', '.']).map(str::trim);
            parts.find_map(|part| part.strip_suffix(what)?.trim().parse().ok()).unwrap_or(0)
        };
        Self { passed: number("passed"), failed: number("failed"), ignored: number("ignored") }
    }
}

/// Takes out the escape sequences that colour a terminal.
pub(crate) fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "
running 2 tests
test tests::one ... ok
test tests::two ... FAILED

failures:

---- tests::two stdout ----
assertion failed

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

   Doc-tests domain

running 3 tests
test crates/domain/src/lib.rs - (line 3) ... ok
test crates/domain/src/lib.rs - (line 9) - compile ... ok
test crates/domain/src/lib.rs - (line 15) ... ignored

test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.52s
";

    const BROWSER: &str = "
Running headless tests in Chrome on `http://127.0.0.1:34567/`
running 3 tests
test app::storage::remembers ... ok
test app::storage::forgets ... ok
test app::clipboard::refused ... FAIL

test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 filtered out; finished in 0.02s
";

    #[test]
    fn results_of_several_binaries_are_summed() {
        assert_eq!(Count::in_output(CARGO), Count { passed: 3, failed: 1, ignored: 1 });
        assert_eq!(Count::failures_in(CARGO), ["tests::two"]);
    }

    #[test]
    fn the_browser_runner_is_understood() {
        assert_eq!(Count::in_output(BROWSER), Count { passed: 2, failed: 1, ignored: 0 });
        assert_eq!(Count::failures_in(BROWSER), ["app::clipboard::refused"]);
    }

    #[test]
    fn colours_do_not_disturb() {
        let text = "test a ... \u{1b}[31mFAILED\u{1b}[0m\n\
            test result: \u{1b}[32mok\u{1b}[0m. 12 passed; 0 failed; 0 ignored; 0 measured";
        assert_eq!(Count::in_output(text), Count { passed: 12, failed: 0, ignored: 0 });
        assert_eq!(Count::failures_in(text), ["a"]);
    }

    #[test]
    fn nothing_is_read_from_other_lines() {
        assert_eq!(Count::in_output("12 passed; 3 failed\nno tests to run!"), Count::default());
    }
}
