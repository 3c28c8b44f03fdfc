//! ES384 for `jwt-compact`, which has none of its own.

use std::borrow::Cow;
use std::num::NonZeroUsize;

use domain::jwt::VerifySignature;
use jwt_compact::{Algorithm, AlgorithmSignature};

use crate::{PublicKey, SigningKey};

/// ECDSA on P-384 with SHA-384 (RFC 7518 §3.4).
#[derive(Debug, Clone, Copy)]
pub struct Es384;

/// The two numbers of an ECDSA signature, 48 bytes each.
#[derive(Debug, Clone)]
pub struct Es384Signature(Vec<u8>);

impl AlgorithmSignature for Es384Signature {
    const LENGTH: Option<NonZeroUsize> = NonZeroUsize::new(96);

    fn try_from_slice(bytes: &[u8]) -> anyhow::Result<Self> {
        Ok(Self(bytes.to_vec()))
    }

    fn as_bytes(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.0)
    }
}

impl Algorithm for Es384 {
    type SigningKey = SigningKey;
    type VerifyingKey = PublicKey;
    type Signature = Es384Signature;

    fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed(domain::jwt::Algorithm::Es384.name())
    }

    /// Should the machine have no randomness, the signature is empty, and nobody accepts it.
    fn sign(&self, signing_key: &SigningKey, message: &[u8]) -> Es384Signature {
        Es384Signature(signing_key.sign(message).unwrap_or_default())
    }

    fn verify_signature(
        &self,
        signature: &Es384Signature,
        verifying_key: &PublicKey,
        message: &[u8],
    ) -> bool {
        verifying_key.is_valid(message, &signature.0)
    }
}
