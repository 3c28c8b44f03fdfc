//! What the provider has to be told, and what can be wrong with it.

use std::{fmt, time::Duration};

use domain::{ClientId, is_loopback, quoted_address};
use reqwest::Url;
use signature::KeySet;

use crate::ClientSecret;

/// Everything that has to be known about the identity server and this client of it.
pub struct ProviderConfig {
    /// Where the identity server's paths begin: https, or http on the own machine.
    pub base_url: String,
    /// In whose name tokens are asked for.
    pub client_id: ClientId,
    /// What proves it.
    pub client_secret: ClientSecret,
    /// In how many steps a JWT is had.
    pub exchange: Exchange,
    /// What a token's `iss` has to be.
    pub issuer: String,
    /// The keys that sign tokens.
    pub keys: KeySet,
    /// Certificates of authorities to trust besides the system's, as PEM.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// How long to wait.
    pub limits: Limits,
}

impl fmt::Debug for ProviderConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ProviderConfig")
            .field("base_url", &self.base_url)
            .field("client_id", &self.client_id)
            .field("client_secret", &self.client_secret)
            .field("exchange", &self.exchange)
            .field("issuer", &self.issuer)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// In how many steps a JWT is had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    /// The exchange answers with the JWT itself.
    OneStep,
    /// An access token first, and the JWT for it: as documented, a round trip more.
    TwoStep,
}

/// How long to wait for the identity server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For a connection.
    pub connect: Duration,
    /// For everything together, both steps included.
    pub whole: Duration,
}

impl Limits {
    /// What suits a person who waits in front of a page.
    pub const STANDARD: Self =
        Self { connect: Duration::from_secs(2), whole: Duration::from_secs(5) };
}

/// Checks a base URL and returns it without a slash at its end.
pub(crate) fn base_url(text: &str) -> Result<Url, ConfigurationError> {
    let error = |reason| ConfigurationError::BaseUrl { url: quoted_address(text), reason };
    let url = Url::parse(text).map_err(|_| error("is not an address"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(error("carries user information"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(error("has a query or a fragment"));
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(url.authority()) => Ok(url),
        "http" => Err(error("is not https although it is not on the own machine")),
        _ => Err(error("does not begin with https://")),
    }
}

/// Why there can be no provider with this configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigurationError {
    /// The base URL cannot be used.
    BaseUrl {
        /// What was configured, made safe to show.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The additional authorities are not certificates.
    ExtraCa,
    /// No TLS on this system, or no authorities at all.
    Tls,
}

impl ConfigurationError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BaseUrl { .. } => "provider-base-url",
            Self::ExtraCa => "provider-extra-ca",
            Self::Tls => "provider-tls",
        }
    }

    /// What the operator can do.
    pub fn hint(&self) -> String {
        let hint = match self {
            Self::BaseUrl { .. } => {
                "Give the identity server's address, like https://itsyou.online."
            }
            Self::ExtraCa => "Give a file with one or more PEM blocks `BEGIN CERTIFICATE`.",
            Self::Tls => "Install the system's certificates (on Debian: ca-certificates).",
        };
        hint.to_owned()
    }
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl { url, reason } => {
                write!(formatter, "the identity server's base URL `{url}` {reason}")
            }
            Self::ExtraCa => {
                formatter.write_str("the additional authority is not a PEM certificate")
            }
            Self::Tls => formatter.write_str("TLS cannot be set up on this system"),
        }
    }
}

impl std::error::Error for ConfigurationError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_the_own_machine_are_fine() {
        for url in [
            "https://itsyou.online",
            "https://id.example:8443/prefix/",
            "http://localhost:8080",
            "http://127.0.0.1:8080/",
            "http://[::1]:8080",
        ] {
            assert!(base_url(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn the_rest_is_refused_with_a_reason() {
        for (url, shown, reason) in [
            ("", "", "is not an address"),
            ("itsyou.online", "itsyou.online", "is not an address"),
            ("ftp://a/", "ftp://a/", "does not begin with https://"),
            (
                "http://id.example",
                "http://id.example",
                "is not https although it is not on the own machine",
            ),
            (
                "http://localhost.example",
                "http://localhost.example",
                "is not https although it is not on the own machine",
            ),
            ("https://a/?b", "https://a/?b", "has a query or a fragment"),
            ("https://a/#b", "https://a/#b", "has a query or a fragment"),
            ("https://u:canary@a/", "…", "carries user information"),
            ("ftp://u:canary@a/?b", "…", "carries user information"),
            ("u:canary@a", "…", "does not begin with https://"),
        ] {
            let error = base_url(url).unwrap_err();
            assert_eq!(error.code(), "provider-base-url");
            assert_eq!(
                error.to_string(),
                format!("the identity server's base URL `{shown}` {reason}")
            );
            assert_eq!(
                error.hint(),
                "Give the identity server's address, like https://itsyou.online."
            );
        }
    }
}
