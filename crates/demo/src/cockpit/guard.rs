//! Lets only requests with an acceptable token pass.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{
        HeaderMap, StatusCode,
        header::{AUTHORIZATION, COOKIE, WWW_AUTHENTICATE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    judge::{Reason, SignatureState, judge},
    jwt::UntrustedJwt,
};
use serde_json::json;

use super::{Cockpit, CockpitOptions};

/// Why a request does not pass.
struct Unauthorized {
    reason: Reason,
    detail: String,
}

pub(super) async fn require_token(
    State(cockpit): State<Arc<Cockpit>>,
    request: Request,
    next: Next,
) -> Response {
    match check(&cockpit.options, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(unauthorized) => unauthorized.into_response(),
    }
}

fn check(options: &CockpitOptions, headers: &HeaderMap) -> Result<(), Unauthorized> {
    let credential = credential(headers).ok_or_else(Unauthorized::without_token)?;
    let token = bearer(credential).ok_or_else(Unauthorized::without_bearer)?;
    let jwt = UntrustedJwt::parse(token)
        .map_err(|error| Unauthorized { reason: Reason::Malformed, detail: error.to_string() })?;
    let signature = SignatureState::from(jwt.check_signature(&options.key));
    let verdict = judge(&jwt, signature, &options.profile, (options.clock)());
    match verdict.refusal() {
        Some(refusal) => {
            Err(Unauthorized { reason: refusal.reason(), detail: refusal.to_string() })
        }
        None => Ok(()),
    }
}

/// The cookie `jwt`, or else the header.
fn credential(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';'));
    let cookie = pairs.find_map(|pair| pair.trim().strip_prefix("jwt="));
    let cookie = cookie.map(|value| value.trim_matches('"'));
    cookie.or_else(|| headers.get(AUTHORIZATION)?.to_str().ok())
}

/// What stands behind `bearer`, in any case.
fn bearer(credential: &str) -> Option<&str> {
    let (scheme, token) = credential.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl Unauthorized {
    fn without_token() -> Self {
        Self { reason: Reason::NoToken, detail: Reason::NoToken.to_string() }
    }

    fn without_bearer() -> Self {
        let detail = "the header `Authorization` must read `bearer` and the token";
        Self { reason: Reason::Malformed, detail: detail.to_owned() }
    }

    /// The reason in the Cockpit's own words.
    const fn error(&self) -> &'static str {
        match self.reason {
            Reason::NoToken => "No token",
            Reason::Malformed => "Malformed token",
            Reason::Expired => "Your JWT has expired",
            Reason::WrongAudience => "Wrong audience",
            Reason::NotAuthorized => "Not authorized",
        }
    }
}

impl IntoResponse for Unauthorized {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error(), "detail": self.detail });
        (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, "bearer")], Json(body)).into_response()
    }
}
