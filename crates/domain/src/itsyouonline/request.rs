//! A request as it is to be sent, without the secret that authenticates the client.

use core::fmt;

use crate::{jwt::CompactJwt, text::redacted_debug};

/// A request to the identity server. Whoever sends it puts the base URL before the path.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path, without a slash at its end: the server answers that with a redirect.
    pub path: &'static str,
    /// The query. Never a secret, a code or a token.
    pub query: Parameters,
    /// The body, `application/x-www-form-urlencoded`; none when empty.
    pub form: Parameters,
    /// The `Authorization` header.
    pub authorization: Option<Authorization>,
    /// The `Accept` header.
    pub accept: &'static str,
    /// Whether the client has to prove who it is.
    pub client_authentication: ClientAuthentication,
}

/// The method of a [`Request`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`.
    Get,
    /// `POST`.
    Post,
}

/// How the client proves who it is (RFC 6749 §2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientAuthentication {
    /// Not at all: another credential stands in the request.
    None,
    /// `client_secret` is to be added to the form, in which `client_id` already stands.
    SecretInForm,
}

/// Names and values in order. `Debug` shows only the names: a code may be among the values.
#[derive(Clone, Default)]
pub struct Parameters(Vec<(&'static str, String)>);

impl Parameters {
    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.push((name, value.to_owned()));
        self
    }

    /// Adds the parameter unless its value is empty, which this server takes for its absence.
    pub(super) fn with_some(self, name: &'static str, value: &str) -> Self {
        if value.is_empty() { self } else { self.with(name, value) }
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// The value of an `Authorization` header. A credential: no `Display`, no `PartialEq`, a `Debug`
/// that shows nothing.
#[derive(Clone)]
pub struct Authorization(String);

redacted_debug!(Authorization);

impl Authorization {
    /// An access token. The scheme is this server's own; behind `Bearer` it expects a JWT.
    pub(super) fn token(token: &AccessToken) -> Self {
        Self(format!("token {}", token.0))
    }

    /// A JWT.
    pub(super) fn bearer(jwt: &CompactJwt) -> Self {
        Self(format!("bearer {}", jwt.expose()))
    }

    /// The header's value, for the request and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// An access token (RFC 6749 §1.4). A credential that never leaves the proxy: no `Display`, no
/// `PartialEq`, a `Debug` that shows nothing.
#[derive(Clone)]
pub struct AccessToken(String);

redacted_debug!(AccessToken);

impl AccessToken {
    /// Reads an access token.
    ///
    /// # Errors
    /// When it is empty, longer than 512 bytes, or not visible ASCII, which no header could carry.
    pub fn parse(text: &str) -> Result<Self, AccessTokenError> {
        let sensible = (1..=512).contains(&text.len());
        if sensible && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AccessTokenError)
        }
    }
}

/// The text is not an access token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessTokenError;

impl fmt::Display for AccessTokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the access token is empty, too long, or not visible ASCII")
    }
}

impl core::error::Error for AccessTokenError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_access_token_is_checked_and_never_shown() {
        let token = AccessToken::parse("_Vj-9C2b036ap_x9GhXzHV2ZdXwn").unwrap();
        assert_eq!(format!("{token:?}"), "AccessToken(redacted)");
        let authorization = Authorization::token(&token);
        assert_eq!(authorization.expose(), "token _Vj-9C2b036ap_x9GhXzHV2ZdXwn");
        assert_eq!(format!("{authorization:?}"), "Authorization(redacted)");
        for bad in ["", "a b", "a\r\nb", &"x".repeat(513)] {
            assert_eq!(
                AccessToken::parse(bad).unwrap_err().to_string(),
                "the access token is empty, too long, or not visible ASCII"
            );
        }
    }

    #[test]
    fn debug_shows_the_names_of_parameters_only() {
        let parameters = Parameters::default().with("code", "HUgOar3e").with_some("aud", "");
        assert_eq!(format!("{parameters:?}"), r#"["code"]"#);
        assert_eq!(parameters.iter().collect::<Vec<_>>(), [("code", "HUgOar3e")]);
    }
}
