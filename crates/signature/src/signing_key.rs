//! The private half of a key, for those who issue tokens.

use core::fmt;

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use domain::jwt::CompactJwt;
use jwt_compact::{AlgorithmExt as _, Claims, Header};
use serde_json::{Map, Value};

use crate::{Es384, PublicKey};

/// A private key on P-384. Its `Debug` shows the public half only.
pub struct SigningKey {
    pair: EcdsaKeyPair,
    public_key: PublicKey,
}

impl SigningKey {
    /// A new key, which exists only here.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn generate() -> Result<Self, SigningError> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING)
            .map_err(|_| SigningError::KeyNotGenerated)?;
        let public_key = PublicKey::from_point(pair.public_key().as_ref().to_vec(), None)
            .map_err(|_| SigningError::KeyNotGenerated)?;
        Ok(Self { pair, public_key })
    }

    /// The public half.
    pub fn public_key(&self) -> &PublicKey {
        &self.public_key
    }

    /// A token with these claims and the header `{"alg":"ES384","typ":"JWT"}`.
    ///
    /// # Errors
    /// When the machine has no randomness, or the claims are longer than a token may be.
    pub fn sign_jwt(&self, claims: &Map<String, Value>) -> Result<CompactJwt, SigningError> {
        let header = Header::empty().with_token_type("JWT");
        let token = Es384
            .token(&header, &Claims::new(claims), self)
            .map_err(|_| SigningError::TokenNotSigned)?;
        if token.ends_with('.') {
            return Err(SigningError::TokenNotSigned);
        }
        CompactJwt::parse(&token).map_err(|_| SigningError::TokenNotSigned)
    }

    /// The signature of `message`, 96 bytes; nothing when the machine has no randomness.
    pub(crate) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let signature = self.pair.sign(&SystemRandom::new(), message).ok()?;
        Some(signature.as_ref().to_vec())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SigningKey")
            .field("public_key", &self.public_key)
            .finish_non_exhaustive()
    }
}

/// Why there is no key, or no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningError {
    /// The key could not be made.
    KeyNotGenerated,
    /// The token could not be signed.
    TokenNotSigned,
}

impl SigningError {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::KeyNotGenerated => "signing-key-not-generated",
            Self::TokenNotSigned => "token-not-signed",
        }
    }

    /// What the operator can do.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::KeyNotGenerated => "See that the machine has a source of randomness.",
            Self::TokenNotSigned => {
                "Make the claims shorter than 48 KiB, and see that the machine has a source of randomness."
            }
        }
    }
}

impl fmt::Display for SigningError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::KeyNotGenerated => "the signing key could not be generated",
            Self::TokenNotSigned => "the token could not be signed",
        })
    }
}

impl core::error::Error for SigningError {}
