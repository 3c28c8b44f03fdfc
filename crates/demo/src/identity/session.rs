//! The session cookie, which every answer sets.

use axum::{
    extract::Request,
    http::{
        HeaderMap, HeaderValue,
        header::{COOKIE, SET_COOKIE},
    },
    middleware::Next,
    response::Response,
};

use super::{Identity, answer::header_text, book::SESSION_SECONDS, people::Person};

const NAME: &str = "authenticatedsession";

/// Sets the cookie on answers that do not set it themselves: the one that came, or a new one that
/// belongs to nobody.
pub(super) async fn keep_alive(request: Request, next: Next) -> Response {
    let id = cookie(request.headers()).map_or_else(Identity::random_token, str::to_owned);
    // A browser keeps a `Secure` cookie of a server without TLS only on some machines, so the pages
    // do without; whoever calls the other addresses is no browser.
    let attributes = if is_page(request.uri().path()) { "" } else { "; Secure" };
    let mut response = next.run(request).await;
    if !response.headers().contains_key(SET_COOKIE) {
        set(&mut response, &id, attributes);
    }
    response
}

fn is_page(path: &str) -> bool {
    matches!(path, "/v1/oauth/authorize" | "/authorize" | "/login" | "/logout")
}

impl Identity {
    /// Who is signed in, if anybody.
    pub(super) fn signed_in(&self, headers: &HeaderMap) -> Option<Person> {
        let username = self.book().use_session(cookie(headers)?, self.now())?;
        self.person(&username)
    }

    /// Lets the browser that gets `response` be signed in.
    pub(super) fn sign_in(&self, username: &str, response: &mut Response) {
        let id = Self::random_token();
        set(response, &id, "");
        self.book().begin_session(id, username, self.now());
    }

    /// Ends the session.
    pub(super) fn sign_out(&self, headers: &HeaderMap) {
        if let Some(id) = cookie(headers) {
            self.book().end_session(id);
        }
    }
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let pairs = header_text(headers, COOKIE)?.split(';');
    let values = pairs.filter_map(|pair| pair.trim().strip_prefix(NAME)?.strip_prefix('='));
    values.filter(|id| id.bytes().all(|byte| byte.is_ascii_graphic())).find(|id| !id.is_empty())
}

fn set(response: &mut Response, id: &str, attributes: &str) {
    let cookie = format!("{NAME}={id}; Path=/; Max-Age={SESSION_SECONDS}; HttpOnly{attributes}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        assert_eq!(cookie(&headers), None);
        for (header, id) in [
            ("authenticatedsession=abc", Some("abc")),
            ("other=1; authenticatedsession=abc; more=2", Some("abc")),
            ("authenticatedsession=", None),
            ("authenticatedsession2=abc", None),
        ] {
            headers.insert(COOKIE, header.parse().unwrap());
            assert_eq!(cookie(&headers), id, "{header}");
        }
    }
}
