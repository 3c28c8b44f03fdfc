//! Chromium's ways: its driver's logs, and the commands of its developer tools.

pub(super) mod find;
pub(super) mod hand;
pub(super) mod look;
pub(super) mod memory;
pub(super) mod traffic;

use std::path::Path;

use serde_json::{Value, json};

use super::Browser;
use crate::Environment;

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

pub(super) fn capabilities(profile: &Path) -> Value {
    let mut flags = Environment::chrome_flags();
    flags.extend(FLAGS.iter().map(ToString::to_string));
    flags.push(format!("--user-data-dir={}", profile.display()));
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": Environment::chrome(),
            "args": flags,
            // As a person's browser: a page may open a window when it is clicked, and not else.
            "excludeSwitches": ["disable-popup-blocking"],
        },
    })
}

impl Browser {
    /// One command of the browser's developer tools.
    async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method} is refused: {error}"))
    }
}
