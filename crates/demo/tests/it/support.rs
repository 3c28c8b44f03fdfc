//! An identity server without a network, whose clock the test moves, and somebody who uses it.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, header},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use demo::{Clock, Identity, IdentityOptions, identity_router};
use domain::UnixTime;
use serde_json::Value;
use tower::ServiceExt as _;

pub(crate) const SECRET: &str = "the demo's first secret";
pub(crate) const CALLBACK: &str = "http://localhost:8090/callback";
pub(crate) const MEMBER: &str = "user:memberof:moehaha";
/// 2026-11-24T01:37:03Z
pub(crate) const NOW: u64 = 1_795_484_223;
pub(crate) const DAY: u64 = 86_400;

/// An identity server in process.
pub(crate) struct Bench {
    pub(crate) identity: Arc<Identity>,
    router: Router,
    time: Arc<AtomicU64>,
}

/// What came back.
pub(crate) struct Seen {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// A clock and what moves it.
pub(crate) fn movable_clock() -> (Clock, Arc<AtomicU64>) {
    let time = Arc::new(AtomicU64::new(NOW));
    let read = Arc::clone(&time);
    (Arc::new(move || UnixTime::from_seconds(read.load(Ordering::Relaxed))), time)
}

/// Sends one request to a router.
pub(crate) async fn send(router: &Router, request: Request<Body>) -> Seen {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Seen {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    }
}

/// Names and values, form-encoded.
pub(crate) fn encoded(parameters: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish()
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(change: impl FnOnce(&mut IdentityOptions)) -> Self {
        let (clock, time) = movable_clock();
        let mut options = IdentityOptions::demo(SECRET, ["http://localhost:8090/"]);
        options.clock = clock;
        change(&mut options);
        let identity = Identity::new(options).unwrap();
        Self { router: identity_router(&identity), identity, time }
    }

    pub(crate) fn set_time(&self, seconds: u64) {
        self.time.store(seconds, Ordering::Relaxed);
    }

    pub(crate) fn wait(&self, seconds: u64) {
        self.time.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Seen {
        let mut request = Request::builder().method(method).uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        send(&self.router, request.body(Body::from(body.to_owned())).unwrap()).await
    }

    pub(crate) async fn get(&self, target: &str) -> Seen {
        self.send("GET", target, &[], "").await
    }

    pub(crate) async fn get_as(&self, target: &str, authorization: &str) -> Seen {
        self.send("GET", target, &[("Authorization", authorization)], "").await
    }

    /// Posts a form to the token endpoint.
    pub(crate) async fn exchange(&self, form: &[(&str, &str)]) -> Seen {
        let content_type = ("Content-Type", "application/x-www-form-urlencoded");
        self.send("POST", "/v1/oauth/access_token", &[content_type], &encoded(form)).await
    }

    /// Exchanges a code with all that belongs to it, and `more`.
    pub(crate) async fn exchange_code(&self, code: &str, more: &[(&str, &str)]) -> Seen {
        let form = [
            ("code", code),
            ("client_id", "moehaha"),
            ("client_secret", SECRET),
            ("redirect_uri", CALLBACK),
        ];
        self.exchange(&[&form, more].concat()).await
    }

    /// A person's access token.
    pub(crate) async fn access_token(&self, username: &str, scope: &str) -> String {
        let code = self.code(username, scope).await;
        self.exchange_code(&code, &[]).await.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// The organization's access token.
    pub(crate) async fn organizations_token(&self) -> String {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", "moehaha"),
            ("client_secret", SECRET),
        ];
        self.exchange(&form).await.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// A code, through login, consent and redirect, in a browser of its own.
    pub(crate) async fn code(&self, username: &str, scope: &str) -> String {
        let mut browser = Browser::new(self);
        let target = browser.arrive(username, &authorize(scope, "st123")).await;
        parameter(&target, "code")
    }
}

/// The address of an ordinary authorization request.
pub(crate) fn authorize(scope: &str, state: &str) -> String {
    let query = [
        ("response_type", "code"),
        ("client_id", "moehaha"),
        ("redirect_uri", CALLBACK),
        ("scope", scope),
        ("state", state),
    ];
    format!("/v1/oauth/authorize?{}", encoded(&query))
}

/// The value of a parameter in the query string of a URL.
pub(crate) fn parameter(url: &str, name: &str) -> String {
    let query = url.split_once('?').unwrap().1;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(one, _)| one == name).unwrap().1.into_owned()
}

/// A person's browser: keeps the session's cookie.
pub(crate) struct Browser<'b> {
    bench: &'b Bench,
    pub(crate) cookie: String,
}

impl<'b> Browser<'b> {
    pub(crate) fn new(bench: &'b Bench) -> Self {
        Self { bench, cookie: String::new() }
    }

    pub(crate) async fn get(&mut self, target: &str) -> Seen {
        self.send("GET", target, "").await
    }

    pub(crate) async fn post(&mut self, target: &str, form: &[(&str, &str)]) -> Seen {
        self.send("POST", target, &encoded(form)).await
    }

    async fn send(&mut self, method: &str, target: &str, body: &str) -> Seen {
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        let seen = self.bench.send(method, target, &headers, body).await;
        let cookie = seen.header("set-cookie").split(';').next().unwrap().to_owned();
        self.cookie = cookie;
        seen
    }

    /// Opens an authorization request as `username` and confirms whatever is asked; the address
    /// that the person is sent to in the end.
    pub(crate) async fn arrive(&mut self, username: &str, request: &str) -> String {
        let mut target = request.to_owned();
        for _ in 0..8 {
            let seen = match target.split('?').next().unwrap() {
                "/login" => self.post(&target, &[("username", username)]).await,
                "/authorize" => self.post(&target, &[]).await,
                path if path.starts_with('/') => self.get(&target).await,
                _ => return target,
            };
            assert!(matches!(seen.status, 302 | 303), "{target}: {} {}", seen.status, seen.body);
            seen.header("location").clone_into(&mut target);
        }
        panic!("no way out: {target}");
    }
}

impl Seen {
    /// A header's value; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    /// The claims of the JWT that is the body.
    pub(crate) fn claims(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        assert_eq!(self.header(header::CONTENT_TYPE.as_str()), "application/jwt");
        claims(&self.body)
    }

    /// A failure as the server words it.
    pub(crate) fn assert_failure(&self, status: u16, body: &str) {
        assert_eq!((self.status, self.body.as_str()), (status, body));
        assert_eq!(self.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(self.header("x-content-type-options"), "nosniff");
    }
}

/// The claims of a JWT.
pub(crate) fn claims(jwt: &str) -> Value {
    let payload = jwt.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}
