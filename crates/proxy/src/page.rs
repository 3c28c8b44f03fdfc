//! Serves the built page from a folder, compressed where the build has left compressed files.

use std::path::Path;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::RedirectUri;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::{
    routes,
    security_headers::{self, SecurityHeaders},
};

/// The methods that files are read with.
const READING: HeaderValue = HeaderValue::from_static("GET, HEAD");

/// The folder; paths are relative to it.
pub(crate) fn files(folder: &Path) -> ServeDir {
    ServeDir::new(folder)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
}

/// Answers with a file of the folder.
pub(crate) async fn serve(State(folder): State<ServeDir>, request: Request) -> Response {
    let cache = cache_control(request.uri());
    let request = index_for_root(request);
    let Ok(response) = folder.oneshot(request).await;
    match response.status() {
        StatusCode::NOT_FOUND => return routes::not_found().await.into_response(),
        StatusCode::METHOD_NOT_ALLOWED => {
            let refused = routes::method_not_allowed().await;
            return refused.with_header(header::ALLOW, READING).into_response();
        }
        _ => {}
    }
    let mut response = response.map(Body::new);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// The folder's own address shows `index.html`.
fn index_for_root(mut request: Request) -> Request {
    if matches!(request.uri().path(), "" | "/") {
        *request.uri_mut() = Uri::from_static("/index.html");
    }
    request
}

/// Sends whoever left out the slash to the page, with the query: a sign-in may come back there. The
/// address is relative, since something in front may show another path to people.
pub(crate) async fn with_slash(uri: Uri) -> impl IntoResponse {
    let folder = uri.path().rsplit('/').next().unwrap_or_default();
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    let location = HeaderValue::from_str(&format!("{folder}/{query}"));
    // What no header can hold, no honest query holds either.
    let location = location.unwrap_or(HeaderValue::from_static("./"));
    let no_store = HeaderValue::from_static("no-store");
    (
        StatusCode::PERMANENT_REDIRECT,
        [(header::LOCATION, location), (header::CACHE_CONTROL, no_store)],
    )
}

/// Puts the page's policy on its files. The callback page alone keeps the window that has opened it.
pub(crate) async fn page_policy(
    State(security): State<SecurityHeaders>,
    request: Request,
    next: Next,
) -> Response {
    let is_callback = request.uri().path().strip_prefix('/') == Some(RedirectUri::CALLBACK_PAGE);
    let mut response = next.run(request).await;
    security.add_page_policy(response.headers_mut());
    if is_callback {
        security_headers::keep_opener(response.headers_mut());
    }
    response
}

/// A browser keeps what it loads under the whole address; one with a query may hold a code.
fn cache_control(uri: &Uri) -> &'static str {
    match uri.query() {
        Some(_) => "no-store",
        None if has_hash(uri.path()) => "public, max-age=31536000, immutable",
        None => "no-cache",
    }
}

/// Whether the name carries a hash of the contents, as the build writes it: `app-0123456789abcdef.js`
/// or `app-0123456789abcdef_bg.wasm`. Such a file never changes under its name.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((_, after_dash)) = name.rsplit_once('-') else { return false };
    let hash = after_dash.split(['.', '_']).next().unwrap_or_default();
    (8..=64).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_good() {
        for (path, hashed) in [
            ("/app-0123456789abcdef.js", true),
            ("/app-0123456789abcdef_bg.wasm", true),
            ("/css/base-89abcdef.css", true),
            ("/index.html", false),
            ("/icon.svg", false),
            ("/apple-touch-icon.png", false),
            ("/cockpit-jwt-0123456789abcdef.js", true),
            ("/callback-0123456789abcdef.js", true),
            ("/cockpit-jwt.js", false),
            ("/cockpit-jwt.d.ts", false),
            ("/callback.html", false),
            ("/custom-elements.json", false),
            ("/a-0123456789abcdef/plain.js", false),
        ] {
            assert_eq!(has_hash(path), hashed, "{path}");
        }
    }
}
