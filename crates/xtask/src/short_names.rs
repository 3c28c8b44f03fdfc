//! Short names for what the page's WebAssembly and its glue call each other.
//!
//! wasm-bindgen names each of these functions with a hash, once in either file. They have to be
//! different, not telling, and hashes cannot be compressed.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

/// The section of imports, and the kind of an import that is a function.
const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;

/// Shortens the names in what wasm-bindgen has made, called with these arguments. Asked for nothing
/// but its version, it has made nothing.
pub(crate) fn give(arguments: &[OsString]) -> anyhow::Result<()> {
    let (Some(folder), Some(name)) =
        (value(arguments, "--out-dir"), value(arguments, "--out-name"))
    else {
        return Ok(());
    };
    let files = [format!("{name}_bg.wasm"), format!("{name}.js")];
    let [wasm, glue] = files.map(|file| Path::new(&folder).join(file));
    let (short_wasm, short_glue) = shortened(&read(&wasm)?, &fs::read_to_string(&glue)?)
        .with_context(|| format!("{} and its glue do not go together", wasm.display()))?;
    fs::write(&wasm, short_wasm)?;
    Ok(fs::write(&glue, short_glue)?)
}

fn read(path: &PathBuf) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Of `--name value` and `--name=value`.
fn value(arguments: &[OsString], name: &str) -> Option<String> {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let found = words.by_ref().find_map(|word| word.strip_prefix(name))?;
    match found.strip_prefix('=') {
        Some(value) => Some(value.to_owned()),
        None => words.next().map(str::to_owned),
    }
}

fn shortened(wasm: &[u8], glue: &str) -> anyhow::Result<(Vec<u8>, String)> {
    let mut names = HashMap::new();
    let mut rest = Reader(wasm);
    let mut written = rest.take(8)?.to_vec();
    while !rest.0.is_empty() {
        let kind = rest.byte()?;
        let length = rest.number()?;
        let content = rest.take(length)?;
        written.push(kind);
        if kind == IMPORTS {
            block(&mut written, &imports(Reader(content), &mut names)?);
        } else {
            block(&mut written, content);
        }
    }
    Ok((written, in_glue(glue, &names)?))
}

/// The section with short names, which are noted.
fn imports(
    mut section: Reader<'_>,
    names: &mut HashMap<String, String>,
) -> anyhow::Result<Vec<u8>> {
    let count = section.number()?;
    let mut written = Vec::new();
    number(&mut written, count);
    for index in 0..count {
        let (module, name) = (section.text()?, section.text()?);
        ensure!(section.byte()? == FUNCTION, "the import {name} is no function");
        let signature = section.number()?;
        let short = short(index);
        block(&mut written, module.as_bytes());
        block(&mut written, short.as_bytes());
        written.push(FUNCTION);
        number(&mut written, signature);
        ensure!(names.insert(name.to_owned(), short).is_none(), "{name} is imported twice");
    }
    Ok(written)
}

/// Where a name is a word of its own: the member of an object, once.
fn in_glue(glue: &str, names: &HashMap<String, String>) -> anyhow::Result<String> {
    let mut written = String::with_capacity(glue.len());
    let mut found = HashSet::new();
    for word in glue.split_inclusive(|it: char| !(it.is_ascii_alphanumeric() || "_$".contains(it)))
    {
        let name =
            word.trim_end_matches(|it: char| !(it.is_ascii_alphanumeric() || "_$".contains(it)));
        match names.get(name) {
            Some(short) => {
                ensure!(found.insert(name), "{name} is in the glue twice");
                written.push_str(short);
                written.push_str(&word[name.len()..]);
            }
            None => written.push_str(word),
        }
    }
    let found = found.len();
    ensure!(found == names.len(), "{found} of {} imports are in the glue", names.len());
    Ok(written)
}

/// `a`, `b`, …, `z`, `aa`, …
fn short(index: usize) -> String {
    let last = char::from(b"abcdefghijklmnopqrstuvwxyz"[index % 26]);
    match (index / 26).checked_sub(1) {
        None => last.to_string(),
        Some(before) => format!("{}{last}", short(before)),
    }
}

/// What is left of a binary module.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> anyhow::Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("the module ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> anyhow::Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// In LEB128.
    fn number(&mut self) -> anyhow::Result<usize> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        anyhow::bail!("the module has a number that is too long")
    }

    fn text(&mut self) -> anyhow::Result<&'a str> {
        let length = self.number()?;
        Ok(str::from_utf8(self.take(length)?)?)
    }
}

fn number(written: &mut Vec<u8>, mut number: usize) {
    loop {
        let byte = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        written.push(if number == 0 { byte } else { byte | 0x80 });
        if number == 0 {
            return;
        }
    }
}

fn block(written: &mut Vec<u8>, content: &[u8]) {
    number(written, content.len());
    written.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a section before the imports of these names and one behind them.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut section = Vec::new();
        number(&mut section, names.len());
        for name in names {
            block(&mut section, b"./app_bg.js");
            block(&mut section, name.as_bytes());
            section.extend([FUNCTION, 3]);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (kind, content) in [(1, &b"types"[..]), (IMPORTS, &section), (3, b"functions")] {
            module.push(kind);
            block(&mut module, content);
        }
        module
    }

    #[test]
    fn the_same_short_names_stand_in_both_files() {
        let glue =
            r#"{ "./app_bg.js": { __wbg_a_1: function() {}, __wbg_b_2$: () => __wbg_a_12 } }"#;
        let (wasm, glue) = shortened(&module(&["__wbg_b_2$", "__wbg_a_1"]), glue).unwrap();
        assert_eq!(glue, r#"{ "./app_bg.js": { b: function() {}, a: () => __wbg_a_12 } }"#);
        assert_eq!(wasm, module(&["a", "b"]));
    }

    #[test]
    fn a_name_that_the_glue_does_not_know_once_is_a_mistake() {
        for (glue, expected) in [
            ("a: 1", "0 of 1 imports are in the glue"),
            ("__wbg_a: 1, __wbg_a: 2", "__wbg_a is in the glue twice"),
        ] {
            let error = shortened(&module(&["__wbg_a"]), glue).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
        let module = module(&["__wbg_a"]);
        let error = shortened(&module[..module.len() - 1], "__wbg_a").unwrap_err();
        assert_eq!(error.to_string(), "the module ends too early");
    }

    #[test]
    fn names_are_counted_like_columns() {
        let names = [0, 1, 25, 26, 27, 701, 702].map(short);
        assert_eq!(names, ["a", "b", "z", "aa", "ab", "zz", "aaa"]);
    }

    #[test]
    fn long_numbers_are_read_as_they_are_written() {
        for expected in [0, 127, 128, 300, 65_536, 4_000_000] {
            let mut written = Vec::new();
            number(&mut written, expected);
            assert_eq!(Reader(&written).number().unwrap(), expected);
        }
    }

    #[test]
    fn the_files_are_found_by_the_arguments() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        for line in ["wb --out-dir a/b --out-name app x.wasm", "wb --out-name=app x --out-dir=a/b"]
        {
            let words = words(line);
            let found = ["--out-dir", "--out-name"].map(|name| value(&words, name));
            assert_eq!(found, [Some("a/b".to_owned()), Some("app".to_owned())]);
        }
        give(&words("wasm-bindgen --version")).unwrap();
    }
}
