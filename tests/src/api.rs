//! The API of a journey: the demo's Cockpit, or one that answers in ways that a Cockpit does not.

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{any, get},
};
use demo::{Clock, CockpitApi, CockpitOptions, IdentityServer};
use domain::OrganizationId;
use serde_json::{Value, json};
use signature::PublicKey;

use crate::{
    ORGANIZATION, Recorder, recorder,
    serving::{Serving, listener},
};

/// What a journey wants of the API.
#[derive(Debug, Clone, Copy, Default)]
pub struct ApiWish {
    /// Which one the proxy is told of.
    pub which: Which,
    /// Whether it lets pages send it requests.
    pub pages: Pages,
    /// Further lines of the proxy's settings for it.
    pub settings: &'static str,
}

/// An API.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    /// The demo's Cockpit.
    #[default]
    Cockpit,
    /// One that answers with what is binary, large, late or refused, and describes itself.
    Odd,
}

/// What an API answers to pages of other origins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pages {
    /// Nothing that they may read.
    #[default]
    Refused,
    /// All, by CORS.
    Allowed,
}

/// With which line the large answer ends, more than 64 KiB behind its beginning.
pub const LAST_LINE: &str = "this is the last line";

/// The first bytes of a picture.
pub const PICTURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];

/// What the proxy can be told of.
pub(crate) struct Apis {
    pub(crate) cockpit: CockpitApi,
    pub(crate) odd: Option<OddApi>,
}

impl Apis {
    /// Starts them. The Cockpit's time is the identity server's; pages of these origins may call it.
    pub(crate) async fn start(
        wish: ApiWish,
        identity: &IdentityServer,
        origins: Vec<String>,
        clock: Clock,
    ) -> Self {
        let organization = OrganizationId::parse(ORGANIZATION).expect("it is a name");
        let key = PublicKey::from_pem(&identity.public_key_pem()).expect("it is a key");
        let options = CockpitOptions { origins, clock, ..CockpitOptions::new(organization, key) };
        let (listener, _) = listener().await;
        let cockpit = CockpitApi::start(listener, options).expect("the Cockpit starts");
        let odd = match wish.which {
            Which::Cockpit => None,
            Which::Odd => Some(OddApi::start(wish.pages).await),
        };
        Self { cockpit, odd }
    }

    /// Where the operations begin of the one that is wanted.
    pub(crate) fn base(&self) -> String {
        self.odd.as_ref().map_or_else(|| self.cockpit.base_url(), OddApi::base_url)
    }

    /// The section of the proxy's settings.
    pub(crate) fn section(&self, wish: ApiWish) -> String {
        let own = self.odd.as_ref().map_or_else(
            || "name = \"Cockpit\"\nexample = \"/ays/repository\"\n".to_owned(),
            OddApi::settings,
        );
        format!("[api]\nbase = {:?}\n{own}{}", self.base(), wish.settings)
    }
}

const DESCRIPTION: &str = "#%RAML 1.0
title: Odd
/picture:
  get: {displayName: getPicture}
/large:
  get: {displayName: getLarge}
/never:
  get: {displayName: getNever}
/refused:
  get: {displayName: getRefused}
/thing/{name}:
  put:
    displayName: putThing
    body: {application/json: {example: {size: 1}}}
";

/// The unusual API, running.
pub struct OddApi {
    /// What it was asked and answered.
    pub recorder: Recorder,
    address: String,
    _serving: Serving,
}

impl OddApi {
    async fn start(pages: Pages) -> Self {
        let (listener, socket) = listener().await;
        let recorder = Recorder::default();
        let routes = Router::new()
            .route("/description", get(async || DESCRIPTION))
            .route("/api/picture", get(async || ([(header::CONTENT_TYPE, "image/png")], PICTURE)))
            .route("/api/large", get(async || "line\n".repeat(20_000) + LAST_LINE))
            .route("/api/never", get(std::future::pending::<()>))
            .route("/api/refused", get(refused))
            .route("/api/thing/{name}", any(async || StatusCode::NO_CONTENT))
            .layer(from_fn_with_state(recorder.clone(), recorder::record));
        let routes = match pages {
            Pages::Refused => routes,
            Pages::Allowed => routes.layer(from_fn(allow_pages)),
        };
        let serving = Serving::start(listener, routes);
        Self { recorder, address: format!("http://{socket}"), _serving: serving }
    }

    fn base_url(&self) -> String {
        format!("{}/api", self.address)
    }

    fn settings(&self) -> String {
        let description = format!("{}/description", self.address);
        format!("name = \"Odd\"\nexample = \"/picture\"\ndescription = {description:?}\n")
    }
}

async fn refused() -> impl IntoResponse {
    let body: Value = json!({ "error": "Not authorized" });
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "bearer")], axum::Json(body))
}

async fn allow_pages(request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let is_preflight = request.method() == Method::OPTIONS;
    let mut response =
        if is_preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, PUT"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type"),
        (header::VARY, "origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
