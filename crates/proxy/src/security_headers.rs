//! The headers that every answer carries, and the content security policy of the page.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
};

const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), \
    gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), \
    clipboard-read=(), clipboard-write=(self)";

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Policy of everything that is no page: nothing may be loaded, nobody may frame it.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// The fixed headers, made once.
#[derive(Debug, Clone)]
pub(crate) struct SecurityHeaders {
    everywhere: Vec<(HeaderName, HeaderValue)>,
    page_policy: HeaderValue,
}

impl SecurityHeaders {
    /// `https` tells whether people reach the service by https; `connect_to` are the origins, besides
    /// its own, to which the page may send requests; `framed_by` those whose pages may frame it.
    pub(crate) fn new(reached_by: Transport, connect_to: &[String], framed_by: &[String]) -> Self {
        let mut everywhere = vec![
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
            (OPENER_POLICY, HeaderValue::from_static("same-origin")),
            (named("permissions-policy"), HeaderValue::from_static(PERMISSIONS)),
        ];
        if reached_by == Transport::Https {
            let year = HeaderValue::from_static("max-age=31536000");
            everywhere.push((header::STRICT_TRANSPORT_SECURITY, year));
        }
        // Origins are checked when the configuration is read: visible ASCII without `;`.
        let page_policy = HeaderValue::from_str(&page_policy(connect_to, framed_by))
            .unwrap_or_else(|_| HeaderValue::from_static(NOTHING));
        Self { everywhere, page_policy }
    }

    /// Adds the headers to an answer. What is already there stays.
    pub(crate) fn add_to(&self, response: &mut Response) {
        let headers = response.headers_mut();
        for (name, value) in &self.everywhere {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        headers
            .entry(header::CONTENT_SECURITY_POLICY)
            .or_insert_with(|| HeaderValue::from_static(NOTHING));
    }

    /// Puts the page's policy on an answer.
    pub(crate) fn add_page_policy(&self, headers: &mut HeaderMap) {
        headers.insert(header::CONTENT_SECURITY_POLICY, self.page_policy.clone());
    }
}

/// Lets an answer keep its window's opener. A popup on its way back hands the code over to the page
/// that has opened it, which may be another origin's.
pub(crate) fn keep_opener(headers: &mut HeaderMap) {
    headers.insert(OPENER_POLICY, HeaderValue::from_static("unsafe-none"));
}

/// How people reach the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    Https,
    Http,
}

fn named(name: &'static str) -> HeaderName {
    HeaderName::from_static(name)
}

/// The page has only external scripts and styles, navigates to the identity server instead of
/// sending it requests, and sends no form.
fn page_policy(connect_to: &[String], framed_by: &[String]) -> String {
    let connect = connect_to.iter().fold("'self'".to_owned(), |list, origin| list + " " + origin);
    let ancestors = if framed_by.is_empty() { "'none'".to_owned() } else { framed_by.join(" ") };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; connect-src {connect}; form-action 'none'; base-uri 'none'; \
         frame-ancestors {ancestors}; require-trusted-types-for 'script'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_may_reach_its_own_origin_and_the_api() {
        assert_eq!(
            page_policy(&["https://api.example".to_owned()], &[]),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; connect-src 'self' https://api.example; form-action 'none'; \
             base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
        );
    }

    #[test]
    fn pages_that_embed_may_frame() {
        let policy = page_policy(&[], &["https://a.example", "https://b.example"].map(Into::into));
        assert!(policy.contains("; frame-ancestors https://a.example https://b.example;"));
    }
}
