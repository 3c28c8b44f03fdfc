//! What Chromium keeps beside the page's own storages.

use std::fs;

use serde_json::{Value, json};

use crate::{Browser, until};

pub(in super::super) async fn cookies(browser: &Browser) -> Vec<Value> {
    let cookies = browser.devtools("Storage.getCookies", json!({})).await;
    cookies["cookies"].as_array().cloned().unwrap_or_default()
}

pub(in super::super) async fn history(browser: &Browser) -> Vec<String> {
    let history = browser.devtools("Page.getNavigationHistory", json!({})).await;
    let entries = history["entries"].as_array().cloned().unwrap_or_default();
    let addresses = entries.iter().filter_map(|entry| entry["url"].as_str());
    addresses.map(str::to_owned).collect()
}

/// It writes its files after its driver has said good-bye.
pub(in super::super) async fn has_ended(browser: &Browser) {
    let lock = browser.profile.path().join("SingletonLock");
    until("the end of the browser", async || match fs::symlink_metadata(&lock) {
        Ok(_) => Err("it still locks its profile".to_owned()),
        Err(_) => Ok(()),
    })
    .await;
}
