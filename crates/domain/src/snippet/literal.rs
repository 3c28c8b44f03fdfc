//! Text as a literal of a language. What hides or reorders text is written as an escape, so that
//! everybody reads the program as the computer does.

use crate::text::{is_deceptive, json_escape};

/// A string of JavaScript, which is one of JSON too.
pub(super) fn javascript(text: &str) -> String {
    literal(text, json_escape)
}

/// A string of Python, in which one escape stands for one character.
pub(super) fn python(text: &str) -> String {
    literal(text, |character| match u32::from(character) {
        code @ ..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    })
}

/// A string of Rust; a raw one where that is easier to read.
pub(super) fn rust(text: &str) -> String {
    let is_plain = |character: char| character == '\n' || !is_deceptive(character);
    let hashes = hashes_around(text);
    if text.contains(['"', '\\']) && text.chars().all(is_plain) && hashes <= MOST_HASHES {
        let hashes = "#".repeat(hashes);
        return format!("r{hashes}\"{text}\"{hashes}");
    }
    literal(text, |character| character.escape_unicode().collect())
}

/// More than these around a raw string are an error of the compiler.
const MOST_HASHES: usize = 255;

/// One more than any quote in the text has behind it.
fn hashes_around(text: &str) -> usize {
    let run = |after: &str| 1 + after.len() - after.trim_start_matches('#').len();
    text.split('"').skip(1).map(run).max().unwrap_or_default()
}

/// The escapes that the languages have in common; `escape` writes all others.
fn literal(text: &str, escape: fn(char) -> String) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            _ if is_deceptive(character) => literal.push_str(&escape(character)),
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Literals of Rust, in brackets: what the compiler makes of them, and as they are written.
    const READ: &[&str] = &include!("literals.txt");
    const WRITTEN: &str = include_str!("literals.txt");

    fn texts() -> Vec<String> {
        let given = [
            "",
            "plain",
            "he said \"no\"",
            "\\",
            "ends in a backslash\\",
            "\"#",
            "\"## # \"###",
            "\\n \\u{41}",
            "two\nlines \"quoted\"\n",
            "carriage\r\nreturn \"quoted\"",
            "tab\t\"quoted\"",
            "\u{202e}txt.exe\" \u{2066}",
            "\u{e0041}\u{200b}\u{2028}\u{feff}\0\u{7f}\u{1b}",
            "it's {braces} {} {{}}",
            "Zoë 漢 \u{1f600}\u{fe0f}\u{10ffff}",
        ];
        let hashes = format!("\"{}", "#".repeat(300));
        given.iter().map(ToString::to_string).chain([hashes]).collect()
    }

    #[test]
    fn the_compiler_reads_exactly_the_text() {
        let literals: Vec<_> = texts().iter().map(|text| rust(text)).collect();
        // Where this fails, the file is to become what is on the left.
        assert_eq!(format!("[\n{},\n]\n", literals.join(",\n")), WRITTEN);
        assert_eq!(texts(), READ);
    }
}
