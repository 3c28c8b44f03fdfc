//! The built page: Trunk's work, compressed beside the plain files, and only when something changed.

pub(crate) mod compress;
pub(crate) mod files;
mod stamp;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::process;
use crate::project::Project;
use crate::setup;

/// `cargo xtask build`.
pub(crate) fn build(project: &Project) -> anyhow::Result<()> {
    setup::bring(project, setup::FOR_THE_PAGE)?;
    build_with_tools(project)
}

/// The same for a caller who has brought the tools.
pub(crate) fn build_with_tools(project: &Project) -> anyhow::Result<()> {
    let inputs = stamp::inputs(project)?;
    if stamp::is_current(project, &inputs) {
        println!("      nothing changed since dist/ was built");
        return Ok(());
    }
    process::run(&mut trunk(project, &["build", "--release"])?)
        .context("the page could not be built")?;
    // Trunk leaves its lock behind; what lies in `dist/` is served.
    let _ = std::fs::remove_file(project.dist().join(".trunk-lock"));
    let written = compress::beside(&project.dist())?;
    println!("      {written} files compressed");
    stamp::write(project, &inputs)
}

/// Trunk with the project's tools first on its `PATH`, and with everything it would have to fetch.
pub(crate) fn trunk(project: &Project, arguments: &[impl AsRef<OsStr>]) -> anyhow::Result<Command> {
    // Trunk works offline, as `Trunk.toml` says, so the crates have to be there before it starts.
    process::run(process::cargo(project).arg("fetch"))?;
    let mut trunk = Command::new(project.bin().join("trunk"));
    trunk.current_dir(project.root()).env("PATH", process::path_with_tools(project)?);
    // Cargo reads the flags of the environment from the first of these that is there.
    if std::env::var_os("RUSTFLAGS").is_none() && !cfg!(windows) {
        trunk.env("CARGO_ENCODED_RUSTFLAGS", anonymous_paths(&foreign_sources()));
    }
    // Cargo's own lines say enough about the progress.
    trunk.args(arguments).args(["--skip-version-check", "--log", "warn"]);
    // Trunk takes nothing but `true` and `false` in this variable; the convention is any value.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env_remove("NO_COLOR").args(["--color", "never"]);
    }
    Ok(trunk)
}

/// Flags by which the places of panics name a file and not the folder it lies in: the page tells
/// nothing about the machine that built it, and weighs the same on every machine.
fn anonymous_paths(sources: &[(PathBuf, &str)]) -> OsString {
    let flags = sources.iter().map(|(folder, name)| {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(folder);
        flag.push(format!("={name}"));
        flag
    });
    flags.collect::<Vec<_>>().join(OsStr::new("\u{1f}"))
}

/// Where sources lie that are none of ours: what cargo has fetched, a folder for each registry, and
/// the standard library's, if they are installed.
fn foreign_sources() -> Vec<(PathBuf, &'static str)> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let registries = home.and_then(|home| std::fs::read_dir(home.join("registry/src")).ok());
    let mut sources: Vec<_> =
        registries.into_iter().flatten().flatten().map(|entry| (entry.path(), "crates")).collect();
    sources.sort();
    let sysroot = process::said(Command::new("rustc").args(["--print", "sysroot"]));
    sources
        .extend(sysroot.map(|root| (Path::new(root.trim()).join("lib/rustlib/src/rust"), "rust")));
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_folder_of_sources_gets_a_flag_of_its_own() {
        let folders = [(PathBuf::from("/my crates/a"), "crates"), ("/b".into(), "rust")];
        assert_eq!(
            anonymous_paths(&folders),
            "--remap-path-prefix=/my crates/a=crates\u{1f}--remap-path-prefix=/b=rust"
        );
    }
}
