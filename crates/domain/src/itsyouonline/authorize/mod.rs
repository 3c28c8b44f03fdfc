//! The authorization endpoint: where the person is sent, and what comes back in the address.

mod askable;
mod callback;

use core::fmt;

use form_urlencoded::Serializer;

pub use askable::{NeverGranted, check_scope};
pub use callback::{Callback, CallbackError, callback, without_callback};

use crate::{ClientId, RedirectUri, ScopeSet, State, quoted_address};

/// The address to send the person to. It holds only the parameters that this server knows: it
/// ignores `prompt`, `nonce`, `code_challenge` and the rest.
///
/// # Errors
/// When a scope could never be consented to, or the endpoint is not an address to send anybody to.
pub fn url(
    authorization_endpoint: &str,
    client_id: &ClientId,
    redirect_uri: &RedirectUri,
    scope: &ScopeSet,
    state: &State,
) -> Result<String, AuthorizeError> {
    check_endpoint(authorization_endpoint)?;
    check_scope(scope).map_err(AuthorizeError::NeverGranted)?;
    let query = Serializer::new(String::new())
        .append_pair("response_type", "code")
        .append_pair("client_id", client_id.as_str())
        .append_pair("redirect_uri", redirect_uri.as_str())
        .append_pair("scope", &scope.to_string())
        .append_pair("state", state.as_str())
        .finish();
    Ok(format!("{authorization_endpoint}?{query}"))
}

/// The rules for a redirect URI fit: https or the own machine, no fragment, no user information.
/// They keep the browser from being sent to a `javascript:` address.
///
/// # Errors
/// When the endpoint is not an address to send anybody to.
pub fn check_endpoint(endpoint: &str) -> Result<(), AuthorizeError> {
    match RedirectUri::parse(endpoint) {
        Ok(_) if !endpoint.contains('?') => Ok(()),
        Ok(_) | Err(_) => Err(AuthorizeError::Endpoint { endpoint: quoted_address(endpoint) }),
    }
}

/// Why nobody can be sent to the authorization endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthorizeError {
    /// A scope that no consent can ever give.
    NeverGranted(NeverGranted),
    /// The configured endpoint is not an address to send anybody to.
    Endpoint {
        /// What was configured, made safe to show.
        endpoint: String,
    },
}

impl AuthorizeError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NeverGranted(never) => never.code(),
            Self::Endpoint { .. } => "authorization-endpoint-unusable",
        }
    }

    /// What the person can do.
    pub fn hint(&self) -> String {
        match self {
            Self::NeverGranted(never) => never.hint(),
            Self::Endpoint { .. } => {
                "Tell whoever runs this service to configure the https address of the identity server."
                    .to_owned()
            }
        }
    }
}

impl fmt::Display for AuthorizeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NeverGranted(never) => never.fmt(formatter),
            Self::Endpoint { endpoint } => write!(
                formatter,
                "the authorization endpoint `{endpoint}` is not a plain https address"
            ),
        }
    }
}

impl core::error::Error for AuthorizeError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CodeVerifier;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    fn built(endpoint: &str, scope: &str) -> Result<String, AuthorizeError> {
        url(
            endpoint,
            &ClientId::parse("moehaha").unwrap(),
            &RedirectUri::parse("http://localhost:8090/callback?tab=jwt").unwrap(),
            &ScopeSet::parse(scope).unwrap(),
            &CodeVerifier::parse(VERIFIER).unwrap().state(),
        )
    }

    #[test]
    fn the_address_holds_what_the_server_knows_and_nothing_else() {
        assert_eq!(
            built("https://id.example/v1/oauth/authorize", "user:name,user:memberof:moehaha")
                .unwrap(),
            "https://id.example/v1/oauth/authorize?response_type=code&client_id=moehaha\
             &redirect_uri=http%3A%2F%2Flocalhost%3A8090%2Fcallback%3Ftab%3Djwt\
             &scope=user%3Aname%2Cuser%3Amemberof%3Amoehaha\
             &state=vMM1OthHae5hZr1VOEMt6GzLdggFwDUWEDTHOpIjNak"
        );
    }

    #[test]
    fn a_scope_that_is_never_granted_leads_nowhere() {
        let error = built("https://id.example/authorize", "offline_access").unwrap_err();
        assert_eq!(error, AuthorizeError::NeverGranted(NeverGranted::OfflineAccess));
        assert_eq!(error.code(), "scope-offline-access");
    }

    #[test]
    fn nobody_is_sent_to_an_address_that_is_not_plain_https() {
        for endpoint in [
            "javascript:alert(1)",
            "http://id.example/",
            "https://id.example/?a=b",
            "//id.example",
            "",
        ] {
            let error = built(endpoint, "user:name").unwrap_err();
            assert_eq!(error.code(), "authorization-endpoint-unusable");
            assert_eq!(
                error.to_string(),
                format!("the authorization endpoint `{endpoint}` is not a plain https address")
            );
            assert_eq!(
                error.hint(),
                "Tell whoever runs this service to configure the https address of the identity server."
            );
        }
    }
}
