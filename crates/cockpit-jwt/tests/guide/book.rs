//! Reads the guide: which pages its summary names, and the blocks of each.

use std::{fs, path::PathBuf};

/// What a block is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// Commands to be run.
    Shell,
    /// What the commands before printed, or an example of an address.
    Output,
    Rust,
}

#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) language: Language,
    pub(crate) text: String,
    /// Where it begins, for messages.
    pub(crate) place: String,
    /// Whether only blank lines are between the block before and this one.
    pub(crate) follows_directly: bool,
}

pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) blocks: Vec<Block>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/src")
}

/// The names of all files of the guide.
pub(crate) fn files() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

/// The pages in the order of the summary.
pub(crate) fn pages() -> Vec<Page> {
    let summary = fs::read_to_string(folder().join("SUMMARY.md")).unwrap();
    let links = summary.lines().filter_map(|line| line.split_once("](")?.1.split_once(')'));
    links.map(|(name, _)| page(name)).collect()
}

fn page(name: &str) -> Page {
    let text = fs::read_to_string(folder().join(name)).unwrap();
    Page { name: name.to_owned(), blocks: blocks(name, &text) }
}

fn blocks(name: &str, text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut follows_directly = false;
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(fence) = line.trim_start().strip_prefix("```") else {
            follows_directly &= line.trim().is_empty();
            continue;
        };
        assert_eq!(line.trim_start(), line, "{name}:{}: a block is indented", number + 1);
        let place = format!("{name}:{}", number + 1);
        let inside = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
        let text = inside.fold(String::new(), |text, line| text + line + "\n");
        blocks.push(Block { language: language(fence, &place), text, place, follows_directly });
        follows_directly = true;
    }
    blocks
}

/// Any other language would be a way to write commands that nobody runs.
fn language(fence: &str, place: &str) -> Language {
    match fence {
        "sh" => Language::Shell,
        "text" | "json" => Language::Output,
        "rust" => Language::Rust,
        other => panic!("{place}: blocks are `sh`, `text`, `json` or `rust`, not `{other}`"),
    }
}

#[test]
fn blocks_are_found_and_those_that_follow_directly_told() {
    let text = "a\n```sh\nb\n```\n\n```text\nc\nd\n```\n\ne\n```json\n{}\n```\n";
    let found = blocks("a.md", text);
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.text.as_str(), one.place.as_str(), one.follows_directly))
        .collect();
    let expected =
        [("b\n", "a.md:2", false), ("c\nd\n", "a.md:6", true), ("{}\n", "a.md:12", false)];
    assert_eq!(told, expected);
}
