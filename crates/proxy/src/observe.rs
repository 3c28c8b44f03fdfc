//! Watches over every request: its identifier, its time, its one line in the log, and the headers
//! that every answer carries.
//!
//! A log line holds no foreign text: the route's pattern instead of the path, no query, no header,
//! of a refusal only its code and, where the fault may be the operator's, its cause. So no token,
//! code or verifier can get into it.

use std::{
    hash::{BuildHasher as _, RandomState},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tracing::{Instrument as _, info, info_span, warn};

use crate::{clock, problem::Refused, security_headers::SecurityHeaders};

/// How long an answer may take to begin: ten seconds for the request's body, five for the identity
/// server, and as many for a machine that is busy.
const ANSWER_TIME: Duration = Duration::from_secs(20);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Numbers the requests and knows where the interface is described.
#[derive(Debug, Clone)]
pub(crate) struct Observer {
    documented_at: Arc<str>,
    process: u64,
    requests: Arc<AtomicU64>,
}

impl Observer {
    pub(crate) fn new(documented_at: String) -> Self {
        // Differs from process to process, so that the identifiers of replicas do.
        let process = RandomState::new().hash_one(0);
        Self { documented_at: documented_at.into(), process, requests: Arc::default() }
    }

    fn next_id(&self) -> String {
        format!("{:016x}-{}", self.process, self.requests.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// The outermost layer: logs the request once, writes out its refusal and names it in a header.
pub(crate) async fn observe(
    State(observer): State<Observer>,
    request: Request,
    next: Next,
) -> Response {
    let id = observer.next_id();
    let span = info_span!(
        "request",
        id,
        method = known_method(&request),
        route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str),
    );
    let begun = clock::stopwatch();
    let mut response = next.run(request).instrument(span.clone()).await;
    let refused = response.extensions_mut().remove::<Refused>();
    let status = response.status().as_u16();
    let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| match &refused {
        Some(refused) if response.status().is_server_error() => {
            warn!(status, milliseconds, code = refused.code(), cause = refused.cause(), "failed");
        }
        Some(refused) if refused.cause().is_some() => {
            warn!(status, milliseconds, code = refused.code(), cause = refused.cause(), "refused");
        }
        Some(refused) => info!(status, milliseconds, code = refused.code(), "refused"),
        None => info!(status, milliseconds, "answered"),
    });
    if let Some(refused) = refused {
        refused.write_to(&mut response, &observer.documented_at);
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// A method is a caller's text as well.
fn known_method(request: &Request) -> &'static str {
    match request.method().as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// Adds the security headers to every answer.
pub(crate) async fn add_security_headers(
    State(security): State<SecurityHeaders>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    security.add_to(&mut response);
    response
}

/// Gives up on a request that takes too long.
pub(crate) async fn bounded(request: Request, next: Next) -> Response {
    match tokio::time::timeout(ANSWER_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refused::new(
            StatusCode::GATEWAY_TIMEOUT,
            "answer-too-slow",
            "the service could not answer in time",
            "try again in a minute",
        )
        .into_response(),
    }
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, middleware::from_fn};
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_does_not_come_is_given_up() {
        let router: Router = Router::new()
            .fallback(async || std::future::pending::<()>().await)
            .layer(from_fn(bounded));
        let response = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(response.status(), StatusCode::GATEWAY_TIMEOUT);
        assert_eq!(response.extensions().get::<Refused>().unwrap().code(), "answer-too-slow");
    }
}
