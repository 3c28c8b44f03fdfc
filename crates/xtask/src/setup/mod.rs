//! Brings the tools: the person's own where they fit, else into the folder `.tools`.
//!
//! Nothing is fetched for a tool that is already there, so everything works without a network.

pub(crate) mod browser;
mod cpp;
mod crates_io;
mod curl;
mod debian;
pub(crate) mod firefox;
mod link;
mod npm;
mod system;
mod version;
mod wasm_bindgen;
mod wasm_target;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use self::version::Version;
use crate::lock::{Lock, Of};
use crate::process;
use crate::project::Project;
use crate::table::{self, Align};

/// A tool that is there.
pub(crate) struct Found {
    pub(crate) version: String,
    pub(crate) path: PathBuf,
}

/// What building and testing need.
#[derive(Clone, Copy)]
pub(crate) enum Tool {
    WasmTarget,
    WasmBindgen,
    WasmOpt,
    Trunk,
    CargoDeny,
    Axe,
    Jose,
    /// What builds the examples of the widget.
    Examples,
    /// Chromium and the driver that fits it.
    Chromium,
    /// Firefox and its driver.
    Firefox,
}

/// What building the page needs.
pub(crate) const FOR_THE_PAGE: &[Tool] =
    &[Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmOpt, Tool::Trunk];

/// What the whole test run needs, but for the browsers.
pub(crate) const ALL: &[Tool] = &[
    Tool::WasmTarget,
    Tool::WasmBindgen,
    Tool::WasmOpt,
    Tool::Axe,
    Tool::Jose,
    Tool::Examples,
    Tool::CargoDeny,
    Tool::Trunk,
];

/// What the journeys run in.
pub(crate) const BROWSERS: &[Tool] = &[Tool::Chromium, Tool::Firefox];

impl Tool {
    fn name(self) -> &'static str {
        match self {
            Self::WasmTarget => "wasm target",
            Self::WasmBindgen => "wasm-bindgen",
            Self::WasmOpt => "wasm-opt",
            Self::Trunk => "Trunk",
            Self::CargoDeny => "cargo-deny",
            Self::Axe => "axe",
            Self::Jose => "jose",
            Self::Examples => "compilers of the examples",
            Self::Chromium => "Chromium and ChromeDriver",
            Self::Firefox => "Firefox and geckodriver",
        }
    }

    /// What it is made of, each with its name.
    fn bring(self, project: &Project) -> anyhow::Result<Vec<(&'static str, Found)>> {
        let found = match self {
            Self::WasmTarget => wasm_target::bring(project)?,
            Self::WasmBindgen => wasm_bindgen::bring(project)?,
            Self::WasmOpt => npm::wasm_opt(project)?,
            Self::Trunk => crates_io::trunk(project)?,
            Self::CargoDeny => crates_io::cargo_deny(project)?,
            Self::Axe => npm::axe(project)?,
            Self::Jose => npm::jose(project)?,
            Self::Examples => npm::examples(project)?,
            Self::Chromium => {
                let browser::Pair { chromium, driver } = browser::pair(project)?;
                return Ok(vec![("Chromium", chromium), ("ChromeDriver", driver)]);
            }
            Self::Firefox => {
                let firefox::Pair { firefox, driver } = firefox::pair(project)?;
                return Ok(vec![("Firefox", firefox), ("geckodriver", driver)]);
            }
        };
        Ok(vec![(self.name(), found)])
    }
}

/// Brings these tools; the error names every one that is missing.
pub(crate) fn bring(
    project: &Project,
    tools: &[Tool],
) -> anyhow::Result<Vec<(&'static str, Found)>> {
    let _lock = Lock::alone(project, Of::Tools)?;
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for &tool in tools {
        match tool.bring(project) {
            Ok(parts) => found.extend(parts),
            Err(error) => problems.push(format!("{}: {error:#}", tool.name())),
        }
    }
    anyhow::ensure!(problems.is_empty(), "{}", problems.join("\n"));
    Ok(found)
}

/// Chromium and its driver, for a step that starts them.
pub(crate) fn chromium(project: &Project) -> anyhow::Result<browser::Pair> {
    let _lock = Lock::alone(project, Of::Tools)?;
    browser::pair(project)
}

/// Firefox and its driver, for a step that starts them.
pub(crate) fn firefox(project: &Project) -> anyhow::Result<firefox::Pair> {
    let _lock = Lock::alone(project, Of::Tools)?;
    firefox::pair(project)
}

pub(crate) fn cargo_deny(project: &Project) -> anyhow::Result<Found> {
    let _lock = Lock::alone(project, Of::Tools)?;
    crates_io::cargo_deny(project)
}

