//! One attack or accident, and the file of all.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Observed;

/// The file: keys by their names, and the cases that use them.
#[derive(Serialize, Deserialize)]
pub struct Corpus {
    /// Public keys as an operator or a person writes them: PEM, JWK or JWKS.
    pub keys: BTreeMap<String, String>,
    /// In the order of their definition.
    pub cases: Vec<Case>,
}

/// What somebody pastes, by whose keys and rules it is judged, and what is to be answered.
#[derive(Serialize, Deserialize)]
pub struct Case {
    /// What it is, in a few words.
    pub name: String,
    /// Why the answer is right: mostly the section of a standard.
    pub why: String,
    /// What is pasted.
    pub text: Text,
    /// The API's keys: their name in the file, replaced by the keys themselves on reading.
    pub api_keys: String,
    /// The keys that the person gave, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_keys: Option<String>,
    /// Whose API it is.
    pub organization: String,
    /// By how many seconds clocks may differ.
    #[serde(default, skip_serializing_if = "is_default")]
    pub leeway: u64,
    /// When it is judged, in seconds.
    pub now: u64,
    /// What is to be answered.
    pub expected: Observed,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A text, which may be too long to be written out.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// As it is.
    Whole(String),
    /// Pieces, each as many times as it says.
    Repeated(Vec<(String, usize)>),
}

impl Text {
    /// The text itself.
    pub fn written_out(&self) -> String {
        match self {
            Self::Whole(text) => text.clone(),
            Self::Repeated(pieces) => {
                pieces.iter().map(|(piece, times)| piece.repeat(*times)).collect()
            }
        }
    }
}

/// All of them, with their keys in place of the keys' names.
pub fn cases() -> Vec<Case> {
    let Corpus { keys, cases } = Corpus::of(include_str!("../cases.json"));
    let with_keys = |case: Case| Case {
        api_keys: keys[&case.api_keys].clone(),
        given_keys: case.given_keys.map(|name| keys[&name].clone()),
        ..case
    };
    cases.into_iter().map(with_keys).collect()
}

impl Corpus {
    /// Reads the file's text.
    pub fn of(json: &str) -> Self {
        serde_json::from_str(json).expect("the corpus is JSON")
    }
}
