//! The files below a folder, in a stable order.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// All files below `root` (or `root` itself when it is one), sorted.
pub(crate) fn below(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    below_unless(root, &|_| false)
}

/// The same without the folders and files for which `skip` is true.
pub(crate) fn below_unless(
    root: &Path,
    skip: &dyn Fn(&Path) -> bool,
) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(root, skip, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(
    path: &Path,
    skip: &dyn Fn(&Path) -> bool,
    files: &mut Vec<PathBuf>,
) -> anyhow::Result<()> {
    if skip(path) {
        return Ok(());
    }
    if path.is_file() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    let entries = fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
    for entry in entries {
        collect(&entry?.path(), skip, files)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_sorted_and_skipped_folders_do_not_come() {
        let root = std::env::temp_dir().join(format!("xtask-files-{}", std::process::id()));
        for name in ["b/two", "a/one", "skipped/three", "four"] {
            let file = root.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        let files = below_unless(&root, &|path| path.ends_with("skipped")).unwrap();
        let names: Vec<_> = files.iter().map(|file| file.strip_prefix(&root).unwrap()).collect();
        assert_eq!(names, [Path::new("a/one"), Path::new("b/two"), Path::new("four")]);
        fs::remove_dir_all(root).unwrap();
    }
}
