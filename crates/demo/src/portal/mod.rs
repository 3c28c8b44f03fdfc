//! A portal of another site than the proxy's: its pages embed the widget, under a strict policy.

mod files;
mod options;

use std::{io, net::SocketAddr, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::RedirectUri;
use tokio::net::TcpListener;

use self::files::Files;
pub use self::options::{EmbedderPolicy, OpenerPolicy, PortalOptions};
use crate::serving::Serving;

/// A running portal.
pub struct Portal {
    serving: Serving,
}

impl Portal {
    /// Begins to serve on `listener`; must be called inside a Tokio runtime.
    ///
    /// # Errors
    /// When the listener has no address, or for the reasons of [`portal_router`].
    pub fn start(listener: TcpListener, options: &PortalOptions) -> io::Result<Self> {
        Ok(Self { serving: Serving::start(listener, portal_router(options)?)? })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.serving.address()
    }

    /// The address as the beginning of a URL, without a slash at the end: its origin.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// Stops listening and waits for requests under way.
    ///
    /// # Errors
    /// When serving had failed before.
    pub async fn shutdown(self) -> io::Result<()> {
        self.serving.shutdown().await
    }
}

/// The portal's pages, read once.
///
/// # Errors
/// When a file cannot be read, or the proxy's address is none.
pub fn portal_router(options: &PortalOptions) -> io::Result<Router> {
    let files = Files::read(&options.folder, &options.proxy)?;
    Ok(Router::new()
        .fallback_service(get(file).with_state(Arc::new(files)))
        .layer(from_fn_with_state(Arc::new(policies(options)?), add_policies)))
}

/// An address with a query may hold a code.
async fn file(State(files): State<Arc<Files>>, uri: Uri) -> Response {
    let Some(file) = files.at(uri.path()) else {
        return (StatusCode::NOT_FOUND, "There is nothing at this address.\n").into_response();
    };
    let caching = if uri.query().is_some() { "no-store" } else { "no-cache" };
    let headers = [(header::CONTENT_TYPE, file.content_type), (header::CACHE_CONTROL, caching)];
    (headers, file.contents.clone()).into_response()
}

async fn add_policies(
    State(policies): State<Arc<HeaderMap>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().extend(policies.as_ref().clone());
    response
}

/// The headers of every answer.
fn policies(options: &PortalOptions) -> io::Result<HeaderMap> {
    let proxy = RedirectUri::parse(&options.proxy)
        .map_err(|_| io::Error::other(format!("`{}` is no address of a proxy", options.proxy)))?;
    let policy = content_policy(proxy.origin(), &options.connect_to);
    let policy = HeaderValue::from_str(&policy).map_err(io::Error::other)?;
    let mut headers = HeaderMap::from_iter([
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ]);
    for (name, value) in [
        ("cross-origin-opener-policy", options.opener_policy.value()),
        ("cross-origin-embedder-policy", options.embedder_policy.value()),
    ] {
        let value =
            value.map(|value| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        headers.extend(value);
    }
    Ok(headers)
}

/// As strict as a portal can be that embeds the widget.
fn content_policy(proxy: &str, connect_to: &[String]) -> String {
    let connect = connect_to.iter().fold(proxy.to_owned(), |list, origin| list + " " + origin);
    format!(
        "default-src 'none'; script-src 'self' {proxy} 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self'; connect-src 'self' {connect}; base-uri 'self'; form-action 'self'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'"
    )
}
