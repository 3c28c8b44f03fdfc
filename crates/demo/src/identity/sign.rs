//! The key that signs tokens, and the tokens it signed.

use std::{collections::BTreeMap, fmt};

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    signature::{
        ECDSA_P384_SHA384_FIXED, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
        UnparsedPublicKey,
    },
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::Value;

/// Claims in alphabetical order, the order in which the real server writes them.
pub(super) type Claims = BTreeMap<String, Value>;

/// A private key on P-384 for ES384 (RFC 7518 §3.4).
pub struct SigningKey {
    pair: EcdsaKeyPair,
    public_key_der: Vec<u8>,
}

impl SigningKey {
    /// A new key.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn generate() -> Result<Self, SigningKeyError> {
        EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING)
            .map_err(|_| SigningKeyError::NotGenerated)
            .and_then(Self::from_pair)
    }

    /// The key in a PKCS#8 document (DER).
    ///
    /// # Errors
    /// When it is not a private key on P-384.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, SigningKeyError> {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, der)
            .map_err(|_| SigningKeyError::NotAP384Key)
            .and_then(Self::from_pair)
    }

    fn from_pair(pair: EcdsaKeyPair) -> Result<Self, SigningKeyError> {
        let der = pair.public_key().as_der().map_err(|_| SigningKeyError::NotAP384Key)?;
        Ok(Self { public_key_der: der.as_ref().to_vec(), pair })
    }

    /// The public half as PEM (`SubjectPublicKeyInfo`), lines of 64 characters.
    pub fn public_key_pem(&self) -> String {
        let encoded = STANDARD.encode(&self.public_key_der);
        let mut pem = "-----BEGIN PUBLIC KEY-----\n".to_owned();
        for (position, character) in encoded.chars().enumerate() {
            if position > 0 && position % 64 == 0 {
                pem.push('\n');
            }
            pem.push(character);
        }
        pem + "\n-----END PUBLIC KEY-----\n"
    }

    /// The claims as a compact JWT; nothing when the system gives no randomness.
    pub(super) fn sign(&self, claims: &Claims) -> Option<String> {
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"ES384","typ":"JWT"}"#);
        let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims).ok()?);
        let signed = format!("{header}.{payload}");
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).ok()?;
        Some(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// The claims of a token that this key signed, whatever its expiry.
    pub(super) fn claims_of(&self, jwt: &str) -> Option<Claims> {
        let (signed, signature) = jwt.rsplit_once('.')?;
        let (_, payload) = signed.split_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        let key = self.pair.public_key().as_ref();
        UnparsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, key)
            .verify(signed.as_bytes(), &signature)
            .ok()?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SigningKey(redacted)")
    }
}

/// Why there is no signing key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningKeyError {
    /// The system gave no randomness.
    NotGenerated,
    /// The document is something else.
    NotAP384Key,
}

impl fmt::Display for SigningKeyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotGenerated => "the demo's signing key could not be generated",
            Self::NotAP384Key => "the demo's signing key is not a PKCS#8 private key on P-384",
        })
    }
}

impl std::error::Error for SigningKeyError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims::from([("iss".to_owned(), "itsyouonline".into()), ("exp".to_owned(), 7.into())])
    }

    #[test]
    fn what_it_signed_it_knows_again() {
        let key = SigningKey::generate().unwrap();
        let jwt = key.sign(&claims()).unwrap();
        assert!(jwt.starts_with("eyJhbGciOiJFUzM4NCIsInR5cCI6IkpXVCJ9."));
        assert_eq!(jwt.rsplit('.').next().unwrap().len(), 128, "96 bytes");
        assert_eq!(key.claims_of(&jwt).unwrap(), claims());
        assert!(SigningKey::generate().unwrap().claims_of(&jwt).is_none());
        assert!(key.claims_of("no token").is_none());
    }

    #[test]
    fn its_public_half_is_a_pem_of_the_usual_shape() {
        let pem = SigningKey::generate().unwrap().public_key_pem();
        let lines: Vec<_> = pem.lines().collect();
        assert_eq!(lines.first(), Some(&"-----BEGIN PUBLIC KEY-----"));
        assert!(lines[1].starts_with("MHYwEAYHKoZIzj0CAQYFK4EEACID"));
        assert_eq!(lines.iter().map(|line| line.len()).collect::<Vec<_>>(), [26, 64, 64, 32, 24]);
    }

    #[test]
    fn a_document_of_another_kind_is_refused() {
        let error = SigningKey::from_pkcs8(b"no key").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the demo's signing key is not a PKCS#8 private key on P-384"
        );
    }
}
