//! Words that do not belong into the sources.
//!
//! They are put together from two halves here, so that this file does not break its own rule.

use super::Finding;
use super::tree::{Source, Tree};

const FORBIDDEN: &[(&str, &str)] = &[
    (concat!("#[al", "low("), "use `#[expect(…, reason = …)]`"),
    (concat!("#![al", "low("), "use `#[expect(…, reason = …)]`"),
    (concat!("#[ig", "nore"), "a test runs, or is not there"),
    (concat!("to", "do!("), "finish it"),
    (concat!("unimple", "mented!("), "finish it"),
    (concat!("db", "g!("), "take it out"),
];

const HOMES: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/ro", "ot/"),
    concat!("C:\\Us", "ers\\"),
];

pub(crate) fn forbidden(tree: &Tree) -> Vec<Finding> {
    let words = |line: &str| {
        let found = FORBIDDEN.iter().find(|(word, _)| line.contains(word));
        found.map(|(word, advice)| format!("`{word}`: {advice}"))
    };
    tree.of_kind("rs").flat_map(|source| search(source, "words", &words)).collect()
}

pub(crate) fn machine_paths(tree: &Tree) -> Vec<Finding> {
    let homes = |line: &str| {
        let found = HOMES.iter().find(|home| names_a_home(line, home));
        found.map(|home| format!("a path of one machine: `{home}…`"))
    };
    tree.all().flat_map(|source| search(source, "machine-paths", &homes)).collect()
}

/// Not as the part of an address: `https://example.com/home/page` is nobody's home.
fn names_a_home(line: &str, home: &str) -> bool {
    line.match_indices(home).any(|(start, _)| {
        let before = line.get(..start).and_then(|part| part.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

fn search(
    source: &Source,
    rule: &'static str,
    look: &dyn Fn(&str) -> Option<String>,
) -> Vec<Finding> {
    let found = source.lines().filter_map(|(number, line)| Some((number, look(line)?)));
    found.map(|(number, message)| source.finding(number, rule, message)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::printed;

    #[test]
    fn every_forbidden_word_is_found() {
        for (word, advice) in FORBIDDEN {
            let text = format!("//! Sample.\n    {word}dead_code)]\n");
            let expected = [format!("a.rs:2: words: `{word}`: {advice}")];
            assert_eq!(printed(forbidden, &[("a.rs", &text)]), expected);
        }
        assert_eq!(printed(forbidden, &[("a.rs", "#[expect(x, reason = \"y\")]")]), [""; 0]);
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        for home in HOMES {
            let text = format!("see {home}somebody/project\n");
            let expected = [format!("a.md:1: machine-paths: a path of one machine: `{home}…`")];
            assert_eq!(printed(machine_paths, &[("a.md", &text)]), expected);
        }
        let address = format!("https://example.com{}page", HOMES[0]);
        assert_eq!(printed(machine_paths, &[("a.md", &address)]), [""; 0]);
    }
}
