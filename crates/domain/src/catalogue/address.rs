//! Where a request to the API goes, and what it carries.

use super::{CallRequest, Method};

/// The type of a body whose type nobody named: that which browsers send with text.
const PLAIN_TEXT: &str = "text/plain;charset=UTF-8";

impl CallRequest {
    /// The whole address below `base`, the API's address without query and fragment.
    ///
    /// In the query everything is percent-encoded that could be read as anything but itself, a blank
    /// as `%20` (RFC 3986 §2.1): those who decode forms read that as well, where `+` would be a plus
    /// to all others.
    pub fn address(&self, base: &str) -> String {
        let query: Vec<String> = self
            .query
            .iter()
            .map(|(name, value)| format!("{}={}", percent_encoded(name), percent_encoded(value)))
            .collect();
        let mark = if query.is_empty() { "" } else { "?" };
        let (base, path) = (base.trim_end_matches('/'), self.path.as_str());
        format!("{base}{path}{mark}{}", query.join("&"))
    }

    /// The body that is sent, with its media type. A `GET` or `HEAD` has none: it would mean nothing
    /// there (RFC 9110 §9.3.1), and browsers refuse to send it.
    pub fn content(&self) -> Option<(&str, &str)> {
        if matches!(self.method, Method::Get | Method::Head) {
            return None;
        }
        let body = self.body.as_deref()?;
        Some((self.media_type.as_deref().unwrap_or(PLAIN_TEXT), body))
    }
}

pub(super) fn percent_encoded(text: &str) -> String {
    let form: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    // A plus in the text has become `%2B`, so each that is there now was a blank.
    form.replace('+', "%20")
}
