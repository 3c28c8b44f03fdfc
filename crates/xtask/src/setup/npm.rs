//! Tools that npm brings: wasm-opt (binaryen), axe for the browser tests, jose, with which the
//! signatures have to agree, and what builds the examples of the widget.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};

use super::{Found, debian, link};
use crate::page::files;
use crate::process;
use crate::project::Project;

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

/// Packages that are brought together, into a folder of their own.
struct Set {
    folder: &'static str,
    manifest: &'static str,
    lock: &'static str,
    /// Those that are asked for; npm brings what they need besides.
    packages: &'static [Package],
}

const TOOLS: Set = Set {
    folder: "npm",
    manifest: include_str!("../../npm/package.json"),
    lock: include_str!("../../npm/package-lock.json"),
    packages: &[BINARYEN, AXE, JOSE],
};

const EXAMPLES: Set = Set {
    folder: "npm-examples",
    manifest: include_str!("../../npm/examples/package.json"),
    lock: include_str!("../../npm/examples/package-lock.json"),
    packages: &[
        Package { name: "esbuild", version: "0.28.2", file: "node_modules/esbuild/lib/main.js" },
        Package { name: "react", version: "19.3.1", file: "node_modules/react/index.js" },
        Package { name: "react-dom", version: "19.3.1", file: "node_modules/react-dom/client.js" },
        Package { name: "vue", version: "3.5.45", file: "node_modules/vue/index.mjs" },
        TYPESCRIPT,
    ],
};

const TYPESCRIPT: Package =
    Package { name: "typescript", version: "5.9.3", file: "node_modules/typescript/lib/tsc.js" };

/// The person's own wasm-opt when it is of the same version, else npm's.
pub(crate) fn wasm_opt(project: &Project) -> anyhow::Result<Found> {
    let found = if let Some(found) = super::own("wasm-opt", WASM_OPT) {
        found
    } else {
        // It is a script, which would fail in the middle of Trunk's work.
        node(project)?;
        bring(project, &TOOLS, &BINARYEN)?;
        super::brought(TOOLS.folder(project).join(PROGRAM), WASM_OPT)?
    };
    link::name(project, "wasm-opt", &found.path)?;
    Ok(found)
}

/// Axe, as the script that a page is given.
pub(crate) fn axe(project: &Project) -> anyhow::Result<Found> {
    bring(project, &TOOLS, &AXE)?;
    Ok(Found { version: AXE.version.to_owned(), path: TOOLS.folder(project).join(AXE.file) })
}

/// Jose, as the folder of the package.
pub(crate) fn jose(project: &Project) -> anyhow::Result<Found> {
    bring(project, &TOOLS, &JOSE)?;
    let path = TOOLS.folder(project).join("node_modules").join(JOSE.name);
    Ok(Found { version: JOSE.version.to_owned(), path })
}

/// What builds the examples of the widget, as the folder that it lies in.
pub(crate) fn examples(project: &Project) -> anyhow::Result<Found> {
    for package in EXAMPLES.packages {
        bring(project, &EXAMPLES, package)?;
    }
    Ok(Found { version: named(EXAMPLES.packages), path: EXAMPLES.folder(project) })
}

/// Brings them all where the wanted one is missing.
fn bring(project: &Project, set: &Set, wanted: &Package) -> anyhow::Result<()> {
    let folder = set.folder(project);
    if wanted.is_whole(&folder) {
        return Ok(());
    }
    println!("      bringing {} by npm", named(set.packages));
    // Beside the old one: a folder that was filled by half never gets the name of a whole one.
    let fresh = folder.with_extension("new");
    install(project, set, &fresh)?;
    let is_whole = set.packages.iter().all(|package| package.is_whole(&fresh));
    ensure!(is_whole, "npm did not bring {} whole", named(set.packages));
    replace(&fresh, &folder)
}

fn named(packages: &[Package]) -> String {
    let names = packages.iter().map(|package| format!("{} {}", package.name, package.version));
    names.collect::<Vec<_>>().join(", ")
}

fn install(project: &Project, set: &Set, folder: &Path) -> anyhow::Result<()> {
    node(project)?;
    files::remove(folder)?;
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::write(folder.join("package.json"), set.manifest)?;
    fs::write(folder.join("package-lock.json"), set.lock)?;
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    process::run(Command::new(npm(project)?).current_dir(folder).args(arguments)).with_context(
        || format!("npm could not bring {}: see above (it takes a network)", named(set.packages)),
    )
}

fn replace(fresh: &Path, folder: &Path) -> anyhow::Result<()> {
    files::remove(folder)?;
    fs::rename(fresh, folder).with_context(|| format!("cannot create {}", folder.display()))
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

impl Set {
    fn folder(&self, project: &Project) -> PathBuf {
        project.tools().join(self.folder)
    }
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
        for Set { manifest, lock, packages, .. } in [TOOLS, EXAMPLES] {
            for Package { name, version, .. } in packages {
                assert!(manifest.contains(&format!("\"{name}\": \"{version}\"")));
                let entry =
                    format!("\"node_modules/{name}\": {{\n      \"version\": \"{version}\"");
                assert!(lock.contains(&entry), "{name}");
            }
        }
        assert!(BINARYEN.version.starts_with(WASM_OPT));
    }

    #[test]
    fn the_lock_holds_hashes_and_names_no_registry() {
        for Set { lock, .. } in [TOOLS, EXAMPLES] {
            let packages = lock.matches("\"node_modules/").count();
            assert_eq!(lock.matches("\"integrity\": \"sha512-").count(), packages);
            assert!(!lock.contains("\"resolved\""));
        }
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
