//! Begins a session with the driver.

use std::{path::Path, time::Duration};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::{ChromeDriver, Environment};

/// What journeys need besides: the same size and language everywhere, and scripts that may ask for
/// the role and name that assistive technology gets.
const FLAGS: &[&str] = &[
    "--disable-quic",
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
    session.unwrap_or_else(|error| {
        panic!("the browser does not start: {error}\n{}", driver.complaints())
    })
}

fn capabilities(profile: &Path) -> Value {
    let mut flags = Environment::chrome_flags();
    flags.extend(FLAGS.iter().map(ToString::to_string));
    flags.push(format!("--user-data-dir={}", profile.display()));
    json!({
        "browserName": "chrome",
        // Everything that depends on a page waits for what it wants to see there.
        "pageLoadStrategy": "none",
        "unhandledPromptBehavior": "ignore",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": Environment::chrome(),
            "args": flags,
            // As a person's browser: a page may open a window when it is clicked, and not else.
            "excludeSwitches": ["disable-popup-blocking"],
        },
    })
}
