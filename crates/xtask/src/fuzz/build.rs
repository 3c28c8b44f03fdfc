//! The fuzzers: the crate `fuzz` with libFuzzer, and with counters in everything it uses.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context;

use crate::project::Project;
use crate::{process, setup};

/// What makes the compiler count where the code has been and what it compared, for libFuzzer to read,
/// on a stable compiler. No sanitizer: there is no unsafe code here to watch.
const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
];

/// Between the flags in the variable that cargo reads them from.
const SEPARATOR: &str = "\u{1f}";

/// Apart from all other builds, whose flags are others.
pub(super) fn folder() -> anyhow::Result<PathBuf> {
    Ok(Project::target()?.join("fuzz"))
}

/// Builds them, and says where each is.
pub(super) fn fuzzers(project: &Project, targets: &[&str]) -> anyhow::Result<Vec<PathBuf>> {
    setup::cpp_compiler(project)?;
    let host = host(project)?;
    let mut cargo = process::cargo(project);
    cargo.args(["build", "--locked", "--quiet", "--package=fuzz", "--profile=fuzz", "--bins"]);
    // Named even though it is this machine's: only then are build scripts spared the flags.
    cargo.args(["--target", &host]).arg("--target-dir").arg(folder()?);
    cargo.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join(SEPARATOR));
    process::run(&mut cargo)?;
    let built = folder()?.join(host).join("fuzz");
    Ok(targets.iter().map(|target| built.join(format!("fuzz-{target}"))).collect())
}

fn host(project: &Project) -> anyhow::Result<String> {
    let mut rustc = Command::new(process::rustc());
    let answer = process::said(rustc.current_dir(project.root()).arg("-vV"));
    let answer = answer.context("rustc does not say what it compiles for")?;
    named(&answer).context("rustc does not say what it compiles for")
}

fn named(answer: &str) -> Option<String> {
    answer.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compilers_own_target_is_read() {
        let answer = "rustc 1.95.0\nbinary: rustc\nhost: x86_64-unknown-linux-gnu\nrelease: 1.95.0";
        assert_eq!(named(answer).unwrap(), "x86_64-unknown-linux-gnu");
        assert_eq!(named("rustc 1.95.0"), None);
    }

    #[test]
    fn no_flag_falls_apart() {
        assert!(FLAGS.iter().all(|flag| !flag.contains([' ', '\u{1f}'])));
    }
}
