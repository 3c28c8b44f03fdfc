//! Refusals as the caller sees them: `application/problem+json` (RFC 9457) with a stable code.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::api::Problem;

/// A request that is answered with a problem. Travels in the response's extensions to the one
/// layer that logs it and writes it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    status: StatusCode,
    code: &'static str,
    detail: String,
    hint: String,
    header: Option<(HeaderName, HeaderValue)>,
    cause: Option<String>,
}

impl Refused {
    /// A refusal. `detail` is one sentence, as errors show themselves.
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        detail: &(impl ToString + ?Sized),
        hint: impl Into<String>,
    ) -> Self {
        let (detail, hint) = (detail.to_string(), hint.into());
        Self(Box::new(Details { status, code, detail, hint, header: None, cause: None }))
    }

    /// The refusal with a header that belongs to its status.
    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.header = Some((name, value));
        self
    }

    /// The refusal of a request whose token does not count: a 401 says how to authenticate
    /// (RFC 9110 §15.5.2).
    pub(crate) fn asking_for_bearer(self) -> Self {
        self.with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// The refusal with what the operator needs to know of it. It is logged, so nothing that the
    /// caller sent may stand in it.
    pub(crate) fn with_cause(mut self, cause: &impl ToString) -> Self {
        self.0.cause = Some(cause.to_string());
        self
    }

    /// What is logged besides the code.
    pub(crate) fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    /// The stable name, which is logged. The sentence is not: it may quote the caller.
    pub(crate) fn code(&self) -> &'static str {
        self.0.code
    }

    fn problem(&self, documented_at: &str) -> Problem {
        let Details { status, code, detail, hint, .. } = &*self.0;
        Problem {
            kind: format!("{documented_at}#/components/x-problem-codes/{code}"),
            title: capitalized(&code.replace('-', " ")),
            status: status.as_u16(),
            code: (*code).to_owned(),
            detail: sentence(detail),
            hint: sentence(hint),
        }
    }

    /// Writes the problem into an answer, whose other headers stay. `documented_at` is the address of
    /// the interface's description.
    pub(crate) fn write_to(self, response: &mut Response, documented_at: &str) {
        // Numbers and strings only: this cannot fail.
        let body = serde_json::to_vec(&self.problem(documented_at)).unwrap_or_default();
        *response.body_mut() = Body::from(body);
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some((name, value)) = self.0.header {
            headers.insert(name, value);
        }
    }
}

/// A sentence for the person: begins with a capital and ends with a full stop.
fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    capitalized(text) + stop
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_has_a_sentence_and_advice() {
        let refused = Refused::new(StatusCode::FORBIDDEN, "not-here", "the sky is low", "wait");
        assert_eq!(
            refused.problem("/jwt/api/openapi.json"),
            Problem {
                kind: "/jwt/api/openapi.json#/components/x-problem-codes/not-here".to_owned(),
                title: "Not here".to_owned(),
                status: 403,
                code: "not-here".to_owned(),
                detail: "The sky is low.".to_owned(),
                hint: "Wait.".to_owned(),
            }
        );
    }
}
