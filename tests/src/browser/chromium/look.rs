//! How Chromium pretends another screen, and takes pictures.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::super::look::{Medium, Scheme};
use crate::{Browser, Preference};

pub(in super::super) async fn before_every_page(browser: &Browser, script: &str) {
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
}

pub(in super::super) async fn without_javascript(browser: &Browser) {
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
}

pub(in super::super) async fn spoken(browser: &Browser) -> String {
    let tree = tree(browser).await;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let spoken = nodes.iter().filter(|node| node["role"]["value"] == "StaticText");
    let texts: Vec<_> = spoken.filter_map(|node| node["name"]["value"].as_str()).collect();
    texts.join("\n")
}

pub(in super::super) async fn screen(browser: &Browser, width: u32, height: u32, scheme: Scheme) {
    zoom(browser, width, height, 1).await;
    feature(browser, "prefers-color-scheme", scheme.name()).await;
}

pub(in super::super) async fn zoom(browser: &Browser, width: u32, height: u32, zoom: u32) {
    let screen = json!({
        "width": width, "height": height, "deviceScaleFactor": zoom, "mobile": false,
    });
    browser.devtools("Emulation.setDeviceMetricsOverride", screen).await;
}

pub(in super::super) async fn letters(browser: &Browser, size: u32) {
    let sizes = json!({ "standard": size, "fixed": size * 13 / 16 });
    browser.devtools("Page.setFontSizes", json!({ "fontSizes": sizes })).await;
}

pub(in super::super) async fn prefer(browser: &Browser, preference: Preference) {
    match preference {
        Preference::Contrast => feature(browser, "prefers-contrast", "more").await,
        Preference::ForcedColours => feature(browser, "forced-colors", "active").await,
    }
}

/// This and that nothing moves, and nothing else.
async fn feature(browser: &Browser, name: &str, value: &str) {
    let features = json!([
        { "name": name, "value": value },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]);
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
}

/// The tree that assistive technology gets.
pub(in super::super) async fn tree(browser: &Browser) -> Value {
    browser.devtools("Accessibility.getFullAXTree", json!({})).await
}

pub(in super::super) async fn medium(browser: &Browser, medium: Medium) {
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": medium.pretended() })).await;
}

pub(in super::super) async fn picture(browser: &Browser) -> Vec<u8> {
    let metrics = browser.devtools("Page.getLayoutMetrics", json!({})).await;
    // Of the width that it has without the bar for scrolling, which is not in the picture.
    let width = browser.script("return innerWidth").await;
    let height = &metrics["cssContentSize"]["height"];
    let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
    let how = json!({ "captureBeyondViewport": true, "clip": clip });
    let taken = browser.devtools("Page.captureScreenshot", how).await;
    let picture = taken["data"].as_str().expect("the browser takes a picture");
    STANDARD.decode(picture).expect("the picture is in base64")
}

/// Puts the tab or window that is driven in front, where it has the keyboard.
pub(in super::super) async fn bring_to_front(browser: &Browser) {
    browser.devtools("Page.bringToFront", json!({})).await;
}
