//! What a person asks for.

use serde::{Deserialize, Serialize};

use crate::{AudienceSet, ScopeSet, Validity, text::words};

/// Everything about a token that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Whose token it is to be.
    pub on_behalf_of: OnBehalfOf,
    /// The scopes asked for; not used for the organization's token, which is narrowed by the proxy.
    pub scope: ScopeSet,
    /// Whom the token is for.
    pub audience: AudienceSet,
    /// How long the token is to be valid; `None` leaves it to the identity server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
    /// Whether the token is to carry a refresh token.
    #[serde(default)]
    pub refreshable: Refreshable,
}

/// Whose token is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnBehalfOf {
    /// The signed-in person's own.
    #[default]
    Myself,
    /// The organization's, which only its members get.
    Organization,
}

words!(OnBehalfOf { Myself = "myself", Organization = "organization" });

/// Whether a token carries a refresh token and can be renewed by whoever holds it. A boolean on the
/// wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub enum Refreshable {
    /// It ends when it ends.
    #[default]
    No,
    /// It can be renewed for as long as it is used every thirty days.
    Yes,
}

impl From<bool> for Refreshable {
    fn from(refreshable: bool) -> Self {
        if refreshable { Self::Yes } else { Self::No }
    }
}

impl From<Refreshable> for bool {
    fn from(refreshable: Refreshable) -> Self {
        refreshable == Refreshable::Yes
    }
}
