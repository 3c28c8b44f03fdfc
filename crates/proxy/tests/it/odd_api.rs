//! A proxy that forwards, and an API that does what APIs should not.

use std::{fs, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, Response, StatusCode, header},
    response::IntoResponse,
    routing::{any, get},
};
use serde_json::json;
use tokio::{net::TcpListener, sync::Semaphore};

use crate::support::Bench;

/// A proxy that forwards to whatever will listen.
pub(crate) async fn forwarding(description: Option<&str>) -> (Bench, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/api", listener.local_addr().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_API_BASE", base);
        settings.insert("COCKPIT_JWT_API_FORWARD", "on".to_owned());
        if let Some(description) = description {
            let file = folder.path().join("api.yaml");
            fs::write(&file, description).unwrap();
            settings.insert("COCKPIT_JWT_API_DESCRIPTION", file.display().to_string());
        }
    });
    (bench.await, listener)
}

const DESCRIPTION: &str = "#%RAML 1.0
/seen/{name}:
  get: &listed
    headers: {X-Listed?: string, Cookie?: string, X-Forwarded-For?: string}
  post: *listed
/moved:
  get:
/large:
  get:
/binary:
  get:
/cut:
  get:
/never:
  get:
";

/// A proxy in front of an API of that description, which adds a permit for whoever waits for ever.
pub(crate) async fn odd_api(arrived: Arc<Semaphore>) -> Bench {
    let (bench, listener) = forwarding(Some(DESCRIPTION)).await;
    let never = async move || {
        arrived.add_permits(1);
        std::future::pending::<()>().await;
    };
    let router = Router::new()
        .route("/api/seen/{name}", any(seen))
        .route("/api/moved", get(moved))
        .route("/api/large", get(async || "x".repeat(4 * 1024 * 1024 + 1)))
        .route("/api/binary", get(async || vec![0_u8, 159, 255]))
        .route("/api/cut", get(cut))
        .route("/api/never", get(never));
    tokio::spawn(axum::serve(listener, router).into_future());
    bench
}

/// The same where nobody waits.
pub(crate) async fn simple_odd_api() -> Bench {
    odd_api(Arc::new(Semaphore::new(0))).await
}

/// Tells what has arrived.
async fn seen(request: Request) -> impl IntoResponse {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let headers: Vec<_> = parts
        .headers
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "host" | "user-agent" | "content-length"))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    let text = json!({
        "line": format!("{} {}", parts.method, parts.uri), "headers": headers,
        "body": String::from_utf8(body.to_vec()).unwrap(),
    });
    let mut answer = HeaderMap::new();
    for (name, value) in [
        ("set-cookie", "session=1"),
        ("clear-site-data", "\"*\""),
        ("connection", "x-hop"),
        ("x-hop", "1"),
        ("x-own", "1"),
        ("access-control-allow-origin", "*"),
        ("www-authenticate", "Basic"),
    ] {
        answer.append(name, value.parse().unwrap());
    }
    (StatusCode::UNAUTHORIZED, answer, text.to_string())
}

async fn moved() -> impl IntoResponse {
    (StatusCode::FOUND, [(header::LOCATION, "http://127.0.0.1:9/elsewhere")])
}

/// Promises more than it sends.
async fn cut() -> Response<Body> {
    let chunks = [Ok("half"), Err(std::io::Error::other("cut"))];
    Response::new(Body::from_stream(futures_util::stream::iter(chunks)))
}
