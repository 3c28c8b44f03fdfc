//! The built page: Trunk's work, made embeddable, compressed beside the plain files, and only when something changed.

pub(crate) mod compress;
pub(crate) mod console;
mod embedding;
pub(crate) mod files;
mod flags;
mod hashed;
mod script;
mod stamp;

use std::ffi::OsStr;
use std::process::Command;

use anyhow::Context;

use crate::lock::{Lock, Of};
use crate::process;
use crate::project::Project;
use crate::setup;

/// `cargo xtask build`: builds the page, and says how it is embedded.
pub(crate) fn build_and_tell(project: &Project) -> anyhow::Result<()> {
    let _page = build(project)?;
    embedding::tell(project)
}

/// Builds the page with the tools for it. As long as the result is kept, nobody builds over the page.
pub(crate) fn build(project: &Project) -> anyhow::Result<Lock> {
    setup::bring(project, setup::FOR_THE_PAGE)?;
    build_with_tools(project)
}

/// The same for a caller who has brought the tools.
pub(crate) fn build_with_tools(project: &Project) -> anyhow::Result<Lock> {
    // Who finds it as it should be does not wait for others who look at it too.
    let look = Lock::together(project, Of::Page)?;
    if stamp::is_current(project, &stamp::inputs(project)?) {
        println!("      nothing changed since dist/ was built");
        return Ok(look);
    }
    drop(look);
    build_alone(project)?;
    Lock::together(project, Of::Page)
}

fn build_alone(project: &Project) -> anyhow::Result<()> {
    let _lock = Lock::alone(project, Of::Page)?;
    let inputs = stamp::inputs(project)?;
    // Whom we waited for may have built just this.
    if stamp::is_current(project, &inputs) {
        return Ok(());
    }
    println!("      takes about a minute");
    process::run(&mut trunk(project, &["build", "--release"])?)
        .context("the page could not be built")?;
    // Trunk leaves its lock behind; what lies in `dist/` is served.
    let _ = std::fs::remove_file(project.dist().join(".trunk-lock"));
    let console = console::add(&project.dist())?;
    embedding::add(project, &console)?;
    let written = compress::beside(&project.dist())?;
    println!("      {written} files compressed");
    stamp::write(project, &inputs)
}

/// Trunk with the project's tools first on its `PATH`, and with everything it would have to fetch.
pub(crate) fn trunk(project: &Project, arguments: &[impl AsRef<OsStr>]) -> anyhow::Result<Command> {
    // Trunk works offline, as `Trunk.toml` says, so the crates have to be there before it starts.
    process::run(process::cargo(project).args(["fetch", "--locked"]))?;
    let mut trunk = Command::new(project.bin().join("trunk"));
    trunk.current_dir(project.root()).env("PATH", process::path_with_tools(project)?);
    process::without_proxy(&mut trunk);
    // Cargo reads it before `RUSTFLAGS`, so that one's flags are in it too.
    trunk.env("CARGO_ENCODED_RUSTFLAGS", flags::encoded());
    // Cargo's own lines say enough about the progress.
    trunk.args(arguments).args(["--skip-version-check", "--log", "warn"]);
    // Trunk takes nothing but `true` and `false` in this variable; the convention is any value.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env_remove("NO_COLOR").args(["--color", "never"]);
    }
    Ok(trunk)
}
