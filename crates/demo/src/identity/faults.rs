//! Ways in which the identity server can be told to misbehave where it hands out tokens.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Json,
    body::{Body, Bytes, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use futures_util::stream::{self, StreamExt as _};
use serde::{Deserialize, Serialize};

use super::Identity;

/// One way to misbehave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fault {
    /// Right answers, but late.
    Slow {
        /// How late.
        milliseconds: u64,
    },
    /// A 500 without a body.
    InternalError,
    /// The connection ends in the middle of the body.
    CutOff,
    /// A page of HTML with status 200, as a captive portal would answer.
    Html,
    /// A body that never ends.
    EndlessBody,
    /// A token signed by a key that nobody knows.
    ForeignKey,
    /// A token made for another client.
    ForeignAzp,
    /// Every code is taken for expired.
    CodeExpired,
    /// From no JWT comes another: a 500 without a body.
    NotDerivable,
}

/// Whether `POST /_demo/faults` is there, through which another process sets the fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultControl {
    /// It is not.
    Absent,
    /// It is, for callers on the same machine.
    ForThisMachine,
}

/// The fault in force, if any. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<Option<Fault>>>);

impl Faults {
    /// From now on, misbehave like this.
    pub fn set(&self, fault: Fault) {
        self.replace(Some(fault));
    }

    /// From now on, behave.
    pub fn clear(&self) {
        self.replace(None);
    }

    /// The fault in force.
    pub fn current(&self) -> Option<Fault> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is(&self, fault: Fault) -> bool {
        self.current() == Some(fault)
    }

    fn replace(&self, fault: Option<Fault>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }
}

/// Applies those faults that lie in the transport, not in the token.
pub(super) async fn apply(
    State(identity): State<Arc<Identity>>,
    request: Request,
    next: Next,
) -> Response {
    match identity.faults.current() {
        Some(Fault::Slow { milliseconds }) => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            next.run(request).await
        }
        Some(Fault::InternalError) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Fault::CutOff) => cut_off(next.run(request).await).await,
        Some(Fault::Html) => Html("<!doctype html><title>Welcome</title>").into_response(),
        Some(Fault::EndlessBody) => endless(),
        Some(Fault::ForeignKey | Fault::ForeignAzp | Fault::CodeExpired | Fault::NotDerivable)
        | None => next.run(request).await,
    }
}

/// The answer with its whole length announced and only half of it sent.
async fn cut_off(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, whole.len().into());
    let half = whole.slice(..whole.len() / 2);
    // The pause lets the first half leave before the connection breaks.
    let broken = stream::once(async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    let body = stream::once(async { Ok(half) }).chain(broken);
    Response::from_parts(parts, Body::from_stream(body))
}

fn endless() -> Response {
    let chunk = Bytes::from_static(&[b'A'; 4096]);
    let body = Body::from_stream(stream::repeat(chunk).map(Ok::<_, io::Error>));
    ([(header::CONTENT_TYPE, "application/jwt")], body).into_response()
}

/// What `POST /_demo/faults` reads: a [`Fault`], or `{"fault":"none"}`.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Order {
    Set(Fault),
    Clear(NoFault),
}

#[derive(Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum NoFault {
    None,
}

/// Sets the fault on behalf of another process. The JSON content type keeps foreign pages out.
pub(super) async fn control(
    State(identity): State<Arc<Identity>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Json(order): Json<Order>,
) -> StatusCode {
    if !peer.ip().is_loopback() {
        return StatusCode::FORBIDDEN;
    }
    match order {
        Order::Set(fault) => identity.faults.set(fault),
        Order::Clear(NoFault::None) => identity.faults.clear(),
    }
    StatusCode::NO_CONTENT
}
