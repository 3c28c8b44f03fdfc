//! Text, files and the clipboard, past keyboard and mouse.

use std::future::{Ready, ready};

use serde_json::{Value, json};

use super::super::hand::{File, Hovering};
use crate::{Browser, World, until};

pub(in super::super) async fn insert(browser: &Browser, text: &str) {
    browser.devtools("Input.insertText", json!({ "text": text })).await;
}

pub(in super::super) async fn drag(browser: &Browser, how: Hovering, at: &Value, files: &[File]) {
    const COPYING: u8 = 1;
    let how = match how {
        Hovering::Enters => "dragEnter",
        Hovering::Stays => "dragOver",
        Hovering::Falls => "drop",
    };
    let paths: Vec<_> = files.iter().map(|file| &file.path).collect();
    let data = json!({ "items": [], "files": paths, "dragOperationsMask": COPYING });
    let event = json!({ "type": how, "x": at[0], "y": at[1], "data": data });
    browser.devtools("Input.dispatchDragEvent", event).await;
}

/// Its driver has no bars around the page.
pub(in super::super) fn come_back_from_the_bars(_: &Browser) -> Ready<()> {
    ready(())
}

/// Read from a page that may read it.
pub(in super::super) async fn clipboard(browser: &Browser, world: &World) -> String {
    let address = world.cockpit.base_url();
    permission(browser, address.trim_end_matches("/api"), "clipboard-read", "granted").await;
    browser
        .in_new_tab(async || {
            browser.visit(&address).await;
            browser.sees("error").await;
            until("the clipboard", async || {
                let text = browser.awaited("navigator.clipboard.readText()").await;
                let text = text.as_str().unwrap_or_default().to_owned();
                if text.starts_with("refused") { Err(text) } else { Ok(text) }
            })
            .await
        })
        .await
}

pub(in super::super) async fn refuse_clipboard(browser: &Browser, origin: &str) {
    permission(browser, origin, "clipboard-write", "denied").await;
}

async fn permission(browser: &Browser, origin: &str, name: &str, setting: &str) {
    let parameters =
        json!({ "permission": { "name": name }, "setting": setting, "origin": origin });
    browser.devtools("Browser.setPermission", parameters).await;
}
