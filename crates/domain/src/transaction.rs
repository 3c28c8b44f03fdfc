//! The transaction: what binds a sign-in's return to the browser that began it.
//!
//! The `state` sent to the identity server is derived from the code verifier. Whoever later redeems
//! the code must present the verifier, from which the proxy derives the same state; a server
//! without PKCE that compares states then gives the protection of RFC 7636 all the same.

use core::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    RedirectUri, UnixTime, Wish,
    text::{checked_deserialize, redacted_debug},
};

/// The secret of one sign-in: 32 random bytes, base64url, 43 characters (RFC 7636 §4.1).
#[derive(Clone)]
pub struct CodeVerifier(String);

/// `BASE64URL(SHA256(verifier))`, sent where the server knows PKCE (RFC 7636 §4.2, `S256`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeChallenge(String);

/// The `state` parameter (RFC 6749 §4.1.1), derived from the verifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State(String);

redacted_debug!(CodeVerifier);
checked_deserialize!(CodeVerifier);

impl CodeVerifier {
    const LENGTH: usize = 43;

    /// The verifier made of 32 bytes from a cryptographic source.
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(base64url(&bytes))
    }

    /// Reads a verifier.
    ///
    /// # Errors
    /// When it is not 43 base64url characters that stand for 32 bytes.
    pub fn parse(text: &str) -> Result<Self, CodeVerifierError> {
        match URL_SAFE_NO_PAD.decode(text) {
            Ok(bytes) if bytes.len() == 32 && text.len() == Self::LENGTH => {
                Ok(Self(text.to_owned()))
            }
            Ok(_) | Err(_) => Err(CodeVerifierError),
        }
    }

    /// The challenge that goes with it.
    pub fn challenge(&self) -> CodeChallenge {
        CodeChallenge(base64url(&Sha256::digest(&self.0).into()))
    }

    /// The state that goes with it. Its hash input has a prefix of its own, so that the state tells
    /// nothing about the challenge nor the challenge about the state.
    pub fn state(&self) -> State {
        let hash =
            Sha256::new().chain_update("cockpit-jwt state ").chain_update(&self.0).finalize();
        State(base64url(&hash.into()))
    }

    /// The verifier itself, for the exchange's body and the browser's session storage only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl CodeChallenge {
    /// The challenge as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 32 bytes as 43 characters. `encode` would be shorter here, and a kilobyte longer in the page.
fn base64url(bytes: &[u8; 32]) -> String {
    let mut characters = [0; CodeVerifier::LENGTH];
    // It fails only where the characters do not fit.
    let _ = URL_SAFE_NO_PAD.encode_slice(bytes, &mut characters);
    characters.map(char::from).iter().collect()
}

impl State {
    /// The state as a server handed it back; foreign until a transaction matches it.
    pub fn from_callback(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The state as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is not a code verifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeVerifierError;

impl fmt::Display for CodeVerifierError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the `verifier` is not 43 base64url characters")
    }
}

impl core::error::Error for CodeVerifierError {}

/// One sign-in under way: everything that must be remembered until the person comes back.
#[derive(Debug, Clone)]
pub struct Transaction {
    /// The secret that proves whose sign-in it is.
    pub verifier: CodeVerifier,
    /// Where the person comes back to.
    pub redirect_uri: RedirectUri,
    /// What was asked for.
    pub wish: Wish,
    /// When the person was sent away.
    pub begun_at: UnixTime,
    /// The element that began it, where several may be on the page; empty for the page itself.
    pub begun_by: String,
    /// Query and fragment of the page that was left, to come back to.
    pub rest: String,
}

/// A transaction as the browser's session storage holds it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored<V> {
    verifier: V,
    redirect_uri: RedirectUri,
    wish: Wish,
    begun_at: UnixTime,
    begun_by: String,
    rest: String,
}

impl Transaction {
    /// The state under which it is remembered and by which the callback names it.
    pub fn state(&self) -> State {
        self.verifier.state()
    }

