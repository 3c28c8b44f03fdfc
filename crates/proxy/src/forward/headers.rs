//! Which headers are handed on, and which back.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use domain::{
    catalogue::{CallRequest, Operation, ParameterPlace},
    quoted,
};

use super::ForwardError;

/// Headers that no description can make us send: they concern the connection (RFC 9110 §7.6.1), say
/// who asks, or are set by us.
const NEVER_SENT: [&str; 21] = [
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "cookie2",
    "expect",
    "forwarded",
    "host",
    "keep-alive",
    "origin",
    "proxy-authorization",
    "proxy-connection",
    "referer",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "via",
];

/// Headers of an answer that are nobody's but ours: of the connection, and what a browser would keep.
const NEVER_BACK: [&str; 11] = [
    "clear-site-data",
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-connection",
    "set-cookie",
    "set-cookie2",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// How many headers of an answer are handed back.
const MOST_BACK: usize = 100;

/// The headers of the request to the API: the caller's `Authorization`, the body's type, and those
/// that the operation takes.
pub(super) fn sent(
    call: &CallRequest,
    operation: &Operation,
    caller: &HeaderMap,
) -> Result<HeaderMap, ForwardError> {
    let mut headers = HeaderMap::new();
    let mut credentials = caller.get_all(header::AUTHORIZATION).iter();
    if let Some(credential) = credentials.next() {
        let mut credential = credential.clone();
        credential.set_sensitive(true);
        headers.insert(header::AUTHORIZATION, credential);
    }
    if credentials.next().is_some() {
        return Err(ForwardError::SeveralCredentials);
    }
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json, */*;q=0.5"));
    if let Some(media_type) = &call.media_type {
        headers.insert(header::CONTENT_TYPE, value("media_type", media_type)?);
    }
    for (name, text) in &call.headers {
        headers.append(listed(name, operation)?, value("headers", text)?);
    }
    Ok(headers)
}

fn listed(name: &str, operation: &Operation) -> Result<HeaderName, ForwardError> {
    let refused = || ForwardError::HeaderNotListed { name: quoted(name) };
    let mut taken = operation.parameters.iter().filter(|it| it.place == ParameterPlace::Header);
    let is_listed = taken.any(|parameter| parameter.name.eq_ignore_ascii_case(name));
    let lower = name.to_ascii_lowercase();
    let is_ours = NEVER_SENT.contains(&&*lower)
        || ["x-forwarded-", "sec-", "proxy-"].iter().any(|beginning| lower.starts_with(beginning));
    if !is_listed || is_ours {
        return Err(refused());
    }
    HeaderName::from_bytes(lower.as_bytes()).map_err(|_| refused())
}

fn value(member: &'static str, text: &str) -> Result<HeaderValue, ForwardError> {
    HeaderValue::from_str(text).map_err(|_| ForwardError::Unsendable { member })
}

/// The headers of the API's answer that the caller gets to see.
pub(super) fn handed_back(headers: &HeaderMap) -> Vec<(String, String)> {
    let named: Vec<String> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|name| name.trim().to_ascii_lowercase())
        .collect();
    let is_back = |name: &str| !NEVER_BACK.contains(&name) && !named.iter().any(|it| it == name);
    headers
        .iter()
        .filter(|(name, _)| is_back(name.as_str()))
        .take(MOST_BACK)
        .map(|(name, value)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect()
}
