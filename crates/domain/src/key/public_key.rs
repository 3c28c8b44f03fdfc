//! A public key, pinned to one algorithm.

use core::fmt;

use super::{Key, PublicKeyError, jwk, pem, spki};
use crate::{api::Jwk, jwt::Algorithm, text::trimmed};

/// A public key that is for one algorithm and no other (RFC 8725 §3.1). Whether its point lies on
/// its curve is for the platform's cryptography to say.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    algorithm: Algorithm,
    key_id: Option<String>,
    material: KeyMaterial,
}

/// The numbers of which a public key consists, as bytes in the order of RFC 7518 §6 and RFC 8037 §2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyMaterial {
    /// A point on an elliptic curve.
    Ec {
        /// Which curve.
        curve: Curve,
        /// As long as the curve's numbers are.
        x: Vec<u8>,
        /// As long as `x`.
        y: Vec<u8>,
    },
    /// An RSA key of 2048 to 8192 bits.
    Rsa {
        /// Without zeros in front.
        modulus: Vec<u8>,
        /// Without zeros in front.
        exponent: Vec<u8>,
    },
    /// A point on the curve of Ed25519, written in its 32 bytes.
    Ed25519 {
        /// The point.
        x: Vec<u8>,
    },
}

/// An elliptic curve on which ECDSA signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// NIST P-256, also called secp256r1.
    P256,
    /// NIST P-384, also called secp384r1.
    P384,
}

impl Curve {
    /// The value of the `crv` member (RFC 7518 §6.2.1.1).
    pub const fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
        }
    }

    /// How many bytes one coordinate has.
    pub const fn coordinate_length(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
        }
    }
}

impl KeyMaterial {
    /// The kind of key in a word.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Ec { curve, .. } => curve.name(),
            Self::Rsa { .. } => "RSA",
            Self::Ed25519 { .. } => "Ed25519",
        }
    }

    /// The algorithm that such a key is for if nobody says otherwise.
    const fn usual_algorithm(&self) -> Algorithm {
        match self {
            Self::Ec { curve: Curve::P256, .. } => Algorithm::Es256,
            Self::Ec { curve: Curve::P384, .. } => Algorithm::Es384,
            Self::Rsa { .. } => Algorithm::Rs256,
            Self::Ed25519 { .. } => Algorithm::EdDsa,
        }
    }
}

/// An RSA key, if these can be its numbers. Neither has zeros in front.
pub(super) fn rsa(modulus: Vec<u8>, exponent: Vec<u8>) -> Result<KeyMaterial, PublicKeyError> {
    const LARGEST: usize = 8192 / 8;
    let unused = modulus.first().map_or(0, |first| first.leading_zeros() as usize);
    let bits = modulus.len() * 8 - unused;
    if bits < 2048 || modulus.len() > LARGEST {
        return Err(PublicKeyError::RsaSize { bits });
    }
    let is_odd = |number: &[u8]| number.last().is_some_and(|last| last % 2 == 1);
    // More than four bytes are refused by the platforms' cryptography.
    if is_odd(&modulus) && is_odd(&exponent) && exponent.len() <= 4 && exponent != [1] {
        return Ok(KeyMaterial::Rsa { modulus, exponent });
    }
    Err(PublicKeyError::NotRsa)
}

impl PublicKey {
    /// Reads a key in PEM, as `openssl … -pubout` prints it. It has no name. An RSA key is for
    /// RS256.
    ///
    /// # Errors
    /// When it is anything but one block with one public key of a known kind.
    pub fn from_pem(text: &str) -> Result<Self, PublicKeyError> {
        match pem::blocks(trimmed(text))?.as_slice() {
            [block] => Self::from_block(block),
            _ => Err(PublicKeyError::SeveralPem),
        }
    }

    pub(super) fn from_block(block: &pem::Block<'_>) -> Result<Self, PublicKeyError> {
        Self::from_spki(&block.public_key()?)
    }

    /// Reads a key in DER, a `SubjectPublicKeyInfo`. It has no name. An RSA key is for RS256.
    ///
    /// # Errors
    /// When it is anything but one public key of a known kind.
    pub fn from_spki(der: &[u8]) -> Result<Self, PublicKeyError> {
        Ok(Self::new(spki::read(der)?, None))
    }

    /// Reads a JSON Web Key (RFC 7517). An RSA key is for RS256 unless its `alg` is PS256.
    ///
    /// # Errors
    /// When it is anything but a public key of a known kind for verifying signatures.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, PublicKeyError> {
        jwk::read(&jwk.0)
    }

    pub(super) fn new(material: KeyMaterial, key_id: Option<String>) -> Self {
        Self { algorithm: material.usual_algorithm(), key_id, material }
    }

    /// The same key for another algorithm that fits its kind: an RSA key for PS256.
    ///
    /// # Errors
    /// When the algorithm is not for such keys.
    pub fn pinned_to(self, algorithm: Algorithm) -> Result<Self, PublicKeyError> {
        let is_rsa = matches!(self.material, KeyMaterial::Rsa { .. });
        if algorithm == self.material.usual_algorithm() || (is_rsa && algorithm == Algorithm::Ps256)
        {
            return Ok(Self { algorithm, ..self });
        }
        Err(PublicKeyError::AlgorithmMismatch { kind: self.material.kind(), algorithm })
    }

    /// The key as JSON.
    pub fn to_jwk(&self) -> Jwk {
        Jwk(jwk::write(self))
    }

    /// The key in DER, as a `SubjectPublicKeyInfo`.
    pub fn to_spki(&self) -> Vec<u8> {
        spki::write(&self.material)
    }

    /// The key in PEM, which says nothing of its name, nor whether an RSA key is for PS256.
    pub fn to_pem(&self) -> String {
        pem::write(&self.to_spki())
    }

    /// The algorithm that the key is for.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// By which `kid` a token names this key.
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// Whether the two are different keys that a token cannot tell apart although both have a name.
    /// (Keys for different algorithms may share one, RFC 7517 §4.5.)
    pub fn is_confused_with(&self, other: &Self) -> bool {
        self.key_id.is_some()
            && (self.algorithm, &self.key_id) == (other.algorithm, &other.key_id)
            && self.material != other.material
    }

    /// The key's numbers.
    pub fn material(&self) -> &KeyMaterial {
        &self.material
    }
}

impl Key for PublicKey {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    fn signature_length(&self) -> usize {
        match &self.material {
            KeyMaterial::Ec { curve, .. } => 2 * curve.coordinate_length(),
            KeyMaterial::Rsa { modulus, .. } => modulus.len(),
            KeyMaterial::Ed25519 { .. } => 64,
        }
    }
}

/// What tells it from other keys, without its numbers.
impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PublicKey")
            .field("algorithm", &self.algorithm)
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}
