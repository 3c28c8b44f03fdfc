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
    judge::{Reason, Refusal, judge_verified},
    jwt::{SignatureError, UntrustedJwt},
};
use serde_json::json;

use super::{Cockpit, CockpitOptions};
use crate::credentials::credentials;

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
    let credential = credential(headers)?;
    let token = credentials(credential, "bearer").ok_or_else(Unauthorized::without_bearer)?;
    let jwt =
        UntrustedJwt::parse(token).map_err(|error| Unauthorized::malformed(error.to_string()))?;
    let jwt = options.keys.verify(jwt).map_err(Unauthorized::by_signature)?;
    let verdict = judge_verified(&jwt, &options.profile, (options.clock)());
    if verdict.grants_access() {
        return Ok(());
    }
    Err(verdict.refusal().map_or(Reason::NotAuthorized.into(), Unauthorized::from))
}

/// The cookie `jwt`, or else the header. The Cockpit looks at the cookie first, but of neither may
/// there be two: which one counts would be anybody's guess.
fn credential(headers: &HeaderMap) -> Result<&str, Unauthorized> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|cookies| cookies.split(';'));
    let cookie = only("cookie `jwt`", pairs.filter_map(|pair| pair.trim().strip_prefix("jwt=")))?;
    let header = only("header `Authorization`", headers.get_all(AUTHORIZATION).iter())?;
    let header = header.and_then(|value| value.to_str().ok());
    cookie.map(|value| value.trim_matches('"')).or(header).ok_or_else(|| Reason::NoToken.into())
}

fn only<T>(kind: &str, all: impl IntoIterator<Item = T>) -> Result<Option<T>, Unauthorized> {
    let mut all = all.into_iter();
    let first = all.next();
    match all.next() {
        None => Ok(first),
        Some(_) => Err(Unauthorized::malformed(format!("the request has more than one {kind}"))),
    }
}

impl From<Reason> for Unauthorized {
    fn from(reason: Reason) -> Self {
        Self { reason, detail: reason.to_string() }
    }
}

impl From<&Refusal> for Unauthorized {
    fn from(refusal: &Refusal) -> Self {
        Self { reason: refusal.reason(), detail: refusal.to_string() }
    }
}

impl Unauthorized {
    fn malformed(detail: String) -> Self {
        Self { reason: Reason::Malformed, detail }
    }

    fn by_signature(error: SignatureError) -> Self {
        Self::from(&Refusal::SignatureInvalid(error))
    }

    fn without_bearer() -> Self {
        Self::malformed("the header `Authorization` must read `bearer` and the token".to_owned())
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
