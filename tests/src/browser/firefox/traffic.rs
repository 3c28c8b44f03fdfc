//! What was heard of the network and of the console, and what the browser says of a page's policy.

use super::super::traffic::{Request, Traffic};
use super::heard::Event;
use crate::{Browser, Lack};

/// What the browser itself writes down of pages: broken policies, and what scripts did not catch.
const ABOUT_PAGES: &str = "
    const about = Services.console.getMessageArray().filter(message =>
        message instanceof Ci.nsIScriptError && /^http/.test(message.sourceName));
    const texts = about.map(({ category, errorMessage, sourceName }) =>
        `${category}: ${errorMessage} (${sourceName})`);
    Services.console.reset();
    return texts;";

pub(in super::super) async fn traffic(browser: &Browser) -> Traffic {
    let events = browser.heard().since().await;
    let about = browser.around(ABOUT_PAGES, vec![]).await;
    let about = about.as_array().cloned().unwrap_or_default();
    let about = about.iter().filter_map(|text| text.as_str().map(str::to_owned));
    Traffic {
        requests: events.iter().filter_map(request).collect(),
        complaints: events.iter().filter_map(complaint).chain(about).collect(),
    }
}

pub(in super::super) async fn slow_line(_: &Browser, _: u32, _: u32) {
    panic!("{}", Lack::SlowLine)
}

fn request(event: &Event) -> Option<Request> {
    let Event { name, parameters } = event;
    let request = &parameters["request"];
    let address = request["url"].as_str()?;
    // The browser's own pages are no traffic.
    (name == "network.beforeRequestSent" && address.starts_with("http")).then_some(())?;
    let method = request["method"].as_str()?.to_owned();
    let at = parameters["timestamp"].as_f64()? / 1000.0;
    Some(Request { method, address: address.to_owned(), at })
}

fn complaint(event: &Event) -> Option<String> {
    let Event { name, parameters } = event;
    let is_bad = matches!(parameters["level"].as_str(), Some("warn" | "error"));
    let text = || parameters["text"].as_str().unwrap_or_default().to_owned();
    // What scripts did not catch comes from the browser.
    (name == "log.entryAdded" && is_bad && parameters["type"] != "javascript").then(text)
}
