//! Addresses as settings hold them: of servers, of pages, and the path below which all is served.

use std::fmt;

use domain::{is_loopback, quoted_address};
use url::{Host, Url};

/// The address of a server or page: `https`, or `http` on the own machine; no user information,
/// query or fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WebAddress(Url);

impl WebAddress {
    pub(crate) fn parse(text: &str) -> Result<Self, AddressError> {
        let error = |reason| AddressError::new(text, reason);
        let url = Url::parse(text).map_err(|_| error(Reason::NotAnAddress))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(error(Reason::UserInformation));
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(url.authority()) => {}
            "http" => return Err(error(Reason::Insecure)),
            _ => return Err(error(Reason::NotAnAddress)),
        }
        if !is_spelled_out(&url) {
            return Err(error(Reason::Host));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(error(Reason::QueryOrFragment));
        }
        Ok(Self(url))
    }

    /// The address without a slash at its end.
    pub(crate) fn without_slash(&self) -> String {
        self.0.as_str().trim_end_matches('/').to_owned()
    }

    /// The address with one slash at its end.
    pub(crate) fn with_slash(&self) -> String {
        format!("{}/", self.without_slash())
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// Whether it is on the own machine by its spelling.
    pub(crate) fn is_loopback(&self) -> bool {
        is_loopback(self.0.authority())
    }

    pub(crate) fn into_url(self) -> Url {
        self.0
    }

    pub(crate) fn path(&self) -> &str {
        self.0.path()
    }

    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.as_str())
    }
}

/// Whether the host is one host and nothing else. URLs allow `*`, `;` and `,` in it, which would mean
/// something in a content security policy.
fn is_spelled_out(url: &Url) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    match url.host() {
        Some(Host::Domain(name)) => name.bytes().all(is_plain),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        None => false,
    }
}

/// Reads what an `Origin` header holds (RFC 6454 §7): scheme, host and port, spelled as browsers do.
pub(crate) fn parse_origin(text: &str) -> Result<String, AddressError> {
    let address = WebAddress::parse(text)?;
    if address.origin() == text {
        return Ok(address.origin());
    }
    Err(AddressError::new(text, Reason::NotAnOrigin(address.origin())))
}

/// The path below which everything is served: empty, or beginning with a slash and ending without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BasePath(String);

impl BasePath {
    pub(crate) fn parse(text: &str) -> Result<Self, AddressError> {
        let path = text.trim_end_matches('/');
        let sensible = |segment: &str| {
            !matches!(segment, "" | "." | "..")
                && segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
        };
        match path.strip_prefix('/') {
            None if path.is_empty() => Ok(Self(String::new())),
            Some(rest) if rest.split('/').all(sensible) => Ok(Self(path.to_owned())),
            _ => Err(AddressError::new(text, Reason::NotAPath)),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text is not the address that a setting needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AddressError {
    /// Made safe to show.
    text: String,
    reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    NotAnAddress,
    Insecure,
    UserInformation,
    Host,
    QueryOrFragment,
    NotAnOrigin(String),
    NotAPath,
}

impl AddressError {
    fn new(text: &str, reason: Reason) -> Self {
        Self { text: quoted_address(text), reason }
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` ", self.text)?;
        match &self.reason {
            Reason::NotAnAddress => {
                formatter.write_str("is not an address that begins with https:// or http://")
            }
            Reason::Insecure => {
                formatter.write_str("is not https although it is not on the own machine")
            }
            Reason::UserInformation => formatter.write_str("carries user information"),
            Reason::Host => formatter.write_str(
                "does not spell out one host, which has letters, digits, dots and dashes",
            ),
            Reason::QueryOrFragment => formatter.write_str("has a query or a fragment"),
            Reason::NotAnOrigin(origin) => write!(
                formatter,
                "is not an origin, which is scheme, host and port only, as in `{origin}`"
            ),
            Reason::NotAPath => {
                formatter.write_str("is not a path of plain names that begins with a slash")
            }
        }
    }
}

impl std::error::Error for AddressError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_https_or_on_the_own_machine() {
        for (text, with_slash) in [
            ("https://itsyou.online", "https://itsyou.online/"),
            ("https://a.example/jwt", "https://a.example/jwt/"),
            ("http://localhost:8090/", "http://localhost:8090/"),
            ("http://127.0.0.1:1", "http://127.0.0.1:1/"),
            ("http://[::1]:1", "http://[::1]:1/"),
        ] {
            assert_eq!(WebAddress::parse(text).unwrap().with_slash(), with_slash);
        }
        for (text, sentence) in [
            (
                "itsyou.online",
                "`itsyou.online` is not an address that begins with https:// or http://",
            ),
            ("ftp://a", "`ftp://a` is not an address that begins with https:// or http://"),
            (
                "http://a.example",
                "`http://a.example` is not https although it is not on the own machine",
            ),
            ("https://a/?x", "`https://a/?x` has a query or a fragment"),
            (
                "https://*.a.example",
                "`https://*.a.example` does not spell out one host, which has letters, digits, dots and dashes",
            ),
            (
                "https://a;script-src",
                "`https://a;script-src` does not spell out one host, which has letters, digits, dots and dashes",
            ),
            (
                "https://a,b",
                "`https://a,b` does not spell out one host, which has letters, digits, dots and dashes",
            ),
        ] {
            assert_eq!(WebAddress::parse(text).unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn a_password_is_judged_first_and_never_shown() {
        for text in ["https://u:canary@a", "http://u:canary@a.example/", "ftp://u:canary@a/?x"] {
            let error = WebAddress::parse(text).unwrap_err();
            assert_eq!(error.to_string(), "`…` carries user information");
            assert!(!format!("{error:?}").contains("canary"));
        }
        let error = WebAddress::parse("https://u:canary@[").unwrap_err();
        assert_eq!(error.to_string(), "`…` is not an address that begins with https:// or http://");
    }

    #[test]
    fn an_origin_is_spelled_as_browsers_spell_it() {
        assert_eq!(parse_origin("https://a.example").unwrap(), "https://a.example");
        for (text, sentence) in [
            (
                "https://a.example/",
                "`https://a.example/` is not an origin, which is scheme, host and port only, as in `https://a.example`",
            ),
            (
                "https://A.example:443",
                "`https://A.example:443` is not an origin, which is scheme, host and port only, as in `https://a.example`",
            ),
            ("*", "`*` is not an address that begins with https:// or http://"),
        ] {
            assert_eq!(parse_origin(text).unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn a_base_path_is_made_of_plain_names() {
        for (text, path) in
            [("", ""), ("/", ""), ("/jwt", "/jwt"), ("/cockpit/jwt/", "/cockpit/jwt")]
        {
            assert_eq!(BasePath::parse(text).unwrap().as_str(), path);
        }
        for text in ["jwt", "/a//b", "/..", "/{x}", "/a b", "/a?b"] {
            assert_eq!(
                BasePath::parse(text).unwrap_err().to_string(),
                format!("`{text}` is not a path of plain names that begins with a slash")
            );
        }
    }
}
