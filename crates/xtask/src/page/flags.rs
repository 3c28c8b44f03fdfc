//! The compiler's flags for the page: the person's own, and those that keep the folders of the
//! building machine out of it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

/// What cargo puts between two flags in `CARGO_ENCODED_RUSTFLAGS`.
const SEPARATOR: &str = "\u{1f}";

/// The value of `CARGO_ENCODED_RUSTFLAGS` for the build of the page.
pub(super) fn encoded() -> OsString {
    let mut flags = given();
    if !cfg!(windows) {
        flags.extend(foreign_sources().iter().map(|(folder, name)| anonymous(folder, name)));
    }
    flags.join(OsStr::new(SEPARATOR))
}

/// The person's flags, from the place where cargo would look first.
pub(super) fn given() -> Vec<OsString> {
    read(std::env::var("CARGO_ENCODED_RUSTFLAGS").ok(), std::env::var("RUSTFLAGS").ok())
}

fn read(encoded: Option<String>, plain: Option<String>) -> Vec<OsString> {
    let words: Vec<String> = match encoded {
        Some(encoded) => encoded.split(SEPARATOR).map(str::to_owned).collect(),
        None => plain.unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
    };
    words.into_iter().filter(|word| !word.is_empty()).map(OsString::from).collect()
}

/// The places of panics below `folder` name `name` instead.
fn anonymous(folder: &Path, name: &str) -> OsString {
    let mut flag = OsString::from("--remap-path-prefix=");
    flag.push(folder);
    flag.push(format!("={name}"));
    flag
}

/// Where sources lie that are none of ours: what cargo has fetched, a folder for each registry, and
/// the standard library's, if they are installed.
fn foreign_sources() -> Vec<(PathBuf, String)> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let registries = home.and_then(|home| std::fs::read_dir(home.join("registry/src")).ok());
    let registries = registries.into_iter().flatten().flatten();
    let mut sources: Vec<_> = registries.map(|entry| (entry.path(), "crates".to_owned())).collect();
    sources.sort();
    sources.extend(standard_library());
    sources
}

/// By the name that it has where its sources are not installed: the page is the same there.
fn standard_library() -> Option<(PathBuf, String)> {
    let asked = |word: &[&str]| process::said(Command::new(process::rustc()).args(word));
    let sysroot = asked(&["--print", "sysroot"])?;
    let name = library_name(&asked(&["--version", "--verbose"])?)?;
    Some((Path::new(sysroot.trim()).join("lib/rustlib/src/rust"), name))
}

fn library_name(version: &str) -> Option<String> {
    let hash = version.lines().find_map(|line| line.strip_prefix("commit-hash: "))?;
    Some(format!("/rustc/{hash}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_sources_gets_a_flag() {
        let flag = anonymous(Path::new("/my crates/a"), "crates");
        assert_eq!(flag, "--remap-path-prefix=/my crates/a=crates");
    }

    #[test]
    fn the_persons_own_flags_stay() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read(None, some(" -D  warnings ")), ["-D", "warnings"]);
        assert_eq!(read(some("-D\u{1f}a b"), some("-C x")), ["-D", "a b"]);
        assert_eq!(read(some(""), None), [""; 0]);
        assert_eq!(read(None, None), [""; 0]);
    }

    #[test]
    fn the_standard_library_is_named_as_where_it_has_no_sources() {
        let version = "rustc 1.95.0\ncommit-hash: 0123abc\ncommit-date: x\n";
        assert_eq!(library_name(version).unwrap(), "/rustc/0123abc");
        assert_eq!(library_name("rustc 1.95.0\ncommit-hash_: x\n"), None);
    }
}
