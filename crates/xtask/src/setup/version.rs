//! Which version a tool says it has, and whether that one will do.

use std::fmt;

/// The numbers of a version, as many as were said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version(Vec<u64>);

impl Version {
    /// The first word of a tool's answer that starts like a version.
    pub(crate) fn said_in(answer: &str) -> Option<Self> {
        answer.split_whitespace().find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        // `153.7.0esr` is a version with long support.
        let numbers = word.split(['-', '+']).next()?.trim_end_matches("esr");
        let numbers: Result<Vec<u64>, _> = numbers.split('.').map(str::parse).collect();
        numbers.ok().map(Self)
    }

    /// The first number, by which browsers and their drivers have to agree.
    pub(crate) fn major(&self) -> Option<u64> {
        self.0.first().copied()
    }

    /// Whether this version is of the wanted series: `0.22.4` is of `0.22`.
    pub(crate) fn is_of(&self, series: &str) -> bool {
        Self::parse(series).is_some_and(|series| self.0.starts_with(&series.0))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.0.iter().map(u64::to_string).collect();
        f.write_str(&numbers.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(answer: &str) -> String {
        Version::said_in(answer).map_or_else(|| "-".to_owned(), |version| version.to_string())
    }

    #[test]
    fn answers_of_real_tools_are_read() {
        assert_eq!(said("trunk 0.22.1\n"), "0.22.1");
        assert_eq!(said("wasm-opt version 132 (version_132)"), "132");
        assert_eq!(said("Chromium 140.0.7339.80 built on Debian GNU/Linux 13"), "140.0.7339.80");
        assert_eq!(said("ChromeDriver 140.0.7339.80 (abcdef-refs/heads@{#1})"), "140.0.7339.80");
        assert_eq!(said("cargo-deny 0.20.2-rc.1"), "0.20.2");
        assert_eq!(said("Mozilla Firefox 153.7.0esr"), "153.7.0");
        assert_eq!(said("geckodriver 0.37.1 (abcdef 2026-01-01)"), "0.37.1");
        assert_eq!(said("no version here"), "-");
        assert_eq!(said(""), "-");
    }

    #[test]
    fn a_series_is_matched_by_whole_numbers() {
        let version = Version::said_in("trunk 0.22.1").unwrap();
        assert!(version.is_of("0.22"));
        assert!(version.is_of("0.22.1"));
        assert!(!version.is_of("0.2"));
        assert!(!version.is_of("0.21"));
        assert!(!version.is_of("nonsense"));
        assert_eq!(version.major(), Some(0));
    }
}
