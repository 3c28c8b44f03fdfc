//! Begins a session with the driver.

use std::{path::Path, time::Duration};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::{ChromeDriver, Environment};

/// Flags that keep the browser from calling home, and that let a script ask for the role and name
/// that assistive technology gets.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--lang=en-US",
    "--force-device-scale-factor=1",
    "--force-prefers-reduced-motion",
    "--window-size=1280,900",
    "--enable-blink-features=ComputedAccessibilityInfo",
];

pub(super) async fn begin(driver: &ChromeDriver, profile: &Path) -> WebDriver {
    let capabilities: Capabilities =
        serde_json::from_value(capabilities(profile)).expect("the capabilities are an object");
    let session = WebDriver::builder(driver.address(), capabilities)
        .request_timeout(Duration::from_secs(30))
        .await;
    session.expect("the browser does not start")
}

fn capabilities(profile: &Path) -> Value {
    let mut flags: Vec<String> = FLAGS.iter().map(ToString::to_string).collect();
    flags.push(format!("--user-data-dir={}", profile.display()));
    if is_root() {
        // The browser's own sandbox refuses to run as root.
        flags.push("--no-sandbox".to_owned());
    }
    json!({
        "browserName": "chrome",
        // Everything that depends on a page waits for what it wants to see there.
        "pageLoadStrategy": "none",
        "unhandledPromptBehavior": "ignore",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": { "binary": Environment::chrome(), "args": flags },
    })
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