    /// The text to keep in the session storage. It holds the verifier.
    pub fn to_storage(&self) -> String {
        let stored = Stored {
            verifier: self.verifier.expose(),
            redirect_uri: self.redirect_uri.clone(),
            wish: self.wish.clone(),
            begun_at: self.begun_at,
            begun_by: self.begun_by.clone(),
            rest: self.rest.clone(),
        };
        // Strings and numbers only: this cannot fail.
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads what [`Self::to_storage`] wrote.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn from_storage(text: &str) -> Result<Self, TransactionError> {
        let stored: Stored<CodeVerifier> =
            serde_json::from_slice(text.as_bytes()).map_err(|_| TransactionError)?;
        let Stored { verifier, redirect_uri, wish, begun_at, begun_by, rest } = stored;
        Ok(Self { verifier, redirect_uri, wish, begun_at, begun_by, rest })
    }
}

/// The text is not a stored transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TransactionError;

impl fmt::Display for TransactionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("what the browser remembered of the sign-in cannot be read")
    }
}

impl core::error::Error for TransactionError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AudienceSet, OnBehalfOf, Refreshable, ScopeSet};

    /// RFC 7636 appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    fn verifier() -> CodeVerifier {
        CodeVerifier::parse(VERIFIER).unwrap()
    }

    #[test]
    fn rfc_7636_appendix_b() {
        let octets = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212,
            37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
        ];
        assert_eq!(CodeVerifier::from_random(octets).expose(), VERIFIER);
        assert_eq!(verifier().challenge().as_str(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn the_state_is_the_hash_of_the_verifier_behind_its_prefix() {
        // printf 'cockpit-jwt state %s' "$VERIFIER" | openssl dgst -sha256 -binary | basenc --base64url
        assert_eq!(verifier().state().as_str(), "vMM1OthHae5hZr1VOEMt6GzLdggFwDUWEDTHOpIjNak");
    }

    #[test]
    fn only_43_characters_for_32_bytes_are_a_verifier() {
        for bad in
            ["", "short", &VERIFIER[1..], &format!("{VERIFIER}A"), &VERIFIER.replace('-', "+")]
        {
            assert_eq!(
                CodeVerifier::parse(bad).unwrap_err().to_string(),
                "the `verifier` is not 43 base64url characters"
            );
        }
        // The last character carries two unused bits, which must be zero.
        assert!(CodeVerifier::parse(&VERIFIER.replace("jXk", "jXl")).is_err());
    }

    fn transaction() -> Transaction {
        Transaction {
            verifier: verifier(),
            redirect_uri: RedirectUri::parse("http://localhost:8090/").unwrap(),
            wish: Wish {
                on_behalf_of: OnBehalfOf::Myself,
                scope: ScopeSet::parse("user:memberof:acme").unwrap(),
                audience: AudienceSet::parse("acme").unwrap(),
                validity: None,
                refreshable: Refreshable::No,
            },
            begun_at: UnixTime::from_seconds(1_795_484_223),
            begun_by: "#2".into(),
            rest: "?tab=jwt#top".into(),
        }
    }

    #[test]
    fn what_is_stored_is_read_back() {
        let read = Transaction::from_storage(&transaction().to_storage()).unwrap();
        assert_eq!(read.verifier.expose(), VERIFIER);
        assert_eq!(read.wish, transaction().wish);
        assert_eq!(read.redirect_uri, transaction().redirect_uri);
        assert_eq!(read.begun_at, transaction().begun_at);
        assert_eq!((read.begun_by.as_str(), read.rest.as_str()), ("#2", "?tab=jwt#top"));
        assert_eq!(
            Transaction::from_storage("{}").unwrap_err().to_string(),
            "what the browser remembered of the sign-in cannot be read"
        );
    }

    #[test]
    fn debug_shows_no_verifier() {
        let shown = format!("{:?}", transaction());
        assert!(shown.contains("CodeVerifier(redacted)"));
        assert!(!shown.contains(VERIFIER));
    }
}
