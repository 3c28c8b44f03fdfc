//! The private half of a key, for those who issue tokens.

use core::fmt;

use domain::{
    api::Jwk,
    jwt::{Algorithm, CompactJwt},
    key,
};
use jwt_compact::{AlgorithmExt as _, Claims, Header};
use serde_json::{Map, Value};

use crate::{Pinned, PublicKey, PublicKeyError, private_key::PrivateKey};

/// The members of a JWK that hold the private half (RFC 7518 §6.2.2, §6.3.2).
const PRIVATE: [&str; 6] = ["d", "p", "q", "dp", "dq", "qi"];

/// A private key, pinned to one algorithm. Its `Debug` shows the public half only.
pub struct SigningKey {
    private_key: PrivateKey,
    public_key: PublicKey,
}

impl SigningKey {
    /// A new key, which exists only here; an RSA key has 2048 bits.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn generate(algorithm: Algorithm) -> Result<Self, SigningError> {
        let private_key =
            PrivateKey::generate(algorithm).map_err(|_| SigningError::KeyNotGenerated)?;
        let public_key = public_half(&private_key, algorithm)?;
        Ok(Self { private_key, public_key })
    }

    /// Reads a private JWK.
    ///
    /// # Errors
    /// When its public half is refused, or the private half is not that of it.
    pub fn from_jwk(members: &Map<String, Value>) -> Result<Self, SigningError> {
        let mut public = members.clone();
        public.retain(|name, _| !PRIVATE.contains(&name.as_str()));
        // What may be done with the private half is not what may be done with the public one.
        public.remove("key_ops");
        let key = key::PublicKey::from_jwk(&Jwk(public)).map_err(SigningError::PublicHalf)?;
        let private_key = PrivateKey::from_jwk(key.algorithm(), key.material(), members)
            .map_err(|_| SigningError::PrivateHalf)?;
        let public_key = key.try_into().map_err(SigningError::PublicHalf)?;
        Ok(Self { private_key, public_key })
    }

    /// The public half.
    pub fn public_key(&self) -> &PublicKey {
        &self.public_key
    }

    /// A token with these claims and the header `{"alg":"…","typ":"JWT"}`, with `kid` if the key has
    /// a name.
    ///
    /// # Errors
    /// When the machine has no randomness, or the claims are longer than a token may be.
    pub fn sign_jwt(&self, claims: &Map<String, Value>) -> Result<CompactJwt, SigningError> {
        let mut header = Header::empty().with_token_type("JWT");
        if let Some(key_id) = self.public_key.key_id() {
            header = header.with_key_id(key_id);
        }
        let token = Pinned(self.public_key.algorithm())
            .token(&header, &Claims::new(claims), self)
            .map_err(|_| SigningError::TokenNotSigned)?;
        if token.ends_with('.') {
            return Err(SigningError::TokenNotSigned);
        }
        CompactJwt::parse(&token).map_err(|_| SigningError::TokenNotSigned)
    }

    /// The signature of `message`; nothing when the machine has no randomness.
    pub(crate) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        self.private_key.sign(message).ok()
    }
}

fn public_half(private_key: &PrivateKey, algorithm: Algorithm) -> Result<PublicKey, SigningError> {
    let der = private_key.public_key().map_err(|_| SigningError::KeyNotGenerated)?;
    key::PublicKey::from_spki(der.as_ref())
        .and_then(|key| key.pinned_to(algorithm))
        .and_then(PublicKey::try_from)
        .map_err(SigningError::PublicHalf)
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SigningError {
    /// The key could not be made.
    KeyNotGenerated,
    /// The public half is no key to verify with.
    PublicHalf(PublicKeyError),
    /// There is no private half, or it is not that of the public one.
    PrivateHalf,
    /// The token could not be signed.
    TokenNotSigned,
}

impl SigningError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::KeyNotGenerated => "signing-key-not-generated",
            Self::PublicHalf(error) => error.code(),
            Self::PrivateHalf => "signing-key-not-private",
            Self::TokenNotSigned => "token-not-signed",
        }
    }

    /// What the operator can do.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::KeyNotGenerated => "See that the machine has a source of randomness.",
            Self::PublicHalf(error) => error.hint(),
            Self::PrivateHalf => "Give a whole private key, as RFC 7518 §6 describes it.",
            Self::TokenNotSigned => {
                "Make the claims shorter than 48 KiB, and see that the machine has a source of randomness."
            }
        }
    }
}

impl fmt::Display for SigningError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeyNotGenerated => formatter.write_str("the signing key could not be generated"),
            Self::PublicHalf(error) => error.fmt(formatter),
            Self::PrivateHalf => {
                formatter.write_str("the signing key's private half is not that of its public one")
            }
            Self::TokenNotSigned => formatter.write_str("the token could not be signed"),
        }
    }
}

impl core::error::Error for SigningError {}
