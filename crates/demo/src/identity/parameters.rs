//! Parameters of a request, from its form body and its query string.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::{HeaderMap, header::CONTENT_TYPE},
};

const FORM: &str = "application/x-www-form-urlencoded";

/// Names and values in order, those of the body first.
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// The parameters of a query string.
    pub(super) fn of_query(query: Option<&str>) -> Self {
        Self(pairs(query.unwrap_or_default().as_bytes()).collect())
    }

    /// The parameters of a whole request. A body that is not a form is not read.
    pub(super) fn of_request(headers: &HeaderMap, query: Option<&str>, body: &[u8]) -> Self {
        let body = if is_form(headers) { body } else { &[] };
        Self(pairs(body).chain(pairs(query.unwrap_or_default().as_bytes())).collect())
    }

    /// The first value; empty when there is none, as the server makes no difference.
    pub(super) fn value(&self, name: &str) -> &str {
        self.0.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value)
    }

    /// The parts of a comma-separated list, trimmed, empty ones left out.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let parts = self.value(name).split(',').map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// Whether the value is `true`.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.value(name) == "true"
    }
}

/// The parameters of a whole request, as the endpoints without a page take them.
impl<S: Send + Sync> FromRequest<S> for Parameters {
    type Rejection = BytesRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, BytesRejection> {
        let headers = request.headers().clone();
        let query = request.uri().query().map(str::to_owned);
        let body = Bytes::from_request(request, state).await?;
        Ok(Self::of_request(&headers, query.as_deref(), &body))
    }
}

fn pairs(encoded: &[u8]) -> impl Iterator<Item = (String, String)> {
    form_urlencoded::parse(encoded).map(|(name, value)| (name.into_owned(), value.into_owned()))
}

fn is_form(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = content_type.and_then(|value| value.split(';').next());
    media_type.is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case(FORM))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_comes_before_the_query_and_only_if_it_is_a_form() {
        let query = Some("a=query&b=%20x+,,y&c=true");
        let mut headers = HeaderMap::new();
        let unread = Parameters::of_request(&headers, query, b"a=body");
        assert_eq!(unread.value("a"), "query");
        headers.insert(CONTENT_TYPE, format!("{FORM}; charset=utf-8").parse().unwrap());
        let read = Parameters::of_request(&headers, query, b"a=body");
        assert_eq!(read.value("a"), "body");
        assert_eq!(read.list("b"), ["x", "y"]);
        assert!(read.is_true("c"));
        assert_eq!(read.value("d"), "");
    }
}
