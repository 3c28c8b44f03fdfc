//! Whether `dist/` still is what the sources say: a hash of both, kept from the last build.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use sha2::{Digest, Sha256};

use super::{files, flags};
use crate::process;
use crate::project::Project;

/// Everything the page is built from.
const INPUTS: &[&str] = &[
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/app",
    "crates/domain",
    "index.html",
    "www",
];

/// A hash of the sources and of what the tools say they are.
pub(crate) fn inputs(project: &Project) -> anyhow::Result<String> {
    let mut hash = Sha256::new();
    for path in INPUTS.iter().map(|input| project.path(input)).filter(|path| path.exists()) {
        add(&mut hash, project.root(), &path)?;
    }
    for tool in ["trunk", "wasm-opt", "wasm-bindgen"] {
        hash.update(answer(&project.bin().join(tool)));
    }
    hash.update(answer(Path::new(&process::rustc())));
    hash.update(flags::given().join(OsStr::new(" ")).as_encoded_bytes());
    Ok(hexadecimal(hash))
}

/// Whether this build's inputs and outputs are those of the last one.
pub(crate) fn is_current(project: &Project, inputs: &str) -> bool {
    let Ok(outputs) = outputs(project) else { return false };
    fs::read_to_string(file(project)).is_ok_and(|stamp| stamp == line(inputs, &outputs))
}

/// Remembers what was built from what.
pub(crate) fn write(project: &Project, inputs: &str) -> anyhow::Result<()> {
    let file = file(project);
    fs::write(&file, line(inputs, &outputs(project)?))
        .with_context(|| format!("cannot write {}", file.display()))
}

fn file(project: &Project) -> PathBuf {
    project.tools().join("page.stamp")
}

fn line(inputs: &str, outputs: &str) -> String {
    format!("{inputs} {outputs}\n")
}

fn outputs(project: &Project) -> anyhow::Result<String> {
    let mut hash = Sha256::new();
    add(&mut hash, &project.dist(), &project.dist())?;
    Ok(hexadecimal(hash))
}

fn add(hash: &mut Sha256, root: &Path, path: &Path) -> anyhow::Result<()> {
    // Tests are not in the page: a change of one is no reason to build it.
    for file in files::below_unless(path, &|path| path.ends_with("tests"))? {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy();
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        // Lengths keep two neighbours from being taken for other two.
        hash.update(format!("{} {name} {}\n", name.len(), content.len()));
        hash.update(content);
    }
    Ok(())
}

fn answer(program: &Path) -> String {
    process::said(Command::new(program).arg("--version")).unwrap_or_default()
}

fn hexadecimal(hash: Sha256) -> String {
    format!("{:x}", hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A project of its own for one test.
    fn project(name: &str) -> Project {
        let root = std::env::temp_dir().join(format!("xtask-stamp-{}-{name}", std::process::id()));
        for (file, text) in [("www/a.css", "a"), ("dist/index.html", "h"), (".tools/x", "")] {
            let file = root.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Project::at(&root)
    }

    #[test]
    fn a_page_is_current_until_a_source_changes() {
        let project = project("source");
        let before = inputs(&project).unwrap();
        assert!(!is_current(&project, &before), "never built");
        write(&project, &before).unwrap();
        assert!(is_current(&project, &inputs(&project).unwrap()));
        fs::create_dir_all(project.path("www/tests")).unwrap();
        fs::write(project.path("www/tests/a.js"), "").unwrap();
        assert!(is_current(&project, &inputs(&project).unwrap()), "a test is no source");
        fs::write(project.path("www/a.css"), "b").unwrap();
        assert!(!is_current(&project, &inputs(&project).unwrap()));
        fs::remove_dir_all(project.root()).unwrap();
    }

    #[test]
    fn a_page_is_not_current_when_somebody_else_built_over_it() {
        let project = project("output");
        let inputs = inputs(&project).unwrap();
        write(&project, &inputs).unwrap();
        fs::write(project.dist().join("index.html"), "another").unwrap();
        assert!(!is_current(&project, &inputs));
        fs::remove_dir_all(project.dist()).unwrap();
        assert!(!is_current(&project, &inputs));
        fs::remove_dir_all(project.root()).unwrap();
    }
}
