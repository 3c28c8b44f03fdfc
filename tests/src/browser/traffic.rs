//! What the browser asked of the network, and what it complained about.

use super::{Browser, way};

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
        way!(self, traffic::traffic())
    }

    /// Makes the line slow from now on, and forgets what the browser has in its cache.
    pub async fn slow_line(&self, bits_per_second: u32, latency_milliseconds: u32) {
        way!(self, traffic::slow_line(bits_per_second, latency_milliseconds));
    }
}
