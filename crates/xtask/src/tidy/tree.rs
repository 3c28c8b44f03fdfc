//! The project's own text files, as the rules see them.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

use super::Finding;
use crate::page::files;

const SKIPPED: &[&str] = &[".git", ".tools", "dist", "node_modules", "target"];
const TEXT: &[&str] = &[
    "css", "html", "js", "json", "jsonl", "lock", "md", "pem", "rs", "sh", "snap", "svg", "toml",
    "txt", "yaml", "yml",
];

/// A text file with its path below the root.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

pub(crate) struct Tree {
    sources: Vec<Source>,
}

impl Source {
    pub(crate) fn is_of_kind(&self, kind: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|ending| ending == kind)
    }

    /// Lines with their numbers, counted from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The lines before the tests that close a file.
    pub(crate) fn lines_of_product(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().take_while(|(_, line)| !line.trim_start().starts_with("#[cfg(test)]"))
    }

    /// Whether the file holds nothing but tests.
    pub(crate) fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name == "tests.rs" || self.path.split('/').any(|folder| folder == "tests")
    }

    pub(crate) fn finding(&self, line: usize, rule: &'static str, message: String) -> Finding {
        Finding { path: self.path.clone(), line, rule, message }
    }
}

impl Tree {
    pub(crate) fn read(root: &Path) -> anyhow::Result<Self> {
        let skip = |path: &Path| SKIPPED.iter().any(|skipped| path.ends_with(skipped));
        let mut sources = Vec::new();
        for file in files::below_unless(root, &skip)? {
            let path = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
            if is_text(&path) {
                let text =
                    fs::read_to_string(&file).with_context(|| format!("cannot read {path}"))?;
                sources.push(Source { path, text });
            }
        }
        let tree = Self { sources };
        // Rules that were shown nothing find nothing.
        ensure!(tree.named("Cargo.toml").is_some(), "no sources in {}", root.display());
        Ok(tree)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter()
    }

    pub(crate) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Source> {
        self.all().filter(move |source| source.is_of_kind(kind))
    }

    pub(crate) fn named(&self, path: &str) -> Option<&Source> {
        self.all().find(|source| source.path == path)
    }

    #[cfg(test)]
    pub(crate) fn sample(files: &[(&str, &str)]) -> Self {
        let source = |(path, text): &(&str, &str)| Source {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        Self { sources: files.iter().map(source).collect() }
    }
}

fn is_text(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending)) || path == ".ci/run"
}

/// The findings of a rule in samples, as it prints them.
#[cfg(test)]
pub(crate) fn printed(rule: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<String> {
    rule(&Tree::sample(files)).iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn the_project_is_read_without_what_it_did_not_write() {
        let tree = Tree::read(Project::find().unwrap().root()).unwrap();
        assert!(tree.named("crates/xtask/src/tidy/tree.rs").is_some());
        assert!(tree.named("Cargo.toml").is_some());
        assert!(tree.all().all(|source| !source.path.starts_with("target/")));
    }

    #[test]
    fn a_folder_without_sources_is_no_clean_project() {
        let root = std::env::temp_dir().join(format!("xtask-tree-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        let error = Tree::read(&root).map(|tree| tree.sources.len()).unwrap_err();
        assert_eq!(error.to_string(), format!("no sources in {}", root.display()));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_folder_called_target_is_read_like_any_other() {
        let root = std::env::temp_dir().join(format!("xtask-tree-{}-x", std::process::id()));
        let root = root.join("target");
        for (file, text) in [("Cargo.toml", ""), ("target/a.rs", ""), ("a.snap", "")] {
            let file = root.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let tree = Tree::read(&root).unwrap();
        let paths: Vec<&str> = tree.all().map(|source| &*source.path).collect();
        assert_eq!(paths, ["Cargo.toml", "a.snap"]);
        fs::remove_dir_all(root.parent().unwrap()).unwrap();
    }

    #[test]
    fn tests_are_told_from_the_product() {
        let tree = Tree::sample(&[
            ("a/src/x.rs", "fn a() {}\n#[cfg(test)]\nmod tests {}\n"),
            ("a/src/x/tests.rs", ""),
            ("a/tests/all.rs", ""),
        ]);
        let tests: Vec<bool> = tree.all().map(Source::is_test).collect();
        assert_eq!(tests, [false, true, true]);
        assert_eq!(tree.sources[0].lines_of_product().count(), 1);
    }
}
