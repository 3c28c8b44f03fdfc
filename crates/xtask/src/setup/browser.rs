//! Chromium and its driver: a pair that fits, or installed where that may be done without asking.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};

use super::system::System;
use super::version::Version;
use super::{Found, debian};
use crate::process;
use crate::project::Project;

const CHROMIUM: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const DRIVER: &[&str] = &[
    "chromedriver",
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
    "/opt/homebrew/bin/chromedriver",
    "/usr/local/bin/chromedriver",
];

/// For every test in a browser: no window, and no calls home.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
];

/// A browser and the driver that fits it.
pub(crate) struct Pair {
    pub(crate) chromium: Found,
    pub(crate) driver: Found,
}

/// A program that says its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) path: PathBuf,
    pub(super) version: Version,
}

pub(super) fn pair(project: &Project) -> anyhow::Result<Pair> {
    if let Ok(pair) = look() {
        return Ok(pair);
    }
    let is_named = ["CHROME", "CHROMEDRIVER"].iter().any(|name| std::env::var_os(name).is_some());
    if !is_named && debian::may_install() {
        debian::install(project, &["chromium", "chromium-driver"])?;
    }
    look()
}

fn look() -> anyhow::Result<Pair> {
    let browsers = candidates("CHROME", CHROMIUM)?;
    let drivers = candidates("CHROMEDRIVER", DRIVER)?;
    let Some((browser, driver)) = fitting(&browsers, &drivers) else {
        bail!("{}", problem(&browsers, &drivers, System::here()))
    };
    Ok(Pair { chromium: found(browser), driver: found(driver) })
}

/// The one that the environment variable names, else all at the usual names and places.
pub(super) fn candidates(variable: &str, usual: &[&str]) -> anyhow::Result<Vec<Candidate>> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        ensure!(process::is_executable(&path), "{variable} names no program: {}", path.display());
        let version = super::version_of(&path);
        let version =
            version.with_context(|| format!("{} does not say its version", path.display()))?;
        return Ok(vec![Candidate { path, version }]);
    }
    let found = usual.iter().filter_map(|name| at(name)).filter_map(|path| {
        let version = super::version_of(&path)?;
        Some(Candidate { path, version })
    });
    Ok(found.collect())
}

fn at(usual: &str) -> Option<PathBuf> {
    if usual.starts_with('/') {
        return Some(PathBuf::from(usual)).filter(|path| process::is_executable(path));
    }
    process::on_path(usual)
}

/// The first two that speak the same language: their major versions agree.
fn fitting<'a>(
    browsers: &'a [Candidate],
    drivers: &'a [Candidate],
) -> Option<(&'a Candidate, &'a Candidate)> {
    let mut pairs = browsers.iter().flat_map(|one| drivers.iter().map(move |other| (one, other)));
    pairs.find(|(browser, driver)| browser.version.major() == driver.version.major())
}

fn problem(browsers: &[Candidate], drivers: &[Candidate], system: System) -> String {
    let there = match (named("Chromium", browsers), named("ChromeDriver", drivers)) {
        (None, None) => "Chromium and ChromeDriver are missing".to_owned(),
        (None, Some(drivers)) => format!("Chromium is missing ({drivers} is there)"),
        (Some(browsers), None) => format!("ChromeDriver is missing ({browsers} is there)"),
        (Some(browsers), Some(drivers)) => {
            format!("no two are of the same major version: {browsers}, {drivers}")
        }
    };
    format!("{there}; {}; or name two that fit in CHROME and CHROMEDRIVER", advice(system))
}

fn named(name: &str, candidates: &[Candidate]) -> Option<String> {
    let named = candidates
        .iter()
        .map(|Candidate { path, version }| format!("{name} {version} at {}", path.display()));
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| named.join(", "))
}

fn advice(system: System) -> &'static str {
    match system {
        System::Debian => "install both with `sudo apt-get install chromium chromium-driver`",
        System::MacOs => {
            "install both with `brew install --cask google-chrome chromedriver`, then let the \
             driver start with `xattr -d com.apple.quarantine \"$(which chromedriver)\"`"
        }
        System::Other => {
            "install Google Chrome and the ChromeDriver of the same version \
             (https://googlechromelabs.github.io/chrome-for-testing/)"
        }
    }
}

pub(super) fn found(Candidate { path, version }: &Candidate) -> Found {
    Found { version: version.to_string(), path: path.clone() }
}

/// What the browser is started with, here and by the journeys.
pub(crate) fn flags() -> Vec<&'static str> {
    flags_for(debian::is_root())
}

/// Chromium's sandbox refuses to run as root, so it is given up there and only there.
fn flags_for(root: bool) -> Vec<&'static str> {
    FLAGS.iter().copied().chain(root.then_some("--no-sandbox")).collect()
}

/// Writes the settings of the browser for `wasm-bindgen-test-runner`, and says where.
pub(crate) fn settings(project: &Project, pair: &Pair) -> anyhow::Result<PathBuf> {
    let file = project.tools().join("webdriver.json");
    let cannot = || format!("cannot write {}", file.display());
    // Another run may be reading it: it is whole at every moment.
    let fresh = file.with_extension(std::process::id().to_string());
    let text = capabilities(&pair.chromium.path.display().to_string(), &flags());
    fs::write(&fresh, text).with_context(cannot)?;
    fs::rename(&fresh, &file).with_context(cannot)?;
    Ok(file)
}

fn capabilities(chromium: &str, flags: &[&str]) -> String {
    let arguments: Vec<String> = flags.iter().map(|word| format!("{word:?}")).collect();
    format!(
        "{{\"goog:chromeOptions\":{{\"binary\":{chromium:?},\"args\":[{}]}}}}\n",
        arguments.join(",")
    )
}

#[cfg(test)]
mod tests;
