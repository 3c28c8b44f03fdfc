//! Where the examples are built: copies beside npm's packages, so that both are found as in a project
//! of the person who copies an example.

use std::path::{Path, PathBuf};

use crate::page::files;
use crate::project::Project;

/// What is copied, and as what.
const PARTS: &[(&str, &str)] = &[
    ("crates/xtask/npm/examples", "."),
    ("www/embed/examples", "examples"),
    ("www/embed/portal.js", "portal.js"),
    ("www/widget", "widget"),
    ("www/css", "css"),
    ("crates/app/src/view", "view"),
];

/// Without it Node.js would take the module's sources for scripts.
const MANIFEST: &str = "{ \"private\": true, \"type\": \"module\" }\n";

pub(super) fn place(packages: &Path) -> PathBuf {
    packages.join("stage")
}

/// Makes it anew: nothing of an earlier one is left.
pub(super) fn of(project: &Project, packages: &Path) -> anyhow::Result<PathBuf> {
    let stage = place(packages);
    files::remove(&stage)?;
    for (from, to) in PARTS {
        files::copy_all(&project.path(from), &stage.join(to))?;
    }
    files::write(&stage.join("package.json"), MANIFEST)?;
    Ok(stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_built_and_checked_is_there() {
        let packages = std::env::temp_dir().join(format!("xtask-stage-{}", std::process::id()));
        let stage = of(&Project::find().unwrap(), &packages).unwrap();
        files::write(&stage.join("old"), "").unwrap();
        let stage = of(&Project::find().unwrap(), &packages).unwrap();
        for file in [
            "build.mjs",
            "manifest.mjs",
            "tsconfig.json",
            "examples/react/App.tsx",
            "examples/vue/App.vue",
            "widget/cockpit-jwt.d.ts",
            "css/widget.css",
        ] {
            assert!(stage.join(file).is_file(), "{file}");
        }
        assert!(!stage.join("old").exists());
        let manifest = std::fs::read_to_string(stage.join("package.json")).unwrap();
        assert_eq!(manifest, MANIFEST, "not the one that npm reads");
        files::remove(&packages).unwrap();
    }
}
