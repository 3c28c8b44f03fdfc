//! Where things are: the project's folders, and the one cargo builds into.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// The root folder of the project, and the places below it.
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Looks for the root upwards from the current folder.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let here = std::env::current_dir().context("the current folder cannot be read")?;
        for folder in here.ancestors() {
            if folder.join("Cargo.lock").is_file() && folder.join("crates/xtask").is_dir() {
                return Ok(Self::at(folder));
            }
        }
        bail!("this is not a folder of the project: {}", here.display())
    }

    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Tools that were brought for this project: ignored by git, left alone by `cargo clean`.
    pub(crate) fn tools(&self) -> PathBuf {
        self.path(".tools")
    }

    /// The folder that comes first on the `PATH` of everything started from here.
    pub(crate) fn bin(&self) -> PathBuf {
        self.tools().join("bin")
    }

    /// The built page.
    pub(crate) fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// Where cargo builds. This executable lies in it, whatever the person's settings are.
    pub(crate) fn target() -> anyhow::Result<PathBuf> {
        let executable = std::env::current_exe().context("this executable cannot be found")?;
        let target = executable.parent().and_then(Path::parent);
        Ok(target.context("this executable lies in no target folder")?.to_path_buf())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_from_a_folder_below() {
        let project = Project::find().unwrap();
        assert!(project.path("crates/xtask/Cargo.toml").is_file());
        assert_eq!(project.bin(), project.root().join(".tools/bin"));
    }
}
