//! The logs of Chromium's driver.

use serde_json::{Value, json};

use super::super::traffic::{Request, Traffic};
use crate::Browser;

pub(in super::super) async fn traffic(browser: &Browser) -> Traffic {
    let driver = &browser.driver;
    let events = driver.get_log("performance").await.expect("there is no log of the network");
    let requests = events.iter().filter_map(|entry| request(&entry.message)).collect();
    let console = driver.browser_log().await.expect("there is no log of the console");
    let bad = console.iter().filter(|entry| entry.level != "INFO" && entry.level != "DEBUG");
    Traffic { requests, complaints: bad.map(|entry| entry.message.clone()).collect() }
}

pub(in super::super) async fn slow_line(
    browser: &Browser,
    bits_per_second: u32,
    latency_milliseconds: u32,
) {
    browser.devtools("Network.enable", json!({})).await;
    browser.devtools("Network.clearBrowserCache", json!({})).await;
    let bytes_per_second = bits_per_second / 8;
    let line = json!({
        "offline": false,
        "latency": latency_milliseconds,
        "downloadThroughput": bytes_per_second,
        "uploadThroughput": bytes_per_second,
    });
    browser.devtools("Network.emulateNetworkConditions", line).await;
}

fn request(message: &str) -> Option<Request> {
    let event: Value = serde_json::from_str(message).ok()?;
    let event = &event["message"];
    if event["method"] != "Network.requestWillBeSent" {
        return None;
    }
    let parameters = &event["params"];
    let address = parameters["request"]["url"].as_str()?;
    // The browser's own pages are no traffic.
    address.starts_with("http").then_some(())?;
    Some(Request {
        method: parameters["request"]["method"].as_str()?.to_owned(),
        address: address.to_owned(),
        at: parameters["timestamp"].as_f64()?,
    })
}
