//! The compiler's target for the browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use super::Found;
use crate::process;
use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

pub(crate) fn bring(project: &Project) -> anyhow::Result<Found> {
    let sysroot = sysroot(project)?;
    if !library(&sysroot).is_dir() {
        add(project)?;
    }
    Ok(Found { version: TARGET.to_owned(), path: library(&sysroot) })
}

fn sysroot(project: &Project) -> anyhow::Result<PathBuf> {
    let mut rustc = Command::new(process::rustc());
    rustc.current_dir(project.root()).args(["--print", "sysroot"]);
    let answer = process::said(&mut rustc).context("rustc does not say where it lives")?;
    Ok(PathBuf::from(answer.trim()))
}

fn library(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn add(project: &Project) -> anyhow::Result<()> {
    let Some(rustup) = process::on_path("rustup") else {
        bail!("missing, and there is no rustup to add it: install {TARGET} for your compiler");
    };
    println!("      adding the compiler's target {TARGET}");
    process::run(Command::new(rustup).current_dir(project.root()).args(["target", "add", TARGET]))
}
