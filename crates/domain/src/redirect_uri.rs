//! The address to which the identity server sends the person back.

use core::fmt;

use crate::{
    address::{is_loopback, quoted_address},
    text::plain_text,
};

/// An absolute `https` address, or `http` on the own machine, without fragment, user information
/// and percent escapes (RFC 6749 §3.1.2, RFC 8252 §8.3).
///
/// Percent escapes are refused since ItsYou.online decodes the address once too often.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RedirectUri(String);

plain_text!(RedirectUri);

impl RedirectUri {
    /// The file's name by which a callback page is known.
    pub const CALLBACK_PAGE: &str = "callback.html";

    /// Reads a redirect URI.
    ///
    /// # Errors
    /// When the address is not one that can be registered and comes back unharmed.
    pub fn parse(text: &str) -> Result<Self, RedirectUriError> {
        let error = |reason| RedirectUriError { uri: quoted_address(text), reason };
        if authority(text).contains('@') {
            return Err(error(Reason::UserInformation));
        }
        if text.len() > 2000 {
            return Err(error(Reason::TooLong));
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(error(Reason::NotVisibleAscii));
        }
        if text.contains('%') {
            return Err(error(Reason::PercentEscape));
        }
        if text.contains('#') {
            return Err(error(Reason::Fragment));
        }
        match (split_scheme(text), authority(text)) {
            (Some(("https" | "http", _)), "") => Err(error(Reason::Host)),
            (Some(("https", _)), _) => Ok(Self(text.to_owned())),
            (Some(("http", _)), host) if is_loopback(host) => Ok(Self(text.to_owned())),
            (Some(("http", _)), _) => Err(error(Reason::Insecure)),
            _ => Err(error(Reason::Scheme)),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a window comes back to it, and hands what it brings to the page that opened it.
    pub fn is_callback_page(&self) -> bool {
        let path = self.0.split('?').next().unwrap_or_default();
        path.rsplit('/').next() == Some(Self::CALLBACK_PAGE)
    }

    /// Scheme, host and port: what an `Origin` header holds (RFC 6454 §7).
    pub fn origin(&self) -> &str {
        let rest = split_scheme(&self.0).map_or("", |(_, rest)| rest);
        let behind = rest.find(['/', '?', '\\']).map_or(0, |at| rest.len() - at);
        self.0.get(..self.0.len() - behind).unwrap_or_default()
    }
}

/// The scheme, and what follows its `://`.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    Some((scheme, rest.strip_prefix("//")?))
}

/// What stands between scheme and path, as browsers read it: a backslash ends it too.
fn authority(text: &str) -> &str {
    let rest = split_scheme(text).map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '\\', '#']).next().unwrap_or_default()
}

/// Why a text cannot be a redirect URI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedirectUriError {
    uri: String,
    reason: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    UserInformation,
    TooLong,
    NotVisibleAscii,
    PercentEscape,
    Fragment,
    Scheme,
    Host,
    Insecure,
}

impl fmt::Display for RedirectUriError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Reason::UserInformation => "carries user information",
            Reason::TooLong => "is longer than 2000 bytes",
            Reason::NotVisibleAscii => "contains something other than visible ASCII",
            Reason::PercentEscape => {
                "contains a percent escape, which the identity server would decode once too often"
            }
            Reason::Fragment => "has a fragment (`#`), which never reaches a server",
            Reason::Scheme => "does not begin with https:// (or http:// on the own machine)",
            Reason::Host => "names no host",
            Reason::Insecure => "is not https although it is not on the own machine",
        };
        write!(formatter, "the redirect URI `{}` {reason}", self.uri)
    }
}

impl core::error::Error for RedirectUriError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_can_be_registered() {
        for uri in [
            "https://jwt.example/",
            "https://jwt.example",
            "https://portal.example/cockpit/jwt?tab=token",
            "http://localhost:8090/callback",
            "http://127.0.0.1:8090/",
            "http://[::1]:8090/",
        ] {
            assert_eq!(RedirectUri::parse(uri).unwrap().as_str(), uri);
        }
    }

    #[test]
    fn refuses_the_rest_with_a_reason() {
        for (uri, reason) in [
            ("ftp://a/", "does not begin with https:// (or http:// on the own machine)"),
            ("", "does not begin with https:// (or http:// on the own machine)"),
            ("https://", "names no host"),
            ("https://a/#x", "has a fragment (`#`), which never reaches a server"),
            (
                "https://a/b%20c",
                "contains a percent escape, which the identity server would decode once too often",
            ),
            ("http://a.example/", "is not https although it is not on the own machine"),
            ("http://[::1].evil.example/", "is not https although it is not on the own machine"),
            ("http://localhost.evil/", "is not https although it is not on the own machine"),
            ("https://a/ b", "contains something other than visible ASCII"),
        ] {
            let sentence = format!("the redirect URI `{uri}` {reason}");
            assert_eq!(RedirectUri::parse(uri).unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn a_password_is_judged_first_and_never_shown() {
        for uri in ["https://u:canary@a/", "ftp://u:canary@a/", "https://u:canary@a/%20#é"] {
            let error = RedirectUri::parse(uri).unwrap_err();
            assert_eq!(error.to_string(), "the redirect URI `…` carries user information");
            assert!(!format!("{error:?}").contains("canary"));
        }
        for uri in ["u:canary@a", "https:u:canary@a", "https://a/%20canary@b"] {
            assert!(!format!("{:?}", RedirectUri::parse(uri).unwrap_err()).contains("canary"));
        }
    }

    #[test]
    fn a_callback_page_is_known_by_its_name() {
        for (uri, is) in [
            ("https://jwt.example/callback.html", true),
            ("https://jwt.example/a/callback.html?b", true),
            ("https://jwt.example/", false),
            ("https://jwt.example/no-callback.html", false),
            ("https://jwt.example/?/callback.html", false),
        ] {
            assert_eq!(RedirectUri::parse(uri).unwrap().is_callback_page(), is, "{uri}");
        }
    }

    #[test]
    fn its_origin_ends_before_the_path() {
        for (uri, origin) in [
            ("https://jwt.example", "https://jwt.example"),
            ("https://jwt.example:8443/a/b", "https://jwt.example:8443"),
            ("http://localhost:8090?x=/y", "http://localhost:8090"),
        ] {
            assert_eq!(RedirectUri::parse(uri).unwrap().origin(), origin);
        }
    }
}
