//! A proxy in process in front of a demo identity server, a page that calls it, and a person with a
//! browser.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request},
};
use demo::{Identity, IdentityOptions, identity_router};
use domain::{CodeVerifier, UnixTime, jwt::Algorithm};
use proxy::Config;
use serde_json::{Map, Value, json};
use signature::SigningKey;
use tokio::net::TcpListener;
use tower::ServiceExt as _;

pub(crate) const PAGE: &str = "http://localhost:8090/";
pub(crate) const ORIGIN: &str = "http://localhost:8090";
pub(crate) const SECRET: &str = "canary-secret-0451";
pub(crate) const MEMBER: &str = "user:memberof:moehaha";

pub(crate) type Settings = BTreeMap<&'static str, String>;

/// Everything in one process.
pub(crate) struct Bench {
    pub(crate) identity: Arc<Identity>,
    identity_router: Router,
    router: Router,
    /// Its tokens are accepted like the identity server's.
    pub(crate) signer: SigningKey,
    /// By how many seconds the identity server's clock is behind.
    behind: Arc<AtomicU64>,
}

/// What came back.
pub(crate) struct Seen {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Bench {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// `change` changes the proxy's settings, by environment variable.
    pub(crate) async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        crate::captured::install();
        let (behind, seconds) = (Arc::new(AtomicU64::new(0)), demo::system_clock());
        let clock = behind.clone();
        let identity = Identity::new(IdentityOptions {
            clock: Arc::new(move || seconds().minus(clock.load(Ordering::Relaxed))),
            ..IdentityOptions::demo(SECRET, [PAGE])
        });
        let identity = identity.unwrap();
        let identity_router = identity_router(&identity);
        let address = serve(identity_router.clone()).await;
        let signer = SigningKey::generate(Algorithm::Es384).unwrap();
        let keys = identity.public_key_pem() + "," + &signer.public_key().to_pem();
        let mut settings = settings(&format!("http://{address}"), keys);
        change(&mut settings);
        let router = proxy::router(read(settings));
        Self { identity, identity_router, router, signer, behind }
    }

    /// Sends one request to the proxy. Every refusal is held against the description.
    pub(crate) async fn send(&self, request: Request<Body>) -> Seen {
        let seen = send(&self.router, request).await;
        if seen.header("content-type") == "application/problem+json" {
            crate::openapi::assert_documented(&seen);
        }
        seen
    }

