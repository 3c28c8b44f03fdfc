//! A signature to be checked, and the keys that come into question.

use super::{KeySet, PublicKey};
use crate::{
    judge::{SignatureState, Unchecked},
    jwt::UntrustedJwt,
};

/// What a platform's cryptography is asked: whether one of these keys signed this token. Everything
/// else about the signature has been looked at before.
#[derive(Debug, Clone)]
pub struct SignatureCheck {
    /// The token.
    pub jwt: UntrustedJwt,
    /// The keys that come into question: at least one, each for the token's algorithm.
    pub keys: Vec<PublicKey>,
}

impl SignatureCheck {
    /// Chooses the keys.
    ///
    /// # Errors
    /// With what is known without any cryptography.
    pub fn begin(jwt: &UntrustedJwt, keys: &KeySet<PublicKey>) -> Result<Self, SignatureState> {
        if keys.is_empty() {
            return Err(SignatureState::NotChecked(Unchecked::NoKeys));
        }
        let candidates = keys.candidates(jwt).map_err(SignatureState::Invalid)?;
        Ok(Self { jwt: jwt.clone(), keys: candidates.into_iter().cloned().collect() })
    }
}
