//! Which address is answered by what. Whatever is not listed here is not there.

use std::sync::Arc;

use axum::{
    Router,
    http::{
        HeaderValue, StatusCode, Uri,
        header::{self, ACCESS_CONTROL_ALLOW_ORIGIN},
    },
    middleware::{from_fn, from_fn_with_state, map_response},
    response::{IntoResponse, Response},
    routing::{get, post},
};

use super::{
    FaultControl, Identity, access_token, answer, authorize, consent, faults, jwt, login,
    organization, page, refresh, session,
};

const ACCESS_TOKEN: &str = "/v1/oauth/access_token";
const AUTHORIZE: &str = "/v1/oauth/authorize";
const JWT: &str = "/v1/oauth/jwt";
const REFRESH: &str = "/v1/oauth/jwt/refresh";

/// All addresses of the identity server.
pub fn identity_router(identity: &Arc<Identity>) -> Router {
    let pages = Router::new()
        .route(AUTHORIZE, get(authorize::authorize).fallback(nothing))
        .route("/login", get(login::show).post(login::sign_in).fallback(nothing))
        .route("/logout", get(login::sign_out).fallback(nothing))
        .route("/authorize", get(consent::show).post(consent::confirm).fallback(nothing))
        .route("/demo.css", get(style).fallback(nothing));
    let router = Router::new()
        .merge(tokens(identity))
        .merge(pages)
        .route("/api/organizations/{globalid}/apikeys", get(organization::labels).fallback(nothing))
        .route(
            "/api/organizations/{globalid}/apikeys/{label}",
            get(organization::api_key).fallback(nothing),
        )
        .fallback(elsewhere);
    let router = match identity.fault_control {
        FaultControl::Absent => router,
        FaultControl::ForThisMachine => router.route("/_demo/faults", post(faults::control)),
    };
    router.layer(from_fn(session::keep_alive)).with_state(Arc::clone(identity))
}

/// Where tokens are handed out, and where the server can be told to misbehave.
fn tokens(identity: &Arc<Identity>) -> Router<Arc<Identity>> {
    let exchange = post(access_token::exchange).layer(map_response(readable_by_all));
    Router::new()
        .route(ACCESS_TOKEN, exchange.fallback(nothing))
        .route(JWT, get(jwt::make).post(jwt::make).fallback(nothing))
        .route(REFRESH, get(refresh::refresh).post(refresh::refresh).fallback(nothing))
        .layer(from_fn_with_state(Arc::clone(identity), faults::apply))
}

/// Pages of every origin may read what the token endpoint answers, and nothing else.
async fn readable_by_all(mut response: Response) -> Response {
    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

async fn nothing() -> Response {
    answer::not_found()
}

/// A slash too many leads back to the address without it; anything else is not there.
async fn elsewhere(uri: Uri) -> Response {
    match uri.path().strip_suffix('/') {
        Some(path @ (ACCESS_TOKEN | AUTHORIZE | JWT | REFRESH)) => {
            let target = answer::with_query(path, uri.query());
            answer::redirect(StatusCode::MOVED_PERMANENTLY, &target)
        }
        _ => answer::not_found(),
    }
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css")], page::STYLE).into_response()
}
