//! What somebody at a terminal can do about a token that did not come. The hints of the library are for
//! somebody in front of a page that others run; here the person runs it all, and can set what it needs.

use client::ClientError;

/// What happened, in words.
pub(crate) fn message(error: &ClientError) -> String {
    match error.code() {
        "client-refused" => "the identity server refused the client id or its secret".to_owned(),
        _ => error.to_string(),
    }
}

/// What the person can do.
pub(crate) fn hint(error: &ClientError) -> String {
    let code = error.code();
    let hint = asked(code).or_else(|| server(code)).or_else(|| token(code));
    hint.map_or_else(|| error.hint(), str::to_owned)
}

/// Where what was asked for is the reason, or in whose name.
fn asked(code: &str) -> Option<&'static str> {
    Some(match code {
        "not-refreshable" => {
            "Get a new one by `token user --refreshable`, if it is to be renewed or made narrower."
        }
        "client-refused" => {
            "Compare client id and secret with the API access key at the identity server, and see \
             that the key may use client credentials."
        }
        "code-refused" => {
            "Begin again. If it happens each time, compare client id and secret with the API access \
             key at the identity server: it has to be the key whose callback URL begins the address \
             that the sign-in comes back to."
        }
        _ => return None,
    })
}

/// Where the identity server is the reason, or the way there.
fn server(code: &str) -> Option<&'static str> {
    Some(match code {
        "provider-unreachable" | "provider-timeout" | "provider-cut-off" => {
            "Check the identity server's address (--identity-server) and the network, and try again."
        }
        "provider-certificate-refused" => {
            "Check the identity server's address. If its certificate comes from an authority of your \
             own, name that authority's file in COCKPIT_JWT_CA_FILE or in the configuration."
        }
        "provider-redirected" | "provider-endpoint-missing" | "provider-answered-html" => {
            "Check that --identity-server is the identity server's own address."
        }
        code if code.starts_with("provider-") => {
            "Try again in a minute. If it stays so, tell whoever runs the identity server."
        }
        _ => return None,
    })
}

/// Where the token that came is the reason.
fn token(code: &str) -> Option<&'static str> {
    Some(match code {
        "token-signature" | "token-issuer-mismatch" => {
            "Compare --key and the setting `issuer` with the identity server's. Until then, trust no \
             token from it."
        }
        "token-other-organization" => {
            "The client's own token is that of the organization whose API access key it has. Name \
             that organization with --organization."
        }
        "token-expired" | "token-not-yet-valid" => {
            "Try again. If it stays so, check the clock of this machine."
        }
        "token-foreign-client"
        | "token-foreign-person"
        | "token-foreign-audience"
        | "token-not-narrowed" => {
            "The token was thrown away: the identity server, or something in front of it, hands out \
             wrong tokens. Tell whoever runs it."
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use client::ProviderError;
    use domain::{
        itsyouonline::AnswerError,
        jwt::{JwtError, SignatureError},
    };

    use super::*;

    fn answers() -> [AnswerError; 16] {
        [
            AnswerError::CodeRefused,
            AnswerError::ClientRefused,
            AnswerError::NotRefreshable,
            AnswerError::NotDerivable,
            AnswerError::DerivationRefused,
            AnswerError::Redirected,
            AnswerError::NotFound,
            AnswerError::ServerFailed { status: 500 },
            AnswerError::UnexpectedStatus { status: 418 },
            AnswerError::Html,
            AnswerError::ContentType { expected: "application/jwt", found: String::new() },
            AnswerError::TooLarge,
            AnswerError::NotUtf8,
            AnswerError::NotJson,
            AnswerError::AccessTokenMissing,
            AnswerError::NotAJwt(JwtError::Empty),
        ]
    }

    #[test]
    fn nobody_at_a_terminal_is_sent_to_whoever_runs_a_page() {
        let text = String::new;
        let others = [
            ProviderError::Unreachable { reason: text() },
            ProviderError::CertificateRefused,
            ProviderError::Timeout,
            ProviderError::CutOff,
            ProviderError::Signature(SignatureError::Mismatch),
            ProviderError::IssuerMismatch { expected: text(), found: text() },
            ProviderError::ForeignClient { expected: text(), found: text() },
            ProviderError::ForeignPerson { expected: text(), found: text() },
            ProviderError::OtherOrganization { expected: text(), found: text() },
            ProviderError::ForeignAudience { expected: text(), found: text() },
            ProviderError::Expired,
            ProviderError::NotYetValid,
            ProviderError::NoRefreshToken,
            ProviderError::NotHeld { scope: text() },
            ProviderError::NotNarrowed { token: "the new one", found: text() },
        ];
        for error in answers().map(ProviderError::Answer).into_iter().chain(others) {
            let error = ClientError::Provider(error);
            let said = format!("{} {}", message(&error), hint(&error));
            for word in ["this service", "this page", "ticked"] {
                assert!(!said.contains(word), "{}: {said}", error.code());
            }
        }
    }
}
