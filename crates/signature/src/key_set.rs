//! Several keys, of which one signed.

use domain::{
    api::Jwk,
    jwt::{SignatureError, UntrustedJwt, VerifiedJwt},
    quoted,
};

use crate::PublicKey;

/// The keys of one identity server, in the order of the configuration: more than one while it
/// changes from one key to the next.
#[derive(Debug, Clone, Default)]
pub struct KeySet(Vec<PublicKey>);

impl KeySet {
    /// Verifies a token with the key that it names by `kid`, or, if it names none, with whichever
    /// key of its algorithm fits.
    ///
    /// # Errors
    /// When no key fits, and always when there are no keys.
    pub fn verify(&self, jwt: UntrustedJwt) -> Result<VerifiedJwt, SignatureError> {
        let Some(key_id) = jwt.key_id().map(str::to_owned) else {
            return jwt.verify_with_any(&self.0);
        };
        let mut named = self.0.iter().filter(|key| key.key_id() == key_id).peekable();
        if named.peek().is_none() {
            return Err(SignatureError::UnknownKey { key_id: Some(quoted(&key_id)) });
        }
        jwt.verify_with_any(named)
    }

    /// The keys for others.
    pub fn to_jwks(&self) -> Vec<Jwk> {
        self.0.iter().map(PublicKey::to_jwk).collect()
    }
}

impl FromIterator<PublicKey> for KeySet {
    fn from_iter<I: IntoIterator<Item = PublicKey>>(keys: I) -> Self {
        Self(keys.into_iter().collect())
    }
}

impl From<PublicKey> for KeySet {
    fn from(key: PublicKey) -> Self {
        Self(vec![key])
    }
}
