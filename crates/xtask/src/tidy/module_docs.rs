//! Every module starts by saying what it is for.

use super::Finding;
use super::tree::Tree;

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let sources = tree.of_kind("rs").filter(|source| !source.is_test() || is_root(&source.path));
    let silent = sources.filter(|source| !source.text.starts_with("//! "));
    let message = "the first line does not say what the module is for (`//! …`)";
    silent.map(|source| source.finding(0, "module-docs", message.to_owned())).collect()
}

/// Whether the file is a crate of its own: a library, or a file of integration tests.
fn is_root(path: &str) -> bool {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder == "tests"
        || (folder.starts_with("crates/") && folder.ends_with("/tests"))
            && !folder.contains("/src/")
        || path.ends_with("lib.rs")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::printed;

    #[test]
    fn a_module_without_a_word_is_found() {
        let files = [
            ("crates/a/src/lib.rs", "//! Says it.\n"),
            ("crates/a/src/b.rs", "use std::fmt;\n"),
            ("crates/a/src/b/tests.rs", "use super::*;\n"),
            ("tests/journey.rs", "#[test]\nfn a() {}\n"),
        ];
        let expected = [
            "crates/a/src/b.rs: module-docs: the first line does not say what the module is for \
             (`//! …`)",
            "tests/journey.rs: module-docs: the first line does not say what the module is for \
             (`//! …`)",
        ];
        assert_eq!(printed(check, &files), expected);
    }
}
