//! Chromium and its driver: found, or installed where that may be done without asking.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};

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

/// A browser and the driver that fits it.
pub(crate) struct Pair {
    pub(crate) chromium: Found,
    pub(crate) driver: Found,
}

pub(crate) fn pair(project: &Project) -> anyhow::Result<Pair> {
    let there = locate("CHROME", CHROMIUM)?.is_some() && locate("CHROMEDRIVER", DRIVER)?.is_some();
    if !there && debian::may_install() {
        debian::install(project, &["chromium", "chromium-driver"])?;
    }
    let chromium = asked(locate("CHROME", CHROMIUM)?, "Chromium", "CHROME")?;
    let driver = asked(locate("CHROMEDRIVER", DRIVER)?, "ChromeDriver", "CHROMEDRIVER")?;
    ensure!(
        chromium.1.major() == driver.1.major(),
        "Chromium is of version {} and ChromeDriver of {}: install them in the same version",
        chromium.1,
        driver.1
    );
    Ok(Pair { chromium: found(chromium), driver: found(driver) })
}

/// By the environment variable, else by the usual names and places.
fn locate(variable: &str, candidates: &[&str]) -> anyhow::Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        ensure!(process::is_executable(&path), "{variable} names no program: {}", path.display());
        return Ok(Some(path));
    }
    Ok(candidates.iter().find_map(|candidate| usual(candidate)))
}

fn usual(candidate: &str) -> Option<PathBuf> {
    if candidate.starts_with('/') {
        return Some(PathBuf::from(candidate)).filter(|path| process::is_executable(path));
    }
    process::on_path(candidate)
}

fn asked(path: Option<PathBuf>, name: &str, variable: &str) -> anyhow::Result<(PathBuf, Version)> {
    let Some(path) = path else { bail!("missing; {}, or name it in {variable}", advice()) };
    let version = super::version_of(&path);
    let version = version.with_context(|| format!("{name} does not say its version"))?;
    Ok((path, version))
}

fn advice() -> &'static str {
    if cfg!(target_os = "macos") {
        "install both with `brew install --cask chromium chromedriver`"
    } else {
        "install both (Debian: `apt-get install chromium chromium-driver`; \
         elsewhere Google Chrome and the ChromeDriver of the same version)"
    }
}

fn found((path, version): (PathBuf, Version)) -> Found {
    Found { version: version.to_string(), path }
}

/// Writes the settings of the browser for `wasm-bindgen-test-runner`, and says where.
pub(crate) fn settings(project: &Project, pair: &Pair) -> anyhow::Result<PathBuf> {
    let file = project.tools().join("webdriver.json");
    let text = capabilities(&pair.chromium.path.display().to_string(), debian::is_root());
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

/// Chromium's sandbox refuses to run as root, so it is given up there and only there.
fn capabilities(chromium: &str, root: bool) -> String {
    let mut arguments = vec![
        "--headless=new",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ];
    if root {
        arguments.push("--no-sandbox");
    }
    let arguments: Vec<String> = arguments.iter().map(|word| format!("{word:?}")).collect();
    format!(
        "{{\"goog:chromeOptions\":{{\"binary\":{chromium:?},\"args\":[{}]}}}}\n",
        arguments.join(",")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sandbox_is_given_up_for_root_only() {
        assert!(capabilities("/usr/bin/chromium", true).contains("\"--no-sandbox\""));
        let text = capabilities("/usr/bin/chromium", false);
        assert!(!text.contains("sandbox"));
        assert!(text.starts_with("{\"goog:chromeOptions\":{\"binary\":\"/usr/bin/chromium\""));
    }

    #[test]
    fn usual_places_are_searched_in_order() {
        assert_eq!(usual("/no/such/browser"), None);
        assert_eq!(usual("/bin/sh"), Some(PathBuf::from("/bin/sh")));
        let first = locate("NO_SUCH_VARIABLE_HERE", &["/no/such/browser", "/bin/sh"]);
        assert_eq!(first.unwrap(), Some(PathBuf::from("/bin/sh")));
    }

    #[test]
    fn a_missing_browser_comes_with_advice() {
        let error = asked(None, "Chromium", "CHROME").unwrap_err().to_string();
        assert!(error.starts_with("missing; install both"), "{error}");
        assert!(error.ends_with("or name it in CHROME"), "{error}");
    }
}
