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
        let pair =
            EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).map_err(|_| SigningError)?;
        let public_key = PublicKey::from_point(pair.public_key().as_ref().to_vec(), None)
            .map_err(|_| SigningError)?;
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
        let token = Es384.token(&header, &Claims::new(claims), self).map_err(|_| SigningError)?;
        if token.ends_with('.') {
            return Err(SigningError);
        }
        CompactJwt::parse(&token).map_err(|_| SigningError)
    }

    /// The signature of `message`, 96 bytes.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SigningError> {
        let signature = self.pair.sign(&SystemRandom::new(), message).map_err(|_| SigningError)?;
        Ok(signature.as_ref().to_vec())
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

/// A token could not be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SigningError;

impl SigningError {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        "signing-failed"
    }

    /// What the operator can do.
    pub const fn hint(self) -> &'static str {
        "Make the claims shorter than 48 KiB, and see that the machine has a source of randomness."
    }
}

impl fmt::Display for SigningError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the token could not be signed")
    }
}

impl core::error::Error for SigningError {}
