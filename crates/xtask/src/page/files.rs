//! The files below a folder, in a stable order, and copies of them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// All files below `root` (or `root` itself when it is one), sorted.
pub(crate) fn below(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    below_unless(root, &|_| false)
}

/// The same without the folders and files below `root` for which `skip` is true.
pub(crate) fn below_unless(
    root: &Path,
    skip: &dyn Fn(&Path) -> bool,
) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if root.is_file() {
        files.push(root.to_path_buf());
    } else {
        collect(root, skip, &mut files)?;
    }
    files.sort();
    Ok(files)
}

fn collect(
    folder: &Path,
    skip: &dyn Fn(&Path) -> bool,
    files: &mut Vec<PathBuf>,
) -> anyhow::Result<()> {
    let cannot = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        if skip(&path) {
            continue;
        }
        // Neither of both is a link to nowhere, such as an editor's lock.
        if path.is_file() {
            files.push(path);
        } else if path.is_dir() {
            collect(&path, skip, files)?;
        }
    }
    Ok(())
}

/// Writes a file, and the folders that it lies in.
pub(crate) fn write(file: &Path, content: impl AsRef<[u8]>) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(file, content).with_context(|| format!("cannot write {}", file.display()))
}

pub(crate) fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let content = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    write(to, content)
}

/// Copies a file, or everything below a folder.
pub(crate) fn copy_all(from: &Path, to: &Path) -> anyhow::Result<()> {
    for file in below(from)? {
        let name = file.strip_prefix(from).unwrap_or(&file);
        // A file itself has no name below itself.
        let to = if name.as_os_str().is_empty() { to.to_path_buf() } else { to.join(name) };
        copy(&file, &to)?;
    }
    Ok(())
}

/// Removes a folder if it is there.
pub(crate) fn remove(folder: &Path) -> anyhow::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))
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

    #[test]
    fn a_file_and_a_folder_are_copied() {
        let root = std::env::temp_dir().join(format!("xtask-copy-{}", std::process::id()));
        write(&root.join("a/b/one"), "1").unwrap();
        write(&root.join("a/two"), "2").unwrap();
        copy_all(&root.join("a"), &root.join("c")).unwrap();
        copy_all(&root.join("a/two"), &root.join("d/three")).unwrap();
        assert_eq!(fs::read_to_string(root.join("c/b/one")).unwrap(), "1");
        assert_eq!(fs::read_to_string(root.join("d/three")).unwrap(), "2");
        remove(&root).unwrap();
        remove(&root).unwrap();
        assert!(copy_all(&root, &root).is_err());
    }

    #[test]
    fn the_root_itself_may_have_a_skipped_name() {
        let root = std::env::temp_dir().join(format!("xtask-root-{}/target", std::process::id()));
        fs::create_dir_all(root.join("target")).unwrap();
        fs::write(root.join("one"), "").unwrap();
        fs::write(root.join("target/two"), "").unwrap();
        let files = below_unless(&root, &|path| path.ends_with("target")).unwrap();
        assert_eq!(files, [root.join("one")]);
        assert!(below(&root.join("missing")).is_err());
        fs::remove_dir_all(root.parent().unwrap()).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nowhere_is_no_file() {
        let root = std::env::temp_dir().join(format!("xtask-nowhere-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        std::os::unix::fs::symlink("someone@somewhere", root.join(".#lock")).unwrap();
        assert_eq!(below(&root).unwrap().len(), 0);
        fs::remove_dir_all(root).unwrap();
    }
}
