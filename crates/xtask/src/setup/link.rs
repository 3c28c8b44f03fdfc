//! Names in `.tools/bin`, the folder that comes first on the `PATH` of what is started from here.

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::project::Project;

/// Makes `name` in `.tools/bin` mean `program`.
pub(crate) fn name(project: &Project, name: &str, program: &Path) -> anyhow::Result<()> {
    let folder = project.bin();
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let link = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if link == program || fs::read_link(&link).is_ok_and(|target| target == program) {
        return Ok(());
    }
    // Under another name first: there is no moment in which the name means nothing.
    let fresh = folder.join(format!(".{name}.{}", std::process::id()));
    make(program, &fresh)
        .and_then(|()| fs::rename(&fresh, &link))
        .with_context(|| format!("cannot create {}", link.display()))
}

#[cfg(unix)]
fn make(program: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(program, link)
}

#[cfg(not(unix))]
fn make(program: &Path, link: &Path) -> std::io::Result<()> {
    fs::copy(program, link).map(drop)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_and_moved() {
        let root = std::env::temp_dir().join(format!("xtask-link-{}", std::process::id()));
        let project = Project::at(&root);
        for program in ["/bin/sh", "/bin/cat", "/bin/cat"] {
            name(&project, "tool", Path::new(program)).unwrap();
            let target = fs::read_link(project.bin().join("tool")).unwrap();
            assert_eq!(target, Path::new(program));
        }
        assert_eq!(fs::read_dir(project.bin()).unwrap().count(), 1, "nothing else is left");
        fs::remove_dir_all(root).unwrap();
    }
}
