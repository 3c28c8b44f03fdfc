//! Installing system packages, where that is possible without asking: Debian, as root.

use std::process::Command;

use anyhow::Context;

use crate::process;
use crate::project::Project;

/// Whether this is Debian, and we are root. Ubuntu is not meant: its Chromium comes another way.
pub(crate) fn may_install() -> bool {
    is_here() && is_root() && process::on_path("apt-get").is_some()
}

pub(crate) fn is_here() -> bool {
    is_debian(&std::fs::read_to_string("/etc/os-release").unwrap_or_default())
}

pub(crate) fn is_root() -> bool {
    process::said(Command::new("id").arg("-u")).is_some_and(|answer| answer.trim() == "0")
}

fn is_debian(release: &str) -> bool {
    release.lines().any(|line| line.trim() == "ID=debian")
}

/// Installs the packages; with a fresh list of packages when the present one does not do.
pub(crate) fn install(project: &Project, packages: &[&str]) -> anyhow::Result<()> {
    println!("      installing {} by apt-get", packages.join(" and "));
    let arguments = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    if process::run(&mut apt_get(project, &arguments)).is_ok() {
        return Ok(());
    }
    process::run(&mut apt_get(project, &["update"]))?;
    process::run(&mut apt_get(project, &arguments))
        .with_context(|| format!("{} could not be installed", packages.join(" and ")))
}

fn apt_get(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.current_dir(project.root()).arg("--quiet=2").args(arguments);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_is_told_from_its_children() {
        assert!(is_debian("PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nID=debian\n"));
        assert!(!is_debian("NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n"));
        assert!(!is_debian(""));
    }
}
