//! `POST api/token/derive`: a narrower token from a person's refreshable one.

use std::{fmt, sync::Arc};

use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::IntoResponse,
};
use domain::{Scope, ScopeSet, api::DeriveRequest};
use provider::Derivation;

use super::answer::answer;
use crate::{
    app::App,
    body, clock,
    presented::Expired,
    problem::Refused,
    renewal,
    request::{check_head, read_body},
};

/// Checks the request from the outside in, and has the token derived.
pub(crate) async fn derive(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<impl IntoResponse, Refused> {
    let (parts, body) = request.into_parts();
    check_head(&parts, &app.origins)?;
    let DeriveRequest { scope, audience, validity } = body::parse(&read_body(body).await?)?;
    check_scope(&scope)?;
    let now = clock::now();
    let from = renewal::admit(&app, &parts.headers, Expired::Refused, now)?;
    let derivation = Derivation { scope: &scope, audience: &audience, validity };
    Ok(answer(app.provider.derive(&from, &derivation, now).await?))
}

fn check_scope(scope: &ScopeSet) -> Result<(), DeriveError> {
    if scope.is_empty() {
        return Err(DeriveError::NoScope);
    }
    if scope.contains(Scope::OFFLINE_ACCESS) {
        return Err(DeriveError::OfflineAccess);
    }
    Ok(())
}

/// Why there is no such narrower token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DeriveError {
    /// One of nothing.
    NoScope,
    /// One that can be renewed in its turn.
    OfflineAccess,
}

impl DeriveError {
    fn code(self) -> &'static str {
        match self {
            Self::NoScope => "scope-missing",
            Self::OfflineAccess => "scope-not-for-derivation",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::NoScope => "ask for at least one scope that the first token has",
            Self::OfflineAccess => {
                "leave `offline_access` out, or generate a new refreshable token"
            }
        }
    }
}

impl fmt::Display for DeriveError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoScope => {
                "the `scope` of the narrower token is empty, so it would allow nothing"
            }
            Self::OfflineAccess => {
                "the `scope` names `offline_access`, but a narrower token carries no refresh token"
            }
        })
    }
}

impl From<DeriveError> for Refused {
    fn from(error: DeriveError) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error.code(), &error, error.hint())
    }
}
