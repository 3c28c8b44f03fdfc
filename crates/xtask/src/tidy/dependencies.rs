//! Each direct dependency has a row in DESIGN.md: why it, and what it costs. No other has one.

use std::collections::BTreeSet;

use toml::Table;

use super::tree::Tree;
use super::{Finding, layers};

const DOCUMENT: &str = "DESIGN.md";
const SECTION: &str = "## Dependencies";
const HEADINGS: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];

pub(crate) fn documented(tree: &Tree) -> Vec<Finding> {
    let design = tree.named(DOCUMENT).map_or("", |source| &source.text);
    let all = direct(tree);
    let missing = all.iter().filter(|name| !design.contains(&format!("`{name}`")));
    let finding = |name: &String| Finding {
        path: DOCUMENT.to_owned(),
        line: 0,
        rule: "dependencies",
        message: format!("no line says why `{name}` is used"),
    };
    missing.map(finding).collect()
}

/// What the table says of a dependency that is none holds for nothing.
pub(crate) fn in_use(tree: &Tree) -> Vec<Finding> {
    let Some(source) = tree.named(DOCUMENT) else { return Vec::new() };
    let all = direct(tree);
    let section = source.lines().skip_while(|(_, line)| *line != SECTION).skip(1);
    let section = section.take_while(|(_, line)| !line.starts_with("## "));
    let named = section.flat_map(|(number, line)| row(line).map(move |name| (number, name)));
    let unused = named.filter(|(_, name)| !all.contains(*name));
    let finding = |(number, name): (usize, &str)| {
        source.finding(number, "dependencies", format!("no crate uses `{name}`"))
    };
    unused.map(finding).collect()
}

/// The names in the first cell of a table's row.
fn row(line: &str) -> impl Iterator<Item = &str> {
    let cell = line.strip_prefix("| ").and_then(|rest| rest.split('|').next());
    cell.unwrap_or_default().split('`').skip(1).step_by(2)
}

/// What any member uses, without the members themselves.
fn direct(tree: &Tree) -> BTreeSet<String> {
    let manifests: Vec<Table> = layers::manifests(tree).map(|(_, manifest)| manifest).collect();
    let members: BTreeSet<&str> = manifests.iter().filter_map(name).collect();
    let used = manifests.iter().flat_map(|manifest| layers::dependencies(manifest, HEADINGS));
    used.filter(|used| !members.contains(used)).map(str::to_owned).collect()
}

fn name(manifest: &Table) -> Option<&str> {
    manifest.get("package")?.get("name")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::printed;

    #[test]
    fn a_dependency_without_a_line_is_found() {
        let app = "[package]\nname = \"app\"\n[dependencies]\ndomain.workspace = true\nyew = \"1\"\n\
            [dev-dependencies]\ninsta = \"1\"\n";
        let domain = "[package]\nname = \"domain\"\n";
        let files = [
            ("crates/app/Cargo.toml", app),
            ("crates/domain/Cargo.toml", domain),
            (DOCUMENT, "| `yew` | the views |\n"),
        ];
        let expected = ["DESIGN.md: dependencies: no line says why `insta` is used"];
        assert_eq!(printed(documented, &files), expected);
    }

    #[test]
    fn a_row_of_what_no_crate_uses_is_found() {
        let app = "[package]\nname = \"app\"\n[target.'cfg(unix)'.dependencies]\nyew = \"1\"\n";
        let design = "| `before` | another table |\n## Dependencies\n| crate | why |\n| --- | --- |\n\
            | `yew`, `web-sys` | `views` |\n## After\n| `after` | another table |\n";
        let files = [("crates/app/Cargo.toml", app), (DOCUMENT, design)];
        let expected = ["DESIGN.md:5: dependencies: no crate uses `web-sys`"];
        assert_eq!(printed(in_use, &files), expected);
    }
}
