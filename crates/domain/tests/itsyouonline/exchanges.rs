//! The fixture: one exchange a line, secrets and tokens worthless, times in November 2026.

use std::collections::BTreeMap;

use domain::itsyouonline::Answer;
use serde::Deserialize;

/// A request and the answer to it.
#[derive(Deserialize)]
pub(crate) struct Exchange {
    pub(crate) name: String,
    pub(crate) request: Sent,
    pub(crate) response: Received,
}

#[derive(Deserialize)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
    pub(crate) headers: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Exchange {
    pub(crate) fn answer(&self) -> Answer<'_> {
        Answer {
            status: self.response.status,
            content_type: self.response.headers.get("Content-Type").map(String::as_str),
            body: self.response.body.as_bytes(),
        }
    }

    /// The value of a parameter of the form or else of the query; empty if absent.
    pub(crate) fn parameter(&self, name: &str) -> &str {
        let mut all = self.request.form.iter().chain(&self.request.query);
        all.find(|(given, _)| given == name).map_or("", |(_, value)| value)
    }

    /// The credential behind the scheme of the `Authorization` header.
    pub(crate) fn credential(&self) -> &str {
        self.request.headers["Authorization"].split_once(' ').unwrap().1
    }
}

/// All of them, in the order observed.
pub(crate) fn all() -> Vec<Exchange> {
    include_str!("../fixtures/exchanges.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The one of that name.
pub(crate) fn named(name: &str) -> Exchange {
    all().into_iter().find(|exchange| exchange.name == name).unwrap()
}
