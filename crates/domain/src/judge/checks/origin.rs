//! Where a token comes from, and what it is.

use super::{Case, Examined};
use crate::{
    judge::{Outcome, Refusal, SignatureState},
    jwt::TokenKind,
    text::{quoted, quoted_or_empty},
};

impl Case<'_> {
    pub(super) fn issuer(&self) -> Examined {
        let found = self.claims.issuer.as_deref();
        let expected = &self.profile.issuer;
        Examined::new(found.map_or("none".to_owned(), quoted_or_empty), expected).refused_if(
            found != Some(expected),
            || Refusal::IssuerMismatch {
                expected: expected.clone(),
                found: self.claims.issuer.clone(),
            },
        )
    }

    pub(super) fn algorithm(&self) -> Examined {
        let found = self.jwt.algorithm();
        let expected = &self.profile.algorithms;
        let pinned = expected.iter().any(|one| one.name() == found);
        let names: Vec<_> = expected.iter().map(|one| one.name()).collect();
        Examined::new(quoted_or_empty(found), names.join(" or ")).refused_if(!pinned, || {
            Refusal::AlgorithmMismatch { expected: expected.clone(), found: found.to_owned() }
        })
    }

    pub(super) fn signature(&self) -> Examined {
        let expected = "that of the identity server's key";
        match self.signature {
            SignatureState::NotChecked(reason) => {
                Examined::new(reason.to_string(), expected).outcome(Outcome::NotChecked)
            }
            SignatureState::Valid => Examined::new(expected, expected),
            SignatureState::Invalid(error) => Examined::new(error.to_string(), expected)
                .refused(Refusal::SignatureInvalid(error.clone())),
        }
    }

    /// An access token, by its claims and, where the header says what it is (RFC 8725 §3.11), by its
    /// type.
    pub(super) fn kind(&self) -> Examined {
        const EXPECTED: &str = "an access token";
        let other = self.jwt.token_type().filter(|name| !says_only_jwt(name));
        if let Some(other) = other.filter(|_| !self.jwt.says_access_token()) {
            let found = format!("the type {}", quoted(other));
            return Examined::new(found, EXPECTED)
                .refused(Refusal::OtherType { found: other.to_owned() });
        }
        match self.jwt.kind() {
            TokenKind::Person => Examined::new("a person's access token", EXPECTED),
            TokenKind::Organization => Examined::new("an organization's access token", EXPECTED),
            TokenKind::IdToken => Examined::new("an ID token", EXPECTED).refused(Refusal::IdToken),
            TokenKind::Unknown if self.claims.username.is_some() => {
                Examined::new("a person's and an organization's at once", EXPECTED)
                    .refused(Refusal::Ambiguous)
            }
            TokenKind::Unknown => {
                Examined::new("neither a person's nor an organization's", EXPECTED)
                    .refused(Refusal::Nameless)
            }
        }
    }
}

/// `JWT` says nothing of what kind it is (RFC 7519 §5.1); it may stand as a media type.
fn says_only_jwt(name: &str) -> bool {
    name.strip_prefix("application/").unwrap_or(name).eq_ignore_ascii_case("JWT")
}
