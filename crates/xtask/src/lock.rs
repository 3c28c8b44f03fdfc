//! One `cargo xtask` at a time changes the tools or the page; the others wait and say so.

use std::fs::{self, File, TryLockError};

use anyhow::Context;

use crate::project::Project;

/// As long as this lives, no other `cargo xtask` brings tools or builds the page.
///
/// It ends with the process, however that ends. Whoever has it does not take it once more: it would
/// wait for itself.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes it, after waiting for whoever has it.
    pub(crate) fn take(project: &Project) -> anyhow::Result<Self> {
        let path = project.tools().join("lock");
        let cannot = || format!("cannot lock {}", path.display());
        fs::create_dir_all(project.tools()).with_context(cannot)?;
        let options = File::options().create(true).truncate(false).write(true).open(&path);
        let file = options.with_context(cannot)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                println!("      waiting for another cargo xtask");
                file.lock().with_context(cannot)?;
            }
            Err(TryLockError::Error(error)) => return Err(error).with_context(cannot),
        }
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_second_one_waits_for_the_first() {
        let root = std::env::temp_dir().join(format!("xtask-lock-{}", std::process::id()));
        let first = Lock::take(&Project::at(&root)).unwrap();
        let (send, taken) = mpsc::channel();
        let second_root = root.clone();
        let second = thread::spawn(move || {
            let lock = Lock::take(&Project::at(&second_root)).unwrap();
            send.send(()).unwrap();
            drop(lock);
        });
        assert!(taken.recv_timeout(Duration::from_millis(100)).is_err(), "both have it");
        drop(first);
        taken.recv_timeout(Duration::from_secs(30)).unwrap();
        second.join().unwrap();
        fs::remove_dir_all(root).unwrap();
    }
}
