//! A public key that verifies.

use core::fmt;

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, ParsedPublicKey,
    RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, VerificationAlgorithm,
};
use domain::{
    api::Jwk,
    jwt::{Algorithm, VerifySignature},
    key::{self, Key, KeyMaterial, PublicKeyError},
};

/// A public key that is for one algorithm and no other, ready to verify with.
#[derive(Clone)]
pub struct PublicKey {
    key: key::PublicKey,
    parsed: ParsedPublicKey,
}

impl PublicKey {
    /// Reads a key in PEM, as `openssl … -pubout` prints it. It has no name. An RSA key is for
    /// RS256.
    ///
    /// # Errors
    /// When it is anything but one usable public key.
    pub fn from_pem(pem: &str) -> Result<Self, PublicKeyError> {
        key::PublicKey::from_pem(pem)?.try_into()
    }

    /// Reads a JSON Web Key (RFC 7517). An RSA key is for RS256 unless its `alg` is PS256.
    ///
    /// # Errors
    /// When it is anything but a usable public key for verifying signatures.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, PublicKeyError> {
        key::PublicKey::from_jwk(jwk)?.try_into()
    }

    /// The key for others: what the page needs to verify with it.
    pub fn to_jwk(&self) -> Jwk {
        self.key.to_jwk()
    }

    /// The key in PEM.
    pub fn to_pem(&self) -> String {
        self.key.to_pem()
    }

    /// The algorithm that the key is for.
    pub fn algorithm(&self) -> Algorithm {
        self.key.algorithm()
    }

    /// By which `kid` a token names this key.
    pub fn key_id(&self) -> Option<&str> {
        self.key.key_id()
    }

    /// The key itself, without what is needed to verify.
    pub fn as_key(&self) -> &key::PublicKey {
        &self.key
    }
}

impl TryFrom<key::PublicKey> for PublicKey {
    type Error = PublicKeyError;

    /// Fails when the numbers are not those of such a key: a point that is not on its curve.
    fn try_from(key: key::PublicKey) -> Result<Self, PublicKeyError> {
        match ParsedPublicKey::new(verification(key.algorithm()), key.to_spki()) {
            Ok(parsed) => Ok(Self { key, parsed }),
            Err(_) => Err(match key.material() {
                KeyMaterial::Rsa { .. } => PublicKeyError::NotRsa,
                KeyMaterial::Ec { .. } | KeyMaterial::Ed25519 { .. } => {
                    PublicKeyError::NotOnCurve { curve: key.material().kind() }
                }
            }),
        }
    }
}

fn verification(algorithm: Algorithm) -> &'static dyn VerificationAlgorithm {
    match algorithm {
        Algorithm::Es384 => &ECDSA_P384_SHA384_FIXED,
        Algorithm::Es256 => &ECDSA_P256_SHA256_FIXED,
        Algorithm::Rs256 => &RSA_PKCS1_2048_8192_SHA256,
        Algorithm::Ps256 => &RSA_PSS_2048_8192_SHA256,
        Algorithm::EdDsa => &ED25519,
    }
}

impl Key for PublicKey {
    fn algorithm(&self) -> Algorithm {
        self.key.algorithm()
    }

    fn key_id(&self) -> Option<&str> {
        self.key.key_id()
    }

    fn signature_length(&self) -> usize {
        self.key.signature_length()
    }
}

impl VerifySignature for PublicKey {
    fn algorithm(&self) -> Algorithm {
        self.key.algorithm()
    }

    fn is_valid(&self, signing_input: &[u8], signature: &[u8]) -> bool {
        self.parsed.verify_sig(signing_input, signature).is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.key.fmt(formatter)
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for PublicKey {}
