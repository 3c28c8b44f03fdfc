//! An answer of the API, as it came.

use std::{rc::Rc, time::Duration};

/// What the API answered, whichever way the request went. It has no `Debug`: whatever people are
/// allowed to read may be in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status code (RFC 9110 §15).
    pub status: u16,
    /// Names in lower case, and values, as far as the browser shows them.
    pub headers: Vec<(String, String)>,
    /// The body; empty where there is none.
    pub body: Rc<[u8]>,
    /// From the sending to the last byte.
    pub took: Duration,
}

/// What a body is for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// Nothing.
    Empty,
    /// JSON (RFC 8259), by its media type or by what it is.
    Json(&'a str),
    /// Other text in UTF-8.
    Text(&'a str),
    /// Anything else.
    Binary,
}

impl Answer {
    /// A header's first value. The name is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The media type without its parameters, in lower case; empty where it is not said.
    pub fn media_type(&self) -> String {
        let content_type = self.header("content-type").unwrap_or_default();
        content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The body as what it can be shown as, without a byte order mark in front. What calls itself JSON
    /// and is none is text.
    pub fn content(&self) -> Content<'_> {
        if self.body.is_empty() {
            return Content::Empty;
        }
        let Ok(text) = core::str::from_utf8(&self.body) else { return Content::Binary };
        if text.contains('\0') {
            return Content::Binary;
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let is_json = is_json(&self.media_type()) || text.trim_start().starts_with(['{', '[']);
        if is_json && json_error(text).is_none() {
            Content::Json(text)
        } else {
            Content::Text(text)
        }
    }

    /// Whether the API did what was asked (RFC 9110 §15.3).
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

/// Whether a media type is JSON's or built on it (RFC 6839 §3.1).
pub(super) fn is_json(media_type: &str) -> bool {
    let name = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    name == "application/json" || name.ends_with("+json")
}

/// Where a text stops being JSON: line and column, counted from one.
pub(super) fn json_error(text: &str) -> Option<(usize, usize)> {
    let read = serde_json::from_slice::<serde::de::IgnoredAny>(text.as_bytes());
    read.err().map(|error| (error.line(), error.column()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(content_type: &str, body: &[u8]) -> Answer {
        Answer {
            status: 200,
            headers: vec![("content-type".into(), content_type.into())],
            body: body.into(),
            took: Duration::ZERO,
        }
    }

    #[test]
    fn a_body_is_what_it_can_be_shown_as() {
        for (content_type, body, expected) in [
            ("application/json", "", Content::Empty),
            ("application/json; charset=utf-8", "1", Content::Json("1")),
            ("Application/Problem+JSON", "{}", Content::Json("{}")),
            ("text/plain", " [1]", Content::Json(" [1]")),
            ("text/plain", "1", Content::Text("1")),
            ("application/json", "{", Content::Text("{")),
            ("text/html", "<p>", Content::Text("<p>")),
            ("application/json", "\u{feff}{}", Content::Json("{}")),
            ("text/plain", "\u{feff}a\u{feff}", Content::Text("a\u{feff}")),
            ("text/plain", "a\0b", Content::Binary),
        ] {
            assert!(answer(content_type, body.as_bytes()).content() == expected, "{body}");
        }
        assert!(answer("text/plain", &[0xff, 0xfe]).content() == Content::Binary);
    }

    #[test]
    fn a_media_type_is_read_without_its_parameters() {
        assert_eq!(answer("Text/Plain; charset=x", b"").media_type(), "text/plain");
        let without = Answer { headers: vec![], ..answer("", b"") };
        assert_eq!(without.media_type(), "");
    }

    #[test]
    fn success_is_the_second_hundred() {
        for (status, success) in
            [(199, false), (200, true), (299, true), (300, false), (401, false)]
        {
            assert_eq!(Answer { status, ..answer("", b"") }.is_success(), success);
        }
    }
}