pub(crate) fn axe(project: &Project) -> anyhow::Result<Found> {
    let _lock = Lock::alone(project, Of::Tools)?;
    npm::axe(project)
}

/// The folder of npm's jose, and the Node.js that runs it.
pub(crate) fn jose(project: &Project) -> anyhow::Result<(PathBuf, PathBuf)> {
    let _lock = Lock::alone(project, Of::Tools)?;
    Ok((npm::jose(project)?.path, npm::node(project)?))
}

/// The folder of what builds the examples, and the Node.js that runs it.
pub(crate) fn examples(project: &Project) -> anyhow::Result<(PathBuf, PathBuf)> {
    let _lock = Lock::alone(project, Of::Tools)?;
    Ok((npm::examples(project)?.path, npm::node(project)?))
}

/// For one command only, and long to build: not among [`ALL`].
pub(crate) fn cargo_mutants(project: &Project) -> anyhow::Result<Found> {
    let _lock = Lock::alone(project, Of::Tools)?;
    crates_io::cargo_mutants(project)
}

/// What the guide's commands need besides.
pub(crate) fn curl(project: &Project) -> anyhow::Result<()> {
    curl::bring(project)
}

/// Says so where there is none: libFuzzer is C++.
pub(crate) fn cpp_compiler(project: &Project) -> anyhow::Result<PathBuf> {
    cpp::compiler(project)
}

/// `cargo xtask setup`: brings all tools and lists them.
pub(crate) fn everything(project: &Project) -> anyhow::Result<()> {
    listed(project, &[ALL, BROWSERS].concat())
}

/// Brings tools and lists them.
pub(crate) fn listed(project: &Project, tools: &[Tool]) -> anyhow::Result<()> {
    let found = bring(project, tools)?;
    let heading = ["tool", "version", "where"].map(str::to_owned).to_vec();
    let rows = found.iter().map(|(name, found)| {
        vec![(*name).to_owned(), found.version.clone(), found.path.display().to_string()]
    });
    let rows: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
    print!("{}", table::draw(&[Align::Left; 3], &rows));
    Ok(())
}

/// The version a program says it has.
fn version_of(program: &Path) -> Option<Version> {
    let asked = |words: &[&str]| process::said(Command::new(program).args(words));
    let name = program.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    // Some `cargo-x` answer only to what cargo makes of `cargo x`.
    let as_cargo = || asked(&[name.strip_prefix("cargo-")?, "--version"]);
    Version::said_in(&asked(&["--version"]).or_else(as_cargo)?)
}

/// The program when it is there and its version is of the series.
fn fitting(program: PathBuf, series: &str) -> Option<Found> {
    let version = version_of(&program).filter(|version| version.is_of(series))?;
    Some(Found { version: version.to_string(), path: program })
}

/// The person's own program when it fits.
fn own(name: &str, series: &str) -> Option<Found> {
    fitting(process::on_path(name)?, series)
}

/// Asks the tool once more after it was brought.
fn brought(program: PathBuf, series: &str) -> anyhow::Result<Found> {
    let name = program.display().to_string();
    fitting(program, series).with_context(|| format!("{name} is not of version {series}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tool that is certainly there, since it builds this.
    fn cargo() -> PathBuf {
        PathBuf::from(std::env::var_os("CARGO").unwrap())
    }

    #[test]
    fn a_tool_of_the_series_fits() {
        let found = fitting(cargo(), "1").unwrap();
        assert!(found.version.starts_with("1."), "{}", found.version);
        assert_eq!(found.path, cargo());
    }

    #[test]
    fn a_tool_of_another_series_or_without_a_version_does_not_fit() {
        assert!(fitting(cargo(), "0.22").is_none());
        assert!(fitting(PathBuf::from("no-such-program-here"), "1").is_none());
        assert!(fitting(PathBuf::from("/bin/false"), "1").is_none());
        let error = brought(PathBuf::from("/bin/false"), "1").map(|found| found.version);
        assert_eq!(error.unwrap_err().to_string(), "/bin/false is not of version 1");
    }

    #[cfg(unix)]
    #[test]
    fn a_part_of_cargo_is_asked_as_cargo_asks_it() {
        use std::os::unix::fs::PermissionsExt;
        let root = std::env::temp_dir().join(format!("xtask-version-{}", std::process::id()));
        std::fs::create_dir_all(&root).unwrap();
        let program = root.join("cargo-part");
        let script = "#!/bin/sh\n[ \"$1\" = part ] && echo cargo-part 27.1.0\n";
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(fitting(program, "27").unwrap().version, "27.1.0");
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn every_tool_has_a_name_of_its_own() {
        let mut names: Vec<&str> = ALL.iter().chain(BROWSERS).map(|tool| tool.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len() + BROWSERS.len());
    }
}
