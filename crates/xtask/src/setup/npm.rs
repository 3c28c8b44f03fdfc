//! Tools that npm brings: wasm-opt (binaryen), and axe for the browser tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};

use super::{Found, debian, link};
use crate::process;
use crate::project::Project;

const PACKAGE: &str = include_str!("../../npm/package.json");
const LOCK: &str = include_str!("../../npm/package-lock.json");
const BINARYEN: &str = "132.0.0";
const WASM_OPT: &str = "132";
const AXE: &str = "4.14.1";
const PROGRAM: &str = "node_modules/binaryen/bin/wasm-opt";
const SCRIPT: &str = "node_modules/axe-core/axe.min.js";

/// The person's own wasm-opt when it is of the same version, else npm's.
pub(crate) fn wasm_opt(project: &Project) -> anyhow::Result<Found> {
    let found = if let Some(found) = super::own("wasm-opt", WASM_OPT) {
        found
    } else {
        // It is a script, which would fail in the middle of Trunk's work.
        node(project)?;
        bring(project)?;
        super::brought(folder(project).join(PROGRAM), WASM_OPT)?
    };
    link::name(project, "wasm-opt", &found.path)?;
    Ok(found)
}

pub(crate) fn axe(project: &Project) -> anyhow::Result<Found> {
    bring(project)?;
    Ok(Found { version: AXE.to_owned(), path: folder(project).join(SCRIPT) })
}

fn folder(project: &Project) -> PathBuf {
    project.tools().join("npm")
}

fn bring(project: &Project) -> anyhow::Result<()> {
    let folder = folder(project);
    if is_whole(&folder) {
        return Ok(());
    }
    println!("      bringing binaryen {BINARYEN} and axe {AXE} by npm");
    // Beside the old one: a folder that was filled by half never gets the name of a whole one.
    let fresh = folder.with_extension("new");
    install(project, &fresh)?;
    ensure!(is_whole(&fresh), "npm did not bring binaryen {BINARYEN} and axe {AXE} whole");
    super::brought(fresh.join(PROGRAM), WASM_OPT)?;
    replace(&fresh, &folder)
}

fn install(project: &Project, folder: &Path) -> anyhow::Result<()> {
    node(project)?;
    remove(folder)?;
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::write(folder.join("package.json"), PACKAGE)?;
    fs::write(folder.join("package-lock.json"), LOCK)?;
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    process::run(Command::new(npm(project)?).current_dir(folder).args(arguments))
        .context("npm could not bring binaryen and axe: see above (it takes a network)")
}

fn replace(fresh: &Path, folder: &Path) -> anyhow::Result<()> {
    remove(folder)?;
    fs::rename(fresh, folder).with_context(|| format!("cannot create {}", folder.display()))
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))
}

fn node(project: &Project) -> anyhow::Result<PathBuf> {
    on_path_or_installed(project, "node")
}

fn npm(project: &Project) -> anyhow::Result<PathBuf> {
    on_path_or_installed(project, "npm")
}

fn on_path_or_installed(project: &Project, program: &str) -> anyhow::Result<PathBuf> {
    if process::on_path(program).is_none() && debian::may_install() {
        debian::install(project, &["nodejs", "npm"])?;
    }
    present(program, process::on_path(program))
}

fn present(program: &str, path: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    let Some(path) = path else {
        bail!(
            "`{program}` is missing; install Node.js 18 or newer with npm \
             (for the page alone a wasm-opt of version {WASM_OPT} on PATH is enough)"
        )
    };
    Ok(path)
}

/// Whether npm's folder holds all that is needed of it, without starting Node.js.
fn is_whole(folder: &Path) -> bool {
    let holds = |file: &str| folder.join(file).metadata().is_ok_and(|metadata| metadata.len() > 0);
    is_installed(folder, "binaryen", BINARYEN)
        && is_installed(folder, "axe-core", AXE)
        && [PROGRAM, SCRIPT].into_iter().all(holds)
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
    fn half_a_folder_is_not_taken_for_a_whole_one() {
        let folder = std::env::temp_dir().join(format!("xtask-half-{}", std::process::id()));
        let put = |file: &str, text: &str| {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        for (package, version) in [("binaryen", BINARYEN), ("axe-core", AXE)] {
            let manifest = format!("{{\n  \"version\": \"{version}\"\n}}");
            put(&format!("node_modules/{package}/package.json"), &manifest);
        }
        assert!(!is_whole(&folder), "manifests only");
        put(PROGRAM, "#!/usr/bin/env node");
        put(SCRIPT, "");
        assert!(!is_whole(&folder), "an empty script");
        put(SCRIPT, "axe");
        assert!(is_whole(&folder));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_fresh_folder_takes_the_place_of_the_old_one() {
        let root = std::env::temp_dir().join(format!("xtask-place-{}", std::process::id()));
        let (old, new) = (root.join("npm"), root.join("npm.new"));
        for (folder, file) in [(&old, "half"), (&new, "whole")] {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join(file), "").unwrap();
        }
        replace(&new, &old).unwrap();
        assert!(old.join("whole").is_file() && !old.join("half").exists() && !new.exists());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_missing_node_is_said() {
        let error = present("node", None).unwrap_err().to_string();
        assert!(error.starts_with("`node` is missing; install Node.js 18 or newer"), "{error}");
        assert_eq!(present("node", Some("/n".into())).unwrap(), PathBuf::from("/n"));
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
