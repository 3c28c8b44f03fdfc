//! A request to the API as it is handed to the proxy's forwarder, and the API's answer as it comes back.

use serde::{Deserialize, Serialize};

use super::{ConcretePath, Method};

/// What the page asks of `POST api/call`; the token stands in the header `Authorization`. It has no
/// `Debug`: whatever people send may be in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallRequest {
    /// The method.
    pub method: Method,
    /// The path below the API's base.
    pub path: ConcretePath,
    /// Names and values of the query, not encoded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<(String, String)>,
    /// Headers that the operation takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// The type of the body; none without a body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// The API's answer, whatever its status.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallAnswer {
    /// The API's status.
    pub status: u16,
    /// The API's headers, without those that concern a connection or a browser's store.
    pub headers: Vec<(String, String)>,
    /// The body, if it is text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The body in base64, if it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base64: Option<String>,
}
