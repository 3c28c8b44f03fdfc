//! Our keys for `jwt-compact`, which has no ES384 of its own.

use std::borrow::Cow;

use domain::jwt::{Algorithm, VerifySignature as _};
use jwt_compact::AlgorithmSignature;

use crate::{PublicKey, SigningKey};

/// One of the algorithms, for `jwt-compact`. A key for another algorithm neither signs nor verifies.
#[derive(Debug, Clone, Copy)]
pub struct Pinned(pub Algorithm);

/// A signature as it stands in a token.
#[derive(Debug, Clone)]
pub struct SignatureBytes(Vec<u8>);

impl AlgorithmSignature for SignatureBytes {
    fn try_from_slice(bytes: &[u8]) -> anyhow::Result<Self> {
        Ok(Self(bytes.to_vec()))
    }

    fn as_bytes(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.0)
    }
}

impl jwt_compact::Algorithm for Pinned {
    type SigningKey = SigningKey;
    type VerifyingKey = PublicKey;
    type Signature = SignatureBytes;

    fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed(self.0.name())
    }

    /// Where nothing can be signed the signature is empty, and nobody accepts it.
    fn sign(&self, signing_key: &SigningKey, message: &[u8]) -> SignatureBytes {
        let fits = signing_key.public_key().algorithm() == self.0;
        let signature = fits.then(|| signing_key.sign(message)).flatten();
        SignatureBytes(signature.unwrap_or_default())
    }

    fn verify_signature(
        &self,
        signature: &SignatureBytes,
        verifying_key: &PublicKey,
        message: &[u8],
    ) -> bool {
        verifying_key.algorithm() == self.0 && verifying_key.is_valid(message, &signature.0)
    }
}
