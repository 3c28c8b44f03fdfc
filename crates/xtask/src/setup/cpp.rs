//! A C++ compiler, for libFuzzer.

use std::path::PathBuf;

use anyhow::Context;

use super::debian;
use crate::process;
use crate::project::Project;

/// The one that cargo's builds will use: named by `CXX`, else `c++`.
pub(super) fn compiler(project: &Project) -> anyhow::Result<PathBuf> {
    let named = std::env::var("CXX").ok();
    if named.is_none() && process::on_path(USUAL).is_none() && debian::may_install() {
        debian::install(project, &["g++"])?;
    }
    found(named.as_deref(), process::on_path)
}

const USUAL: &str = "c++";

fn found(
    named: Option<&str>,
    on_path: impl Fn(&str) -> Option<PathBuf>,
) -> anyhow::Result<PathBuf> {
    // The first word: a person's `ccache g++` is two. A path from the root is looked up as it is.
    let name = named.map_or(USUAL, |named| named.split(' ').next().unwrap_or(named));
    on_path(name).with_context(|| match named {
        Some(name) => format!("CXX names no C++ compiler: {name}"),
        None => {
            "a C++ compiler is missing (`c++`), and the fuzzer, libFuzzer, is C++: install g++ \
                 or clang, or name another one by CXX"
                .to_owned()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_compiler_is_said() {
        let nothing = |_: &str| None;
        let error = found(None, nothing).unwrap_err().to_string();
        let start = "a C++ compiler is missing (`c++`), and the fuzzer, libFuzzer, is C++: install";
        assert!(error.starts_with(start), "{error}");
        let error = found(Some("/no/g++"), nothing).unwrap_err().to_string();
        assert_eq!(error, "CXX names no C++ compiler: /no/g++");
    }

    #[test]
    fn the_named_compiler_is_the_one_that_is_used() {
        let everything = |name: &str| Some(PathBuf::from(name));
        assert_eq!(found(Some("clang++"), everything).unwrap(), PathBuf::from("clang++"));
        assert_eq!(found(Some("ccache g++"), everything).unwrap(), PathBuf::from("ccache"));
        assert_eq!(found(None, everything).unwrap(), PathBuf::from("c++"));
        assert_eq!(process::on_path("/bin/sh"), Some(PathBuf::from("/bin/sh")));
    }
}
