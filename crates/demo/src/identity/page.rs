//! What the demo's pages have in common: one frame, one style sheet, one content policy.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::Identity;

/// The style sheet of all pages.
pub(super) const STYLE: &str = include_str!("demo.css");

/// A page; `content` is HTML already.
pub(super) struct Page {
    pub(super) title: &'static str,
    pub(super) content: String,
    /// Where a form may lead to in the end.
    pub(super) callbacks: Vec<String>,
}

impl Page {
    /// The page as an answer.
    pub(super) fn answer(self, status: StatusCode) -> Response {
        let policy = format!(
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; \
             frame-ancestors 'none'; form-action 'self' {}",
            self.callbacks.join(" ")
        );
        let headers = [
            (header::CONTENT_SECURITY_POLICY, policy.trim_end().to_owned()),
            (header::REFERRER_POLICY, "no-referrer".to_owned()),
            (header::CACHE_CONTROL, "no-store".to_owned()),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        ];
        (status, headers, Html(self.html())).into_response()
    }

    fn html(&self) -> String {
        let Self { title, content, .. } = self;
        format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\">\
             <title>{title} – demo identity server</title>\
             <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/demo.css\"></head>\
             <body><header><strong>Demo identity server</strong> \
             <span>stands in for ItsYou.online; guards nothing</span></header>\
             <main><h1>{title}</h1>{content}</main></body></html>\n"
        )
    }
}

impl Identity {
    /// Origins to which a form may lead in the end: browsers apply the policy to the redirects
    /// behind a form, too.
    pub(super) fn callbacks(&self) -> Vec<String> {
        let keys = self.organizations.iter().flat_map(|organization| &organization.api_keys);
        let mut origins: Vec<_> =
            keys.flat_map(|key| &key.callbacks).filter_map(|callback| origin(callback)).collect();
        origins.sort();
        origins.dedup();
        origins
    }
}

/// The origin as a policy spells it. An address that ends where a port would begin is meant for every
/// port. One by IPv6 cannot be spelled in a policy at all (CSP3 §2.3.1).
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    let any_port = if host.ends_with(':') { "*" } else { "" };
    (!host.is_empty() && host.chars().all(is_plain)).then(|| format!("{scheme}://{host}{any_port}"))
}

/// Text made safe to stand in HTML, in an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(escaped("<a b='\"&\"'>"), "&lt;a b=&#39;&quot;&amp;&quot;&#39;&gt;");
    }

    #[test]
    fn an_origin_is_what_stands_before_the_path() {
        assert_eq!(origin("http://localhost:8090/x?y").as_deref(), Some("http://localhost:8090"));
        assert_eq!(origin("http://127.0.0.1:").as_deref(), Some("http://127.0.0.1:*"));
        assert_eq!(origin("http://[::1]:1"), None);
        assert_eq!(origin("http://a;b/"), None);
        assert_eq!(origin("nothing"), None);
    }
}