    pub(crate) async fn get(&self, path: &str) -> Seen {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// What the page sends to get a token.
    pub(crate) async fn post(&self, body: &Value) -> Seen {
        self.send(page_request().body(Body::from(body.to_string())).unwrap()).await
    }

    /// What the page sends to get another token for one, at an address below `api/token`.
    pub(crate) async fn post_to(&self, path: &str, token: &str, body: &Value) -> Seen {
        let request = page_request_to(path).header("Authorization", format!("Bearer {token}"));
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// What the page sends to get the organization's token.
    pub(crate) async fn post_as(&self, token: &str, body: &Value) -> Seen {
        let request = page_request().header("Authorization", format!("Bearer {token}"));
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// A code for `username`, through login and consent, by a sign-in that began with `verifier`.
    pub(crate) async fn code(
        &self,
        username: &str,
        scope: &str,
        verifier: &CodeVerifier,
    ) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("client_id", "moehaha")
            .append_pair("redirect_uri", PAGE)
            .append_pair("scope", scope)
            .append_pair("state", verifier.state().as_str())
            .finish();
        let back = self.sign_in(username, format!("/v1/oauth/authorize?{query}")).await;
        let query = back.split_once('?').unwrap().1;
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find(|(name, _)| name == "code").unwrap().1.into_owned()
    }

    async fn sign_in(&self, username: &str, mut target: String) -> String {
        let mut cookie = String::new();
        while target.starts_with('/') {
            let method = if target.starts_with("/v1") { "GET" } else { "POST" };
            let request = Request::builder()
                .method(method)
                .uri(&target)
                .header("Cookie", &cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body::from(format!("username={username}")))
                .unwrap();
            let seen = send(&self.identity_router, request).await;
            seen.header("set-cookie").split(';').next().unwrap().clone_into(&mut cookie);
            seen.header("location").clone_into(&mut target);
            assert!(!target.is_empty(), "{} {}", seen.status, seen.body);
        }
        target
    }

    /// Signs in and exchanges the code, as the page does.
    pub(crate) async fn token_for(&self, username: &str, scope: &str) -> Seen {
        let verifier = verifier(7);
        let code = self.code(username, scope, &verifier).await;
        self.post(&exchange(&code, &verifier, scope)).await
    }

    /// A refreshable token of `username`'s.
    pub(crate) async fn refreshable(&self, username: &str, scope: &str) -> String {
        let code = self.code(username, scope, &verifier(8)).await;
        let mut body = exchange(&code, &verifier(8), scope);
        body["refreshable"] = json!(true);
        self.post(&body).await.token()
    }

    /// A refreshable token of bob's that has expired a minute ago, straight from the identity server.
    pub(crate) async fn expired(&self) -> String {
        self.behind.store(61, Ordering::Relaxed);
        let code = self.code("bob", MEMBER, &verifier(9)).await;
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("code", code.as_str()), ("client_id", "moehaha")])
            .extend_pairs([("client_secret", SECRET), ("redirect_uri", PAGE)])
            .extend_pairs([("response_type", "id_token"), ("scope", "offline_access")])
            .extend_pairs([("aud", "moehaha"), ("validity", "1")])
            .finish();
        let request = Request::post("/v1/oauth/access_token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        let seen = send(&self.identity_router, request).await;
        self.behind.store(0, Ordering::Relaxed);
        seen.body
    }

    /// A token with these claims besides those that a member's token has.
    pub(crate) fn signed(&self, change: impl FnOnce(&mut Map<String, Value>)) -> String {
        let mut claims = member_claims();
        change(&mut claims);
        self.signer.sign_jwt(&claims).unwrap().expose().to_owned()
    }
}

/// The claims of a member's token, made for us, for the organization, valid for a minute.
pub(crate) fn member_claims() -> Map<String, Value> {
    let claims = json!({
        "username": "bob", "scope": [MEMBER], "aud": ["moehaha"], "azp": "moehaha",
        "iss": "itsyouonline", "exp": now() + 60,
    });
    claims.as_object().unwrap().clone()
}

pub(crate) fn now() -> u64 {
    UnixTime::seconds(demo::system_clock()())
}

/// That a token which was made since `before` is valid for so many seconds.
pub(crate) fn assert_expires(claims: &Value, before: u64, seconds: u64) {
    let possible = before + seconds..=now() + seconds;
    assert!(possible.contains(&claims["exp"].as_u64().unwrap()), "{claims} {possible:?}");
}

pub(crate) fn settings(identity_server: &str, keys: String) -> Settings {
    BTreeMap::from([
        ("COCKPIT_JWT_PUBLIC_URL", PAGE.to_owned()),
        ("COCKPIT_JWT_IDENTITY_SERVER", identity_server.to_owned()),
        ("COCKPIT_JWT_KEYS", keys),
        ("COCKPIT_JWT_CLIENT_ID", "moehaha".to_owned()),
        ("COCKPIT_JWT_CLIENT_SECRET", SECRET.to_owned()),
        ("COCKPIT_JWT_ORGANIZATION_TOKENS", "members".to_owned()),
        ("COCKPIT_JWT_API_BASE", "https://api.example/api".to_owned()),
    ])
}

pub(crate) fn read(settings: Settings) -> Config {
    let variables = settings.into_iter().map(|(name, value)| (name.to_owned(), value));
    Config::read("test", "", Path::new(""), variables).unwrap_or_else(|error| panic!("{error}"))
}

/// Serves a router on a port of its own.
pub(crate) async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(axum::serve(listener, service).into_future());
    address
}

pub(crate) async fn send(router: &Router, request: Request<Body>) -> Seen {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Seen {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

/// The head of what the page sends to `api/token`.
pub(crate) fn page_request() -> axum::http::request::Builder {
    page_request_to("/api/token")
}

/// The same to an address below.
pub(crate) fn page_request_to(path: &str) -> axum::http::request::Builder {
    Request::post(path)
        .header("Content-Type", "application/json")
        .header("Origin", ORIGIN)
        .header("Sec-Fetch-Site", "same-origin")
        .header("Cockpit-Jwt-Request", "1")
}

pub(crate) fn verifier(seed: u8) -> CodeVerifier {
    CodeVerifier::from_random([seed; 32])
}

/// What the page sends to redeem a code.
pub(crate) fn exchange(code: &str, verifier: &CodeVerifier, scope: &str) -> Value {
    let scope: Vec<_> = scope.split(',').collect();
    json!({
        "grant": "authorization_code", "code": code, "verifier": verifier.expose(),
        "redirect_uri": PAGE, "scope": scope, "audience": ["moehaha"],
    })
}

impl Seen {
    /// A header's value; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    /// The token in an answer of status 200.
    pub(crate) fn token(&self) -> String {
        assert_eq!(self.status, 200, "{}", self.body);
        self.json()["token"].as_str().unwrap().to_owned()
    }

    /// The claims of the token in an answer of status 200.
    pub(crate) fn claims(&self) -> Value {
        let jwt = domain::jwt::UntrustedJwt::parse(&self.token()).unwrap();
        let claims = jwt.peek_claims().all();
        Value::Object(claims.map(|(name, value)| (name.to_owned(), value.clone())).collect())
    }

    /// A refusal in every respect: status, code, sentence, not to be kept.
    pub(crate) fn assert_problem(&self, status: u16, code: &str, detail: &str) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.body);
        assert_eq!(self.header("cache-control"), "no-store");
        let problem = self.json();
        let seen = (self.status, problem["code"].as_str(), problem["detail"].as_str());
        assert_eq!(seen, (status, Some(code), Some(detail)));
    }
}
