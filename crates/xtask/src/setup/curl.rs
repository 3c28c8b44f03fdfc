//! `curl`, by which the guide's commands are run.

use super::debian;
use crate::process;
use crate::project::Project;

const NAME: &str = "curl";

/// Brings it where that can be done without asking. Elsewhere the guide's tests say that it is missing.
pub(super) fn bring(project: &Project) -> anyhow::Result<()> {
    if process::on_path(NAME).is_none() && debian::may_install() {
        debian::install(project, &[NAME])?;
    }
    Ok(())
}
