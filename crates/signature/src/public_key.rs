//! A public key, pinned to one algorithm.

use core::fmt;

use aws_lc_rs::signature::{ECDSA_P384_SHA384_FIXED, ParsedPublicKey};
use domain::{
    api::Jwk,
    jwt::{Algorithm, VerifySignature},
};

use crate::{PublicKeyError, jwk, spki};

/// A public key that is for one algorithm and no other; today always a point on P-384 and ES384.
#[derive(Clone)]
pub struct PublicKey {
    algorithm: Algorithm,
    key_id: String,
    /// Uncompressed (SEC 1 §2.3.3): `0x04`, 48 bytes x, 48 bytes y.
    point: Vec<u8>,
    parsed: ParsedPublicKey,
}

impl PublicKey {
    /// Reads a key in PEM, as `openssl … -pubout` prints it. Its key identifier is its thumbprint.
    ///
    /// # Errors
    /// When it is anything but one public key on P-384.
    pub fn from_pem(pem: &str) -> Result<Self, PublicKeyError> {
        Self::from_point(spki::point_from_pem(pem)?, None)
    }

    /// Reads a JSON Web Key (RFC 7517). Its key identifier is its `kid`, or else its thumbprint.
    ///
    /// # Errors
    /// When it is anything but a public key on P-384 for verifying ES384.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, PublicKeyError> {
        Self::from_point(jwk::point(jwk)?, jwk::key_id(jwk)?)
    }

    /// The key for others: what the page needs to verify with it.
    pub fn to_jwk(&self) -> Jwk {
        jwk::from_point(&self.point, self.algorithm, &self.key_id)
    }

    /// The key in PEM.
    pub fn to_pem(&self) -> String {
        spki::pem_from_point(&self.point)
    }

    /// By which `kid` a token names this key.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    pub(crate) fn from_point(
        point: Vec<u8>,
        key_id: Option<String>,
    ) -> Result<Self, PublicKeyError> {
        let parsed = ParsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, &point)
            .map_err(|_| PublicKeyError::NotOnCurve)?;
        let key_id = key_id.unwrap_or_else(|| jwk::thumbprint(&point));
        Ok(Self { algorithm: Algorithm::Es384, key_id, point, parsed })
    }
}

impl VerifySignature for PublicKey {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn is_valid(&self, signing_input: &[u8], signature: &[u8]) -> bool {
        self.parsed.verify_sig(signing_input, signature).is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PublicKey")
            .field("algorithm", &self.algorithm)
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

/// The same key, whatever it is called.
impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        (self.algorithm, &self.point) == (other.algorithm, &other.point)
    }
}

impl Eq for PublicKey {}
