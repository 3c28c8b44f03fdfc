//! From an untrusted token to a verified one.

use core::fmt;

use super::{Algorithm, Claims, CompactJwt, UntrustedJwt};
use crate::{
    key::{Key, KeySet},
    text::quoted_or_empty,
};

/// A public key that is for one algorithm and no other (RFC 8725 §3.1).
pub trait VerifySignature {
    /// The algorithm that the key is for.
    fn algorithm(&self) -> Algorithm;

    /// Whether the key's owner signed `signing_input` with this `signature`.
    fn is_valid(&self, signing_input: &[u8], signature: &[u8]) -> bool;
}

/// A token whose signature matches a key. That says who made it, not that it is valid now or that
/// anybody accepts it.
#[derive(Debug, Clone)]
pub struct VerifiedJwt(UntrustedJwt);

impl VerifiedJwt {
    /// What the token says.
    pub fn claims(&self) -> &Claims {
        self.0.peek_claims()
    }

    /// The token as it travels.
    pub fn compact(&self) -> &CompactJwt {
        self.0.compact()
    }

    /// The token as it was before it was verified.
    pub fn as_untrusted(&self) -> &UntrustedJwt {
        &self.0
    }
}

impl UntrustedJwt {
    /// Verifies the signature.
    ///
    /// # Errors
    /// When the token names another algorithm than the key's, or the signature is not that of the
    /// key's owner.
    pub fn verify(self, key: &impl VerifySignature) -> Result<VerifiedJwt, SignatureError> {
        self.check_signature(key).map(|()| VerifiedJwt(self))
    }

    /// Checks the signature and leaves the token untrusted.
    ///
    /// # Errors
    /// As [`UntrustedJwt::verify`].
    pub fn check_signature(&self, key: &impl VerifySignature) -> Result<(), SignatureError> {
        self.check_signature_form(key.algorithm())?;
        if key.is_valid(self.signing_input().as_bytes(), self.signature()) {
            Ok(())
        } else {
            Err(SignatureError::Mismatch)
        }
    }

    /// Checks everything about the signature for which no key is needed: before a platform's own
    /// cryptography is asked.
    ///
    /// # Errors
    /// When the token names another algorithm, or the signature has another length than
    /// `algorithm`'s have.
    pub fn check_signature_form(&self, algorithm: Algorithm) -> Result<(), SignatureError> {
        if self.algorithm() != algorithm.name() {
            return Err(SignatureError::AlgorithmMismatch {
                expected: vec![algorithm],
                actual: quoted_or_empty(self.algorithm()),
            });
        }
        let actual = self.signature().len();
        match algorithm.signature_length() {
            Some(expected) if expected != actual => {
                Err(SignatureError::LengthMismatch { expected, actual })
            }
            Some(_) | None => Ok(()),
        }
    }
}

impl<K: Key + VerifySignature> KeySet<K> {
    /// Verifies the signature with whichever of the keys fits.
    ///
    /// # Errors
    /// When none fits, and always when there are no keys.
    pub fn verify(&self, jwt: UntrustedJwt) -> Result<VerifiedJwt, SignatureError> {
        let (input, signature) = (jwt.signing_input().as_bytes(), jwt.signature());
        let mut candidates = self.candidates(&jwt)?.into_iter();
        if candidates.any(|key| key.is_valid(input, signature)) {
            Ok(VerifiedJwt(jwt))
        } else {
            Err(SignatureError::Mismatch)
        }
    }
}

/// Why a signature does not make a token trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureError {
    /// No key is at hand at all.
    NoKeys,
    /// The keys are for other algorithms than the one that the token names.
    AlgorithmMismatch {
        /// Those of the keys.
        expected: Vec<Algorithm>,
        /// The token's, made safe to show.
        actual: String,
    },
    /// A signature of this algorithm has another length.
    LengthMismatch {
        /// In bytes.
        expected: usize,
        /// In bytes.
        actual: usize,
    },
    /// The key's owner did not sign this.
    Mismatch,
    /// No key at hand has the name that the token gives.
    UnknownKey {
        /// The token's `kid`, made safe to show.
        key_id: String,
    },
    /// The platform's cryptography refuses the key: its point is not on its curve.
    KeyUnusable,
}

impl SignatureError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoKeys => "signature-no-keys",
            Self::AlgorithmMismatch { .. } => "signature-algorithm-mismatch",
            Self::LengthMismatch { .. } => "signature-length-mismatch",
            Self::Mismatch => "signature-mismatch",
            Self::UnknownKey { .. } => "signature-unknown-key",
            Self::KeyUnusable => "signature-key-unusable",
        }
    }

    /// What the person can do.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::NoKeys => "Give the public key with which the identity server signs its tokens.",
            Self::AlgorithmMismatch { .. } | Self::UnknownKey { .. } => {
                "The token comes from another identity server, or the configured key is not its key."
            }
            Self::LengthMismatch { .. } => {
                "Part of the token seems to be missing. Copy all of it, to the last character."
            }
            Self::Mismatch => {
                "The token was changed after it was signed, or signed by somebody else. Generate a new one."
            }
            Self::KeyUnusable => "Copy the public key again, to the last character.",
        }
    }
}

impl fmt::Display for SignatureError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKeys => formatter
                .write_str("no key is known here with which the signature could be checked"),
            Self::AlgorithmMismatch { expected, actual } => {
                let keys = if expected.len() == 1 { "key is" } else { "keys are" };
                let names: Vec<_> = expected.iter().map(|algorithm| algorithm.name()).collect();
                let names = names.join(" and ");
                write!(
                    formatter,
                    "the token names the algorithm `{actual}`, but the {keys} for {names}"
                )
            }
            Self::LengthMismatch { expected, actual } => {
                write!(formatter, "the signature has {actual} bytes instead of {expected}")
            }
            Self::Mismatch => formatter.write_str("the signature does not match"),
            Self::UnknownKey { key_id } => write!(
                formatter,
                "the token is signed with the key `{key_id}`, which is not known here"
            ),
            Self::KeyUnusable => formatter.write_str(
                "the key to check the signature with is damaged: its numbers are not those of a key",
            ),
        }
    }
}

impl core::error::Error for SignatureError {}
