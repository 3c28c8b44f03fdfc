//! Tools that npm brings: wasm-opt (binaryen), axe for the browser tests, and jose, with which the
//! signatures have to agree.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};

use super::{Found, debian, link};
use crate::process;
use crate::project::Project;

const PACKAGES: &str = include_str!("../../npm/package.json");
const LOCK: &str = include_str!("../../npm/package-lock.json");
const WASM_OPT: &str = "132";
const PROGRAM: &str = "node_modules/binaryen/bin/wasm-opt";

/// A package in the pinned version, and what is used of it.
struct Package {
    name: &'static str,
    version: &'static str,
    file: &'static str,
}

const BINARYEN: Package = Package { name: "binaryen", version: "132.0.0", file: PROGRAM };

const AXE: Package =
    Package { name: "axe-core", version: "4.14.1", file: "node_modules/axe-core/axe.min.js" };

const JOSE: Package =
    Package { name: "jose", version: "6.2.18", file: "node_modules/jose/dist/webapi/index.js" };

const ALL: &[Package] = &[BINARYEN, AXE, JOSE];

/// The person's own wasm-opt when it is of the same version, else npm's.
pub(crate) fn wasm_opt(project: &Project) -> anyhow::Result<Found> {
    let found = if let Some(found) = super::own("wasm-opt", WASM_OPT) {
        found
    } else {
        // It is a script, which would fail in the middle of Trunk's work.
        node(project)?;
        bring(project, &BINARYEN)?;
        super::brought(folder(project).join(PROGRAM), WASM_OPT)?
    };
    link::name(project, "wasm-opt", &found.path)?;
    Ok(found)
}

/// Axe, as the script that a page is given.
pub(crate) fn axe(project: &Project) -> anyhow::Result<Found> {
    bring(project, &AXE)?;
    Ok(Found { version: AXE.version.to_owned(), path: folder(project).join(AXE.file) })
}

/// Jose, as the folder of the package.
pub(crate) fn jose(project: &Project) -> anyhow::Result<Found> {
    bring(project, &JOSE)?;
    let path = folder(project).join("node_modules").join(JOSE.name);
    Ok(Found { version: JOSE.version.to_owned(), path })
}

fn folder(project: &Project) -> PathBuf {
    project.tools().join("npm")
}

/// Brings them all where the wanted one is missing.
fn bring(project: &Project, wanted: &Package) -> anyhow::Result<()> {
    let folder = folder(project);
    if wanted.is_whole(&folder) {
        return Ok(());
    }
    println!("      bringing {} by npm", named(ALL));
    // Beside the old one: a folder that was filled by half never gets the name of a whole one.
    let fresh = folder.with_extension("new");
    install(project, &fresh)?;
    let is_whole = ALL.iter().all(|package| package.is_whole(&fresh));
    ensure!(is_whole, "npm did not bring {} whole", named(ALL));
    super::brought(fresh.join(PROGRAM), WASM_OPT)?;
    replace(&fresh, &folder)
}

fn named(packages: &[Package]) -> String {
    let names = packages.iter().map(|package| format!("{} {}", package.name, package.version));
    names.collect::<Vec<_>>().join(", ")
}

fn install(project: &Project, folder: &Path) -> anyhow::Result<()> {
    node(project)?;
    remove(folder)?;
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::write(folder.join("package.json"), PACKAGES)?;
    fs::write(folder.join("package-lock.json"), LOCK)?;
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    process::run(Command::new(npm(project)?).current_dir(folder).args(arguments)).with_context(
        || format!("npm could not bring {}: see above (it takes a network)", named(ALL)),
    )
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

/// Node.js, which runs npm's programs and jose.
pub(crate) fn node(project: &Project) -> anyhow::Result<PathBuf> {
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

impl Package {
    /// Whether npm's folder holds what is needed of exactly this version, without starting Node.js.
    fn is_whole(&self, folder: &Path) -> bool {
        let manifest = folder.join("node_modules").join(self.name).join("package.json");
        let manifest = fs::read_to_string(manifest).unwrap_or_default();
        let file = folder.join(self.file).metadata();
        manifest.contains(&format!("\"version\": \"{}\"", self.version))
            && file.is_ok_and(|file| file.len() > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pinned_versions_are_those_of_the_lock() {
        for Package { name, version, .. } in ALL {
            assert!(PACKAGES.contains(&format!("\"{name}\": \"{version}\"")));
            let entry = format!("\"node_modules/{name}\": {{\n      \"version\": \"{version}\"");
            assert!(LOCK.contains(&entry), "{name}");
        }
        assert!(BINARYEN.version.starts_with(WASM_OPT));
    }

    #[test]
    fn the_lock_holds_hashes_and_names_no_registry() {
        assert_eq!(LOCK.matches("\"integrity\": \"sha512-").count(), ALL.len());
        assert!(!LOCK.contains("\"resolved\""));
    }

    #[test]
    fn trunk_asks_for_the_same_wasm_opt() {
        let trunk = Project::find().unwrap().path("Trunk.toml");
        let trunk = fs::read_to_string(trunk).unwrap();
        assert!(trunk.contains(&format!("wasm_opt = \"version_{WASM_OPT}\"")));
    }

    /// A folder of npm's with these files.
    fn holding(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-npm-{}-{name}", std::process::id()));
        for (file, text) in files {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        folder
    }

    #[test]
    fn half_a_package_is_not_taken_for_a_whole_one() {
        let manifest = ("node_modules/axe-core/package.json", "{\n  \"version\": \"4.14.1\"\n}");
        let folder = holding("half", &[manifest]);
        assert!(!AXE.is_whole(&folder), "a manifest only");
        fs::write(folder.join(AXE.file), "").unwrap();
        assert!(!AXE.is_whole(&folder), "an empty script");
        fs::write(folder.join(AXE.file), "axe").unwrap();
        assert!(AXE.is_whole(&folder));
        assert!(!JOSE.is_whole(&folder), "another package");
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
        let manifest = ("node_modules/binaryen/package.json", "{\n  \"version\": \"131.0.0\"\n}");
        let folder = holding("other", &[manifest, (PROGRAM, "#!/usr/bin/env node")]);
        assert!(!BINARYEN.is_whole(&folder));
        assert!(Package { version: "131.0.0", ..BINARYEN }.is_whole(&folder));
        fs::remove_dir_all(folder).unwrap();
    }
}
