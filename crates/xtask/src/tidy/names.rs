//! A name says what is inside: some say nothing.

use super::Finding;
use super::tree::Tree;

const EMPTY: &[&str] =
    &["common", "helper", "helpers", "manager", "managers", "misc", "types", "util", "utils"];

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let named = tree.all().filter_map(|source| Some((source, empty_name(&source.path)?)));
    let finding = |(source, name): (&super::tree::Source, &str)| {
        source.finding(0, "names", format!("`{name}` does not say what is inside"))
    };
    named.map(finding).collect()
}

fn empty_name(path: &str) -> Option<&str> {
    let names = path.split('/').map(|name| name.split('.').next().unwrap_or(name));
    names.into_iter().find(|name| EMPTY.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::printed;

    #[test]
    fn an_empty_name_is_found_in_folders_and_files() {
        let files = [("crates/utils/src/a.rs", ""), ("www/helpers.js", ""), ("src/typeset.rs", "")];
        let expected = [
            "crates/utils/src/a.rs: names: `utils` does not say what is inside",
            "www/helpers.js: names: `helpers` does not say what is inside",
        ];
        assert_eq!(printed(check, &files), expected);
    }
}
