//! wasm-bindgen and its test runner: this very executable, called by another name.
//!
//! So their version is the lock file's, and nothing has to be fetched or built twice.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

use super::{Found, link};
use crate::project::Project;

/// The version in the lock file and in `Trunk.toml`.
pub(crate) const VERSION: &str = "0.2.130";

pub(crate) fn bring(project: &Project) -> anyhow::Result<Found> {
    let executable = std::env::current_exe().context("this executable cannot be found")?;
    // Linux names it "… (deleted)" then, and nothing can be copied from there.
    ensure!(executable.is_file(), "this command was built anew while it ran: run it once more");
    let copy = project.bin().join("xtask");
    if executable != copy && !is_same(&executable, &copy) {
        refresh(&executable, &copy)?;
    }
    link::name(project, "wasm-bindgen", &copy)?;
    link::name(project, "wasm-bindgen-test-runner", &copy)?;
    Ok(Found { version: VERSION.to_owned(), path: copy })
}

/// By length and time, which `refresh` gives the copy: reading them is quicker than 60 MB.
fn is_same(executable: &Path, copy: &Path) -> bool {
    let (Ok(one), Ok(other)) = (executable.metadata(), copy.metadata()) else { return false };
    one.len() == other.len() && one.modified().ok() == other.modified().ok()
}

/// A copy, because the next build replaces the original, perhaps while the copy is in use.
fn refresh(executable: &Path, copy: &Path) -> anyhow::Result<()> {
    let fresh = copy.with_extension("new");
    let folder = copy.parent().unwrap_or(copy);
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::copy(executable, &fresh)
        .with_context(|| format!("cannot copy {} to {}", executable.display(), fresh.display()))?;
    let modified = executable.metadata().and_then(|metadata| metadata.modified())?;
    fs::File::options().append(true).open(&fresh)?.set_modified(modified)?;
    fs::rename(&fresh, copy).with_context(|| format!("cannot write {}", copy.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_refreshed_until_it_is_the_same() {
        let folder = std::env::temp_dir().join(format!("xtask-copy-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (original, copy) = (folder.join("original"), folder.join("bin/copy"));
        fs::write(&original, "one").unwrap();
        assert!(!is_same(&original, &copy));
        refresh(&original, &copy).unwrap();
        assert!(is_same(&original, &copy));
        fs::write(&original, "another").unwrap();
        assert!(!is_same(&original, &copy));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn one_version_of_wasm_bindgen_is_named_everywhere() {
        let project = Project::find().unwrap();
        let manifest = fs::read_to_string(project.path("Cargo.toml")).unwrap();
        let trunk = fs::read_to_string(project.path("Trunk.toml")).unwrap();
        assert!(manifest.contains(&format!("wasm-bindgen = \"={VERSION}\"")));
        assert!(manifest.contains(&format!("wasm-bindgen-cli = {{ version = \"={VERSION}\"")));
        assert!(trunk.contains(&format!("wasm_bindgen = \"{VERSION}\"")));
    }
}
