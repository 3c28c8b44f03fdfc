//! Nothing longer than one reads in one go: functions, views, files.
//!
//! Ends are found by indentation, which the formatter guarantees.

use super::Finding;
use super::tree::{Source, Tree};

const LONGEST_FUNCTION: usize = 40;
const LONGEST_VIEW: usize = 30;
const LONGEST_FILE: usize = 400;

pub(crate) fn functions(tree: &Tree) -> Vec<Finding> {
    let longer = tree.of_kind("rs").flat_map(|source| blocks(source, function));
    let longer = longer.filter(|block| block.length > LONGEST_FUNCTION);
    longer.map(|block| block.finding("function-length", LONGEST_FUNCTION)).collect()
}

pub(crate) fn views(tree: &Tree) -> Vec<Finding> {
    let longer = tree.of_kind("rs").flat_map(|source| blocks(source, view));
    let longer = longer.filter(|block| block.length > LONGEST_VIEW);
    longer.map(|block| block.finding("view-length", LONGEST_VIEW)).collect()
}

pub(crate) fn files(tree: &Tree) -> Vec<Finding> {
    let kinds = ["rs", "css", "html", "js"];
    let sources = tree.all().filter(|source| kinds.iter().any(|kind| source.is_of_kind(kind)));
    let lengths = sources.map(|source| (source, source.text.lines().count()));
    let longer = lengths.filter(|(_, length)| *length > LONGEST_FILE);
    let finding = |(source, length): (&Source, usize)| {
        source.finding(0, "file-length", format!("{length} lines of at most {LONGEST_FILE}"))
    };
    longer.map(finding).collect()
}

/// Lines that belong together.
struct Block<'a> {
    source: &'a Source,
    line: usize,
    name: &'a str,
    length: usize,
}

impl Block<'_> {
    fn finding(&self, rule: &'static str, most: usize) -> Finding {
        let message = format!("{} has {} lines of at most {most}", self.name, self.length);
        self.source.finding(self.line, rule, message)
    }
}

fn blocks<'a>(source: &'a Source, name: impl Fn(&'a str) -> Option<&'a str>) -> Vec<Block<'a>> {
    let lines: Vec<&str> = source.text.lines().collect();
    let starts = lines.iter().enumerate().filter_map(|(index, line)| Some((index, name(line)?)));
    let block = |(index, name)| {
        let length = length(lines.get(index..).unwrap_or_default());
        Block { source, line: index + 1, name, length }
    };
    starts.map(block).collect()
}

/// Up to the first line that closes at the depth of the first, or that ends without a body.
fn length(lines: &[&str]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let depth = indentation(first);
    let closes = |line: &&str| {
        indentation(line) == depth && (line.trim_start().starts_with('}') || line.ends_with(';'))
    };
    let rest = lines.iter().skip(1).position(closes);
    if opens(first) { rest.map_or(lines.len(), |index| index + 2) } else { 1 }
}

/// Whether more lines belong to this one.
fn opens(line: &str) -> bool {
    line.ends_with('{') || !line.ends_with(['}', ';']) && function(line).is_some()
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn function(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let qualifiers = before.split_whitespace().all(|word| {
        matches!(word, "async" | "const" | "unsafe" | "extern" | "\"C\"") || word.starts_with("pub")
    });
    let end = after.find(['(', '<'])?;
    if qualifiers { after.get(..end) } else { None }
}

fn view(line: &str) -> Option<&str> {
    let start = line.find("html! {")?;
    (!line.trim_start().starts_with("//")).then(|| line.get(start..start + 5)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::printed;

    fn function_of(lines: usize) -> String {
        let body = "        let a = 1;\n".repeat(lines - 2);
        format!("impl A {{\n    pub(crate) async fn long<T>(\n{body}    }}\n}}\n")
    }

    #[test]
    fn a_long_function_is_found() {
        let text = function_of(41);
        let expected = ["a.rs:2: function-length: long has 41 lines of at most 40"];
        assert_eq!(printed(functions, &[("a.rs", &text)]), expected);
        assert_eq!(printed(functions, &[("a.rs", &function_of(40))]), [""; 0]);
    }

    #[test]
    fn lengths_are_those_of_the_formatted_code() {
        let text = "trait A {\n    fn a(&self);\n    fn b(\n        &self,\n    );\n}\nfn c() {}\n\
            fn d<T>(t: T) -> T\nwhere\n    T: Copy,\n{\n    t\n}\n";
        let source = Tree::sample(&[("a.rs", text)]);
        let source = source.all().next().unwrap();
        let lengths: Vec<(&str, usize)> =
            blocks(source, function).iter().map(|block| (block.name, block.length)).collect();
        assert_eq!(lengths, [("a", 1), ("b", 3), ("c", 1), ("d", 6)]);
    }

    #[test]
    fn a_long_view_is_found() {
        let body = "            <p/>\n".repeat(30);
        let text = format!("fn v() {{\n    html! {{\n{body}    }}\n}}\n");
        let expected = ["a.rs:2: view-length: html! has 32 lines of at most 30"];
        assert_eq!(printed(views, &[("a.rs", &text)]), expected);
    }

    #[test]
    fn a_long_file_is_found() {
        let text = "a\n".repeat(401);
        let expected = ["a.css: file-length: 401 lines of at most 400"];
        assert_eq!(printed(files, &[("a.css", &text), ("a.md", &text)]), expected);
    }
}
