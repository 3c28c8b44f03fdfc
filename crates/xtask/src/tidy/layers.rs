//! Which crate may use which, and what the pure core may not touch.

use toml::Table;

use super::Finding;
use super::tree::{Source, Tree};

/// Each crate, and the crates of this workspace it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("app", &["domain"]),
    ("catalogue", &["domain"]),
    ("client", &["domain", "provider", "signature"]),
    ("cockpit-jwt", &["client", "demo", "domain", "provider", "proxy", "signature"]),
    ("corpus", &["domain"]),
    ("demo", &["domain", "signature"]),
    ("domain", &[]),
    ("fuzz", &["domain"]),
    ("provider", &["domain", "signature"]),
    ("proxy", &["catalogue", "domain", "provider", "signature"]),
    ("signature", &["domain"]),
    // Not the binary: it is started, as a person starts it.
    ("tests", &["demo", "domain", "provider", "proxy", "signature"]),
    ("xtask", &[]),
];

/// What the pure core may be built from: nothing here reads, waits, or knows the time.
const PURE: &[&str] = &["base64", "form_urlencoded", "jwt-compact", "serde", "serde_json", "sha2"];

/// Words of the outer world.
const IMPURE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::",
    "async fn",
    ".await",
    "println!",
    "thread_rng",
    "getrandom",
    "js_sys",
    "web_sys",
];

pub(crate) fn crates(tree: &Tree) -> Vec<Finding> {
    manifests(tree).flat_map(|(source, manifest)| misused(source, &manifest)).collect()
}

pub(crate) fn purity(tree: &Tree) -> Vec<Finding> {
    let domain = tree.of_kind("rs").filter(|source| source.path.starts_with("crates/domain/src/"));
    let product = domain.filter(|source| !source.is_test());
    let findings = product.flat_map(|source| {
        source.lines_of_product().filter_map(|(number, line)| {
            let word = IMPURE.iter().find(|word| is_code(line) && line.contains(**word))?;
            let message = format!("the domain is pure, and `{word}` is not");
            Some(source.finding(number, "layers", message))
        })
    });
    findings.collect()
}

fn is_code(line: &str) -> bool {
    !line.trim_start().starts_with("//")
}

/// The manifests of the workspace's members.
pub(crate) fn manifests(tree: &Tree) -> impl Iterator<Item = (&Source, Table)> {
    let named = tree.all().filter(|source| {
        source.path == "tests/Cargo.toml"
            || source.path.starts_with("crates/") && source.path.ends_with("/Cargo.toml")
    });
    named.filter_map(|source| Some((source, source.text.parse().ok()?)))
}

fn misused(source: &Source, manifest: &Table) -> Vec<Finding> {
    let name = manifest.get("package").and_then(|package| package.get("name")?.as_str());
    let name = name.unwrap_or_default();
    let Some((_, may_use)) = MAY_USE.iter().find(|(user, _)| *user == name) else {
        return vec![source.finding(0, "layers", format!("`{name}` has no place in the layers"))];
    };
    let is_ours = |used: &str| MAY_USE.iter().any(|(user, _)| *user == used);
    let refused = |used: &&str| {
        if is_ours(used) {
            !may_use.contains(used)
        } else {
            name == "domain" && !PURE.contains(used)
        }
    };
    let used = dependencies(manifest, &["dependencies", "build-dependencies"]);
    let refused = used.into_iter().filter(refused);
    refused
        .map(|used| source.finding(0, "layers", format!("`{name}` may not use `{used}`")))
        .collect()
}

/// The names below these headings, also where they are for one target only.
pub(crate) fn dependencies<'a>(manifest: &'a Table, headings: &[&str]) -> Vec<&'a str> {
    let targets = manifest.get("target").and_then(|targets| targets.as_table());
    let targets = targets.into_iter().flat_map(|targets| targets.values());
    let tables = std::iter::once(manifest).chain(targets.filter_map(|target| target.as_table()));
    let lists = tables.flat_map(|table| headings.iter().filter_map(|heading| table.get(*heading)));
    let lists = lists.filter_map(|list| list.as_table());
    lists.flat_map(|list| list.keys().map(String::as_str)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;
    use crate::tidy::tree::printed;

    fn crate_with(name: &str, dependencies: &str) -> String {
        format!("[package]\nname = \"{name}\"\n[dependencies]\n{dependencies}")
    }

    #[test]
    fn a_use_against_the_layers_is_found() {
        let app = crate_with("app", "domain.workspace = true\nprovider.workspace = true\n");
        let domain = crate_with("domain", "serde = \"1\"\ntokio = \"1\"\n");
        let files = [("crates/app/Cargo.toml", &*app), ("crates/domain/Cargo.toml", &*domain)];
        let expected = [
            "crates/app/Cargo.toml: layers: `app` may not use `provider`",
            "crates/domain/Cargo.toml: layers: `domain` may not use `tokio`",
        ];
        assert_eq!(printed(crates, &files), expected);
    }

    #[test]
    fn the_journeys_start_the_binary_and_use_nothing_of_it() {
        let text = crate_with("tests", "demo.workspace = true\ncockpit-jwt.workspace = true\n");
        let expected = ["tests/Cargo.toml: layers: `tests` may not use `cockpit-jwt`"];
        assert_eq!(printed(crates, &[("tests/Cargo.toml", &*text)]), expected);
    }

    #[test]
    fn a_use_for_one_target_only_is_found() {
        let text =
            "[package]\nname = \"xtask\"\n[target.'cfg(unix)'.dependencies]\ndomain = \"1\"\n";
        let expected = ["crates/xtask/Cargo.toml: layers: `xtask` may not use `domain`"];
        assert_eq!(printed(crates, &[("crates/xtask/Cargo.toml", text)]), expected);
    }

    #[test]
    fn a_crate_without_a_place_is_found() {
        let text = crate_with("other", "");
        let expected = ["crates/other/Cargo.toml: layers: `other` has no place in the layers"];
        assert_eq!(printed(crates, &[("crates/other/Cargo.toml", &*text)]), expected);
    }

    #[test]
    fn every_word_of_the_outer_world_is_found_in_the_core() {
        for word in IMPURE {
            let text = format!("//! {word}\n{word}\n#[cfg(test)]\n{word}\n");
            let expected = [format!(
                "crates/domain/src/a.rs:2: layers: the domain is pure, and `{word}` is not"
            )];
            assert_eq!(printed(purity, &[("crates/domain/src/a.rs", &text)]), expected);
            assert_eq!(printed(purity, &[("crates/app/src/a.rs", &text)]), [""; 0]);
        }
    }

    #[test]
    fn every_crate_of_this_workspace_has_a_place() {
        let tree = Tree::read(Project::find().unwrap().root()).unwrap();
        assert_eq!(manifests(&tree).count(), MAY_USE.len());
    }
}
