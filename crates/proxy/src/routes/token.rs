//! `POST api/token`: an authorization code for a person's token, or a member's token for the
//! organization's.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{StatusCode, header, request::Parts},
    response::IntoResponse,
};
use domain::api::TokenRequest;
use provider::{CodeRedemption, Granted};

use super::answer::answer;
use crate::{
    app::App,
    body, clock,
    organization_grant::{self, Asked},
    problem::Refused,
    request::{check_head, read_body},
};

/// Checks the request from the outside in, and hands it to its grant.
pub(crate) async fn token(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<impl IntoResponse, Refused> {
    let (parts, body) = request.into_parts();
    check_head(&parts, &app.origins)?;
    let granted = match body::parse(&read_body(body).await?)? {
        TokenRequest::Organization { audience, validity } => {
            organization_grant::mint(&app, &parts.headers, Asked { audience, validity }).await?
        }
        TokenRequest::AuthorizationCode {
            code,
            verifier,
            redirect_uri,
            scope,
            audience,
            validity,
            refreshable,
        } => {
            let redemption = CodeRedemption {
                code: &code,
                verifier: &verifier,
                redirect_uri: &redirect_uri,
                scope: &scope,
                audience: &audience,
                validity,
                refreshable,
            };
            redeem(&app, &parts, &redemption).await?
        }
    };
    Ok(answer(granted))
}

/// Redeems a code, once. What it was sent with is compared by the identity server.
async fn redeem(
    app: &App,
    parts: &Parts,
    redemption: &CodeRedemption<'_>,
) -> Result<Granted, Refused> {
    if parts.headers.contains_key(header::AUTHORIZATION) {
        return Err(Refused::new(
            StatusCode::BAD_REQUEST,
            "several-credentials",
            "the request has both a code and a header `Authorization`",
            "send one of the two",
        ));
    }
    if !app.redirect_uris.contains(redemption.redirect_uri) {
        return Err(Refused::new(
            StatusCode::BAD_REQUEST,
            "redirect-uri-not-allowed",
            "the redirect URI is not one of this service's pages",
            "whoever runs the service can add the page's exact address to `redirect_uris`",
        ));
    }
    app.suspicion.judge(app.provider.exchange_code(redemption, clock::now()).await)
}
