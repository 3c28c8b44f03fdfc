//! What every request for a token is answered with: the token, or what the identity server made of it.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use domain::api::TokenResponse;
use provider::{Blame, Granted, ProviderError};

use crate::problem::Refused;

/// The token, with what was asked and what is granted. Nobody keeps it on the way.
pub(super) fn answer(granted: Granted) -> impl IntoResponse {
    let Granted { jwt, asked, granted } = granted;
    let response = TokenResponse { token: jwt.compact().clone(), asked, granted };
    ([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(response))
}

impl From<ProviderError> for Refused {
    fn from(error: ProviderError) -> Self {
        let status = match (error.blame(), error.code()) {
            (Blame::Person, "nothing-granted" | "scope-not-held") => StatusCode::FORBIDDEN,
            (Blame::Person, _) => StatusCode::BAD_REQUEST,
            (Blame::Configuration, _) => StatusCode::INTERNAL_SERVER_ERROR,
            (Blame::Provider, "provider-timeout") => StatusCode::GATEWAY_TIMEOUT,
            (Blame::Provider, _) => StatusCode::BAD_GATEWAY,
        };
        let refused = Self::new(status, error.code(), &error, error.hint());
        // What a person can mend is nobody else's affair; the rest is the operator's.
        if error.blame() == Blame::Person { refused } else { refused.with_cause(&error) }
    }
}
