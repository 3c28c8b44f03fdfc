//! What only the browser's developer tools can do: another line, another screen, refused permissions.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::Browser;

/// A colour scheme that the person prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// On what the page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// On the screen.
    Screen,
    /// On paper.
    Paper,
}

impl Scheme {
    /// Its name in media queries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Browser {
    /// One command of the browser's developer tools.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method} is refused: {error}"))
    }

    /// Runs a script in every page from now on, before its own.
    pub async fn before_every_page(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// Turns JavaScript off.
    pub async fn without_javascript(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// What a screen reader would read, without any script running in the page.
    pub async fn spoken(&self) -> String {
        let tree = self.devtools("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let spoken = nodes.iter().filter(|node| node["role"]["value"] == "StaticText");
        let texts: Vec<_> = spoken.filter_map(|node| node["name"]["value"].as_str()).collect();
        texts.join("\n")
    }

    /// Puts the window's inside at a size, in CSS pixels, as on a phone or a desk.
    pub async fn screen(&self, width: u32, height: u32, scheme: Scheme) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme.name() },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Shows the page as on paper, or on the screen again.
    pub async fn medium(&self, medium: Medium) {
        let media = match medium {
            Medium::Screen => "",
            Medium::Paper => "print",
        };
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": media })).await;
    }

    /// Prints the page into a file.
    pub async fn pdf(&self) -> Vec<u8> {
        let printed = self.devtools("Page.printToPDF", json!({ "printBackground": false })).await;
        let file = printed["data"].as_str().expect("the browser prints");
        STANDARD.decode(file).expect("the file is in base64")
    }

    /// Grants or denies a permission to one origin.
    pub async fn permission(&self, origin: &str, name: &str, setting: &str) {
        let parameters =
            json!({ "permission": { "name": name }, "setting": setting, "origin": origin });
        self.devtools("Browser.setPermission", parameters).await;
    }

    /// Makes the line slow from now on, and forgets what the browser has in its cache.
    pub async fn slow_line(&self, bits_per_second: u32, latency_milliseconds: u32) {
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.clearBrowserCache", json!({})).await;
        let bytes_per_second = bits_per_second / 8;
        let line = json!({
            "offline": false,
            "latency": latency_milliseconds,
            "downloadThroughput": bytes_per_second,
            "uploadThroughput": bytes_per_second,
        });
        self.devtools("Network.emulateNetworkConditions", line).await;
    }
}
