//! A request to the API as it is handed to the proxy's forwarder, and the API's answer as it comes back.

use base64::{Engine as _, engine::general_purpose::STANDARD};
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

impl CallAnswer {
    /// The body's bytes; none of an answer without a body. `None` where what stands for base64 is
    /// something else.
    pub fn into_body(self) -> Option<Vec<u8>> {
        match (self.text, self.base64) {
            (Some(text), _) => Some(text.into_bytes()),
            (None, Some(base64)) => STANDARD.decode(base64).ok(),
            (None, None) => Some(Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_comes_as_text_or_in_base64() {
        let body = |text: Option<&str>, base64: Option<&str>| {
            let (text, base64) = (text.map(str::to_owned), base64.map(str::to_owned));
            CallAnswer { status: 200, headers: vec![], text, base64 }.into_body()
        };
        assert_eq!(body(Some("Zoë"), None), Some("Zoë".as_bytes().to_vec()));
        assert_eq!(body(None, Some("/wA=")), Some(vec![255, 0]));
        assert_eq!(body(None, None), Some(vec![]));
        assert_eq!(body(None, Some("/w")), None);
    }
}
