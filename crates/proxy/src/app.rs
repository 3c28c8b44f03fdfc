//! Puts the server together: what all requests share, and which route leads where.

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use domain::RedirectUri;
use provider::Provider;

use crate::{
    config::{Api, Client, Config, IdentityServer, OrganizationPolicy, WebAddress},
    observe::{self, Observer},
    origin::{self, Origins},
    page,
    rate_limit::{Allowance, RateLimit},
    routes::{self, Published},
    security_headers::{SecurityHeaders, Transport},
    suspicion::Suspicion,
};

/// How many organization tokens a member gets.
const ORGANIZATION_TOKENS: Allowance = Allowance { at_once: 10, seconds_each: 60 };

/// How often a person's token is renewed or narrowed. The person could do it without us; this only
/// keeps a page that has gone wild away from the identity server.
const RENEWALS: Allowance = Allowance { at_once: 30, seconds_each: 10 };

/// What the routes share.
pub(crate) struct App {
    pub(crate) origins: Origins,
    pub(crate) redirect_uris: Vec<RedirectUri>,
    pub(crate) provider: Provider,
    pub(crate) identity: IdentityServer,
    pub(crate) client: Client,
    pub(crate) tokens: OrganizationPolicy,
    pub(crate) public_config: Published,
    pub(crate) api: Option<Api>,
    pub(crate) organization_tokens: RateLimit,
    pub(crate) renewals: RateLimit,
    pub(crate) suspicion: Suspicion,
}

impl App {
    fn new(config: Config) -> Self {
        let public_config = Published::new(&routes::page_config(&config));
        let Config { site, identity, client, provider, tokens, api, .. } = config;
        Self {
            origins: Origins::new(&site.origins),
            redirect_uris: site.redirect_uris,
            provider,
            identity,
            client,
            tokens,
            public_config,
            api,
            organization_tokens: RateLimit::new(ORGANIZATION_TOKENS),
            renewals: RateLimit::new(RENEWALS),
            suspicion: Suspicion::new(),
        }
    }
}

/// The server's routes, from a checked configuration.
pub fn router(config: Config) -> Router {
    let base = config.site.base_path.as_str().to_owned();
    let folder = config.site.page.clone();
    let embedding = Origins::new(&config.site.embedding_origins);
    let security = security_headers(&config);
    let observer = Observer::new(format!("{base}/api/openapi.json"));
    let mut router = api_routes(&base, Arc::new(App::new(config)));
    router = match folder {
        Some(folder) => with_page(router, &base, page_files(&folder, &security, embedding)),
        None => router.fallback(routes::not_found),
    };
    router
        .method_not_allowed_fallback(routes::method_not_allowed)
        .layer(from_fn(observe::bounded))
        .layer(from_fn_with_state(security, observe::add_security_headers))
        .layer(from_fn_with_state(observer, observe::observe))
}

fn api_routes(base: &str, app: Arc<App>) -> Router {
    Router::new()
        .route(&format!("{base}/api/config"), get(routes::config))
        .route(&format!("{base}/api/catalogue"), get(routes::catalogue))
        .route(&format!("{base}/api/call"), post(routes::call))
        .route(&format!("{base}/api/token"), post(routes::token))
        .route(&format!("{base}/api/token/refresh"), post(routes::refresh))
        .route(&format!("{base}/api/token/derive"), post(routes::derive))
        .route(&format!("{base}/api/openapi.json"), get(routes::openapi))
        // Before the layer, so that it answers preflights: a method like any other to the routes.
        .method_not_allowed_fallback(routes::method_not_allowed)
        .layer(from_fn_with_state(app.origins.clone(), origin::cors))
        .route(&format!("{base}/healthz"), get(routes::alive))
        .route(&format!("{base}/readyz"), get(routes::ready))
        .with_state(app)
}

fn page_files(folder: &Path, security: &SecurityHeaders, embedding: Origins) -> Router {
    Router::new()
        .fallback(page::serve)
        .with_state(page::files(folder))
        .layer(from_fn_with_state(embedding, origin::share_files))
        .layer(from_fn_with_state(security.clone(), page::page_policy))
}

/// The page at the base path; without the slash at its end its relative addresses would not work.
fn with_page(router: Router, base: &str, files: Router) -> Router {
    if base.is_empty() {
        return router.fallback_service(files);
    }
    router
        .nest_service(&format!("{base}/"), files)
        .route(base, get(page::with_slash))
        .fallback(routes::not_found)
}

fn security_headers(config: &Config) -> SecurityHeaders {
    let transport =
        if config.site.public_url.is_https() { Transport::Https } else { Transport::Http };
    let api = config.api.as_ref().and_then(|api| origin_of(&api.address.base));
    SecurityHeaders::new(transport, api.as_slice(), &config.site.embedding_origins)
}

fn origin_of(address: &str) -> Option<String> {
    WebAddress::parse(address).ok().map(|address| address.origin())
}
