//! Why a parser refuses a value, in its own words.

use std::fmt;

/// A parser's sentence and, where it knows better than the example, its advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) reason: String,
    pub(super) hint: Option<String>,
}

impl Refusal {
    /// A sentence with advice.
    pub(super) fn advised(reason: &impl fmt::Display, hint: impl Into<String>) -> Self {
        Self { reason: reason.to_string(), hint: Some(hint.into()) }
    }
}

/// Whatever shows itself is a sentence.
impl<E: fmt::Display> From<E> for Refusal {
    fn from(reason: E) -> Self {
        Self { reason: reason.to_string(), hint: None }
    }
}
