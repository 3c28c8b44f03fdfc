//! Two `cargo xtask` at once do not break each other: who would disturb waits, and says so.

use std::fs::{self, File, TryLockError};

use anyhow::Context;

use crate::project::Project;

/// What is locked.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    /// The folder `.tools`, which is filled by one at a time.
    Tools,
    /// The built page, which is built by one or looked at by many.
    Page,
}

/// It ends with the process, however that ends.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// For who changes it: nobody else has it. Whoever has it does not take it once more, and would
    /// wait for itself.
    pub(crate) fn alone(project: &Project, of: Of) -> anyhow::Result<Self> {
        Self::take(project, of, File::try_lock, File::lock)
    }

    /// For who looks at it: others may look too, and nobody changes it.
    pub(crate) fn together(project: &Project, of: Of) -> anyhow::Result<Self> {
        Self::take(project, of, File::try_lock_shared, File::lock_shared)
    }

    fn take(
        project: &Project,
        of: Of,
        at_once: fn(&File) -> Result<(), TryLockError>,
        in_the_end: fn(&File) -> std::io::Result<()>,
    ) -> anyhow::Result<Self> {
        let path = project.tools().join(of.file());
        let cannot = || format!("cannot lock {}", path.display());
        fs::create_dir_all(project.tools()).with_context(cannot)?;
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.with_context(cannot)?;
        match at_once(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                println!("      waiting for another cargo xtask");
                in_the_end(&file).with_context(cannot)?;
            }
            Err(TryLockError::Error(error)) => return Err(error).with_context(cannot),
        }
        Ok(Self { _file: file })
    }
}

impl Of {
    fn file(self) -> &'static str {
        match self {
            Self::Tools => "lock",
            Self::Page => "page.lock",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::mpsc::{self, Receiver};
    use std::thread::{self, JoinHandle};
    use std::time::Duration;

    use super::*;

    fn root(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("xtask-lock-{}-{name}", std::process::id()))
    }

    /// Somebody who takes it alone, and tells when that succeeded.
    fn another(root: PathBuf) -> (JoinHandle<()>, Receiver<()>) {
        let (send, taken) = mpsc::channel();
        let another = thread::spawn(move || {
            let lock = Lock::alone(&Project::at(&root), Of::Page).unwrap();
            send.send(()).unwrap();
            drop(lock);
        });
        (another, taken)
    }

    fn check(first: Lock, root: PathBuf) {
        let (another, taken) = another(root.clone());
        assert!(taken.recv_timeout(Duration::from_millis(100)).is_err(), "both have it");
        drop(first);
        taken.recv_timeout(Duration::from_secs(30)).unwrap();
        another.join().unwrap();
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn who_changes_something_waits_for_who_changes_it() {
        let root = root("alone");
        check(Lock::alone(&Project::at(&root), Of::Page).unwrap(), root);
    }

    #[test]
    fn who_changes_something_waits_for_who_looks_at_it() {
        let root = root("together");
        check(Lock::together(&Project::at(&root), Of::Page).unwrap(), root);
    }

    #[test]
    fn many_look_at_it_and_another_thing_is_another() {
        let root = root("many");
        let project = Project::at(&root);
        let first = Lock::together(&project, Of::Page).unwrap();
        let second = Lock::together(&project, Of::Page).unwrap();
        let tools = Lock::alone(&project, Of::Tools).unwrap();
        drop((first, second, tools));
        fs::remove_dir_all(root).unwrap();
    }
}
