//! Each direct dependency has a line in DESIGN.md: why it, and what it costs.

use std::collections::BTreeSet;

use toml::Table;

use super::tree::Tree;
use super::{Finding, layers};

const DOCUMENT: &str = "DESIGN.md";
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
}
