//! Whether an API would accept a token, and why.

use serde::{Deserialize, Serialize};

/// By which rules an API judges a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProfileName {
    /// As the Cockpit does.
    Cockpit,
}
