//! The examples of the widget: built as those who copy them would, into a portal that serves them, and
//! checked against the widget's declarations.

mod stage;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::lock::{Lock, Of};
use crate::page::files;
use crate::project::Project;
use crate::{process, setup};

/// Those that have to be built before they can be shown.
pub(crate) const BUILT: &[&str] = &["react", "vue"];

/// Builds them into the portal of the page in `dist/`, and returns the folder of that portal.
pub(crate) fn build(project: &Project) -> anyhow::Result<PathBuf> {
    let (folder, node) = setup::examples(project)?;
    let _lock = Lock::alone(project, Of::Tools)?;
    let stage = stage::of(project, &folder)?;
    let portal = Project::target()?.join("portal");
    files::remove(&portal)?;
    files::copy_all(&project.dist().join("embed"), &portal)?;
    let examples = portal.join("examples");
    process::run(node_at(&stage, &node).arg("build.mjs").arg(&examples))?;
    for name in BUILT {
        let page = Path::new(name).join("index.html");
        files::copy(&stage.join("examples").join(&page), &examples.join(&page))?;
    }
    Ok(portal)
}

/// Holds declarations and manifest against the class and the examples; [`build`] comes before.
pub(crate) fn check(project: &Project) -> anyhow::Result<()> {
    let (folder, node) = setup::examples(project)?;
    let _lock = Lock::alone(project, Of::Tools)?;
    let stage = stage::place(&folder);
    process::run(node_at(&stage, &node).arg("manifest.mjs"))?;
    let compiler = folder.join("node_modules/typescript/lib/tsc.js");
    for settings in ["tsconfig.json", "tsconfig.plain.json"] {
        process::run(node_at(&stage, &node).arg(&compiler).args(["--project", settings]))?;
    }
    Ok(())
}

fn node_at(stage: &Path, node: &Path) -> Command {
    let mut command = Command::new(node);
    command.current_dir(stage);
    command
}
