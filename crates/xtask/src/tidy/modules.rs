//! Every file belongs to a crate: one that no `mod` line names is not compiled, and its tests do
//! not run.

use super::Finding;
use super::tree::{Source, Tree};

pub(crate) fn named(tree: &Tree) -> Vec<Finding> {
    let lost =
        tree.of_kind("rs").filter(|source| !is_root(&source.path) && !is_named(source, tree));
    let message = |source: &Source| {
        let (_, module) = place(&source.path);
        source.finding(0, "modules", format!("no `mod {module};` names it"))
    };
    lost.map(message).collect()
}

/// Whether cargo finds the file by itself.
fn is_root(path: &str) -> bool {
    let folders: Vec<&str> = path.split('/').collect();
    let in_crate = match folders.as_slice() {
        ["crates", _, rest @ ..] | ["tests", rest @ ..] => rest,
        _ => &[],
    };
    matches!(
        in_crate,
        ["build.rs"]
            | ["src", "lib.rs" | "main.rs"]
            | ["src", "bin", _]
            | ["tests", _]
            | ["tests", _, "main.rs"]
    )
}

/// Whether a file that may do so declares it.
fn is_named(source: &Source, tree: &Tree) -> bool {
    let (folder, module) = place(&source.path);
    let declaration = format!("mod {module};");
    let parents = tree.of_kind("rs").filter(|parent| may_declare(&parent.path, folder));
    let mut lines = parents.flat_map(Source::lines);
    lines.any(|(_, line)| is_declaration(line, &declaration))
}

fn is_declaration(line: &str, declaration: &str) -> bool {
    let before = line.trim_start().strip_suffix(declaration);
    before.is_some_and(|before| before.is_empty() || before.starts_with("pub"))
}

/// The folder of the parent's modules, and the name of the module.
fn place(path: &str) -> (&str, &str) {
    let path = path.strip_suffix("/mod.rs").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Whether the modules of this file lie in that folder.
fn may_declare(path: &str, folder: &str) -> bool {
    let (own, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_first = matches!(name, "lib.rs" | "main.rs" | "mod.rs") || is_root(path);
    if is_first { own == folder } else { path.strip_suffix(".rs") == Some(folder) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::printed;

    #[test]
    fn a_file_that_nobody_names_is_found() {
        let files = [
            ("crates/a/src/lib.rs", "mod b;\npub(crate) mod c;\n// mod lost;\n"),
            ("crates/a/src/b.rs", "mod d;\n"),
            ("crates/a/src/b/d.rs", ""),
            ("crates/a/src/c/mod.rs", "mod e;\n"),
            ("crates/a/src/c/e.rs", ""),
            ("crates/a/src/lost.rs", "mod b;\n"),
            ("crates/a/src/b/e.rs", ""),
        ];
        let expected = [
            "crates/a/src/lost.rs: modules: no `mod lost;` names it",
            "crates/a/src/b/e.rs: modules: no `mod e;` names it",
        ];
        assert_eq!(printed(named, &files), expected);
    }

    #[test]
    fn a_journey_that_nobody_names_is_found() {
        let files = [
            ("tests/src/lib.rs", ""),
            ("tests/tests/journeys/main.rs", "mod one;\n"),
            ("tests/tests/journeys/one.rs", ""),
            ("tests/tests/journeys/two.rs", ""),
            ("tests/tests/slow_line.rs", ""),
            ("crates/a/tests/command.rs", "mod support;\n"),
            ("crates/a/tests/support/mod.rs", ""),
        ];
        let expected = ["tests/tests/journeys/two.rs: modules: no `mod two;` names it"];
        assert_eq!(printed(named, &files), expected);
    }
}
