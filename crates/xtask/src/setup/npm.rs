//! Tools that npm brings: wasm-opt (binaryen), and axe for the browser tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use super::{Found, debian, link};
use crate::process;
use crate::project::Project;

const PACKAGE: &str = include_str!("../../npm/package.json");
const LOCK: &str = include_str!("../../npm/package-lock.json");
const BINARYEN: &str = "132.0.0";
const WASM_OPT: &str = "132";
const AXE: &str = "4.14.1";

/// The person's own wasm-opt when it is of the same version, else npm's.
pub(crate) fn wasm_opt(project: &Project) -> anyhow::Result<Found> {
    let found = if let Some(found) = super::own("wasm-opt", WASM_OPT) {
        found
    } else {
        bring(project)?;
        let program = folder(project).join("node_modules/binaryen/bin/wasm-opt");
        Found { version: WASM_OPT.to_owned(), path: program }
    };
    link::name(project, "wasm-opt", &found.path)?;
    Ok(found)
}

pub(crate) fn axe(project: &Project) -> anyhow::Result<Found> {
    bring(project)?;
    let script = folder(project).join("node_modules/axe-core/axe.min.js");
    Ok(Found { version: AXE.to_owned(), path: script })
}

fn folder(project: &Project) -> PathBuf {
    project.tools().join("npm")
}

fn bring(project: &Project) -> anyhow::Result<()> {
    let folder = folder(project);
    if is_installed(&folder, "binaryen", BINARYEN) && is_installed(&folder, "axe-core", AXE) {
        return Ok(());
    }
    println!("      bringing binaryen {BINARYEN} and axe {AXE} by npm");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::write(folder.join("package.json"), PACKAGE)?;
    fs::write(folder.join("package-lock.json"), LOCK)?;
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    process::run(Command::new(npm(project)?).current_dir(&folder).args(arguments))
        .context("npm could not bring binaryen and axe (it takes a network)")
}

fn npm(project: &Project) -> anyhow::Result<PathBuf> {
    if process::on_path("npm").is_none() && debian::may_install() {
        debian::install(project, &["nodejs", "npm"])?;
    }
    match process::on_path("npm") {
        Some(npm) => Ok(npm),
        None => bail!(
            "npm is missing; install Node.js 18 or newer, which comes with it \
             (for the page alone a wasm-opt of version {WASM_OPT} on PATH is enough)"
        ),
    }
}

/// Whether npm's folder holds exactly this version, without starting Node.js.
fn is_installed(folder: &Path, package: &str, version: &str) -> bool {
    let manifest = folder.join("node_modules").join(package).join("package.json");
    let manifest = fs::read_to_string(manifest).unwrap_or_default();
    manifest.contains(&format!("\"version\": \"{version}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pinned_versions_are_those_of_the_lock() {
        for (package, version) in [("binaryen", BINARYEN), ("axe-core", AXE)] {
            assert!(PACKAGE.contains(&format!("\"{package}\": \"{version}\"")));
            let entry = format!("\"node_modules/{package}\": {{\n      \"version\": \"{version}\"");
            assert!(LOCK.contains(&entry), "{package}");
        }
        assert!(BINARYEN.starts_with(WASM_OPT));
    }

    #[test]
    fn the_lock_holds_hashes_and_names_no_registry() {
        assert_eq!(LOCK.matches("\"integrity\": \"sha512-").count(), 2);
        assert!(!LOCK.contains("\"resolved\""));
    }

    #[test]
    fn trunk_asks_for_the_same_wasm_opt() {
        let trunk = Project::find().unwrap().path("Trunk.toml");
        let trunk = fs::read_to_string(trunk).unwrap();
        assert!(trunk.contains(&format!("wasm_opt = \"version_{WASM_OPT}\"")));
    }

    #[test]
    fn another_version_is_not_taken_for_the_pinned_one() {
        let folder = std::env::temp_dir().join(format!("xtask-npm-{}", std::process::id()));
        let package = folder.join("node_modules/binaryen");
        fs::create_dir_all(&package).unwrap();
        fs::write(package.join("package.json"), "{\n  \"version\": \"131.0.0\"\n}").unwrap();
        assert!(is_installed(&folder, "binaryen", "131.0.0"));
        assert!(!is_installed(&folder, "binaryen", "132.0.0"));
        assert!(!is_installed(&folder, "axe-core", "131.0.0"));
        fs::remove_dir_all(folder).unwrap();
    }
}
