//! What the browser asked of the network, and what it complained about.

use serde_json::Value;

use super::Browser;

/// Events of the network and of the console, in order.
#[derive(Debug)]
pub struct Traffic {
    /// Requests.
    pub requests: Vec<Request>,
    /// Complaints in the console.
    pub complaints: Vec<String>,
}

/// One request as the browser sent it.
#[derive(Debug, Clone)]
pub struct Request {
    /// Its method.
    pub method: String,
    /// Its whole address.
    pub address: String,
    /// When it was sent, in seconds of a clock that only goes forward.
    pub at: f64,
}

impl Request {
    /// The value of a parameter in the query of its address.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        parameter(&self.address, name)
    }
}

/// The value of a parameter in the query of an address, as it stands there.
pub fn parameter<'a>(address: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = address.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(given, _)| *given == name).map(|(_, value)| value)
}

impl Browser {
    /// What happened since the last call.
    pub async fn traffic(&self) -> Traffic {
        let events =
            self.driver.get_log("performance").await.expect("there is no log of the network");
        let requests = events.iter().filter_map(|entry| request(&entry.message)).collect();
        let console = self.driver.browser_log().await.expect("there is no log of the console");
        let bad = console.iter().filter(|entry| entry.level != "INFO" && entry.level != "DEBUG");
        Traffic { requests, complaints: bad.map(|entry| entry.message.clone()).collect() }
    }
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
