//! What libFuzzer prints, read.

use std::fmt;
use std::path::PathBuf;

/// How far a fuzzer has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) executions: u64,
    /// Places in the code, counted as ways from one block of it to the next.
    pub(super) edges: u64,
    /// Those, told apart also by how often and with what they were taken.
    pub(super) features: u64,
    /// Inputs that led somewhere new.
    pub(super) inputs: u64,
}

impl Reached {
    /// From `#37 INITED cov: 2470 ft: 5059 corp: 36/4353b exec/s: 0 rss: 28Mb`.
    pub(super) fn in_line(line: &str) -> Option<Self> {
        let executions = number(line.strip_prefix('#')?)?;
        let after = |label: &str| number(line.split_once(label)?.1);
        Some(Self {
            executions,
            edges: after(" cov: ")?,
            features: after(" ft: ")?,
            inputs: after(" corp: ")?,
        })
    }
}

impl fmt::Display for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { executions, edges, features, inputs } = self;
        let [executions, edges, features, inputs] =
            [executions, edges, features, inputs].map(|number| grouped(*number));
        write!(f, "{executions} executions; {edges} edges, {features} features, {inputs} inputs")
    }
}

/// How often it ran in the end: `stat::number_of_executed_units: 205387`.
pub(super) fn executed(line: &str) -> Option<u64> {
    number(line.strip_prefix("stat::number_of_executed_units:")?.trim_start())
}

/// Where it wrote the input that broke something, as its last words say.
pub(super) fn written(line: &str) -> Option<PathBuf> {
    line.split_once("Test unit written to ").map(|(_, path)| PathBuf::from(path))
}

/// Whether a line begins to say why it ended, or ends saying so.
pub(super) enum Why {
    Begins,
    Ends,
}

impl Why {
    pub(super) fn of(line: &str) -> Option<Self> {
        if line.starts_with("thread '") {
            Some(Self::Begins)
        } else if line.starts_with("==") || line.starts_with("note: run with `RUST_BACKTRACE") {
            Some(Self::Ends)
        } else {
            None
        }
    }
}

/// `==7== ERROR: libFuzzer: timeout after 11 seconds`: all that is said where nothing panicked.
pub(super) fn error(line: &str) -> Option<&str> {
    line.split_once("ERROR: libFuzzer: ").map(|(_, error)| error)
}

/// The digits that a text begins with.
fn number(text: &str) -> Option<u64> {
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

/// `1234567` as `1,234,567`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_read() {
        let line = "#1234567\tNEW    cov: 2470 ft: 15059 corp: 36/4353b lim: 253 exec/s: 9780 \
                    rss: 28Mb L: 67/253 MS: 1 ManualDict-";
        let reached = Reached::in_line(line).unwrap();
        assert_eq!(
            reached.to_string(),
            "1,234,567 executions; 2,470 edges, 15,059 features, 36 inputs"
        );
        assert_eq!(Reached::in_line("#2\tINITED exec/s: 0 rss: 25Mb"), None);
        assert_eq!(Reached::in_line("INFO: seed corpus: files: 36"), None);
    }

    #[test]
    fn the_end_is_read() {
        assert_eq!(executed("stat::number_of_executed_units: 205387"), Some(205_387));
        assert_eq!(executed("stat::average_exec_per_sec:     9780"), None);
        let line = "artifact_prefix='/a b/'; Test unit written to /a b/crash-1";
        assert_eq!(written(line), Some(PathBuf::from("/a b/crash-1")));
        assert_eq!(written("Base64: e30K"), None);
        let line = "==7== ERROR: libFuzzer: timeout after 11 seconds";
        assert_eq!(error(line), Some("timeout after 11 seconds"));
    }

    #[test]
    fn numbers_are_grouped() {
        let all = [0, 12, 123, 1234, 123_456, 1_234_567].map(grouped);
        assert_eq!(all, ["0", "12", "123", "1,234", "123,456", "1,234,567"]);
    }
}
