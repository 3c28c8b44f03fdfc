//! Several keys, of which one may have signed a token.

use std::{slice, vec};

use crate::{
    jwt::{Algorithm, SignatureError, UntrustedJwt},
    text::quoted_or_empty,
};

/// What tells whether a key may have signed a token, before any cryptography is asked.
pub trait Key {
    /// The algorithm that the key is for.
    fn algorithm(&self) -> Algorithm;

    /// By which `kid` a token names this key, if it has a name.
    fn key_id(&self) -> Option<&str>;

    /// How many bytes a signature with this key has.
    fn signature_length(&self) -> usize;
}

/// The keys of one identity server, in the order in which they were given: more than one while it
/// changes from one key to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySet<K>(Vec<K>);

impl<K: Key> KeySet<K> {
    /// The keys that may have signed the token: those of its algorithm and, if it names one by
    /// `kid`, of that name or without a name. The form of its signature is that of theirs, so a
    /// platform only has to do the mathematics. Never empty.
    ///
    /// # Errors
    /// When there are no such keys: what keeps the nearest ones from it.
    pub fn candidates(&self, jwt: &UntrustedJwt) -> Result<Vec<&K>, SignatureError> {
        let keys: Vec<&K> = self
            .iter()
            .filter(|key| is_of_algorithm(*key, jwt) && may_be_named(*key, jwt))
            .collect();
        let Some(nearest) = keys.first() else { return Err(self.why_none(jwt)) };
        let (expected, actual) = (nearest.signature_length(), jwt.signature().len());
        let fitting: Vec<&K> =
            keys.into_iter().filter(|key| key.signature_length() == actual).collect();
        if fitting.is_empty() {
            return Err(SignatureError::LengthMismatch { expected, actual });
        }
        Ok(fitting)
    }

    /// The algorithms that the keys are for, each once.
    pub fn algorithms(&self) -> Vec<Algorithm> {
        distinct(self.iter().map(Key::algorithm))
    }

    /// Why no key is for the token's algorithm and may have its name.
    fn why_none(&self, jwt: &UntrustedJwt) -> SignatureError {
        let named =
            self.iter().filter(|key| key.key_id().is_some() && key.key_id() == jwt.key_id());
        let mut expected = distinct(named.map(Key::algorithm));
        if expected.is_empty() {
            if let Some(key_id) =
                jwt.key_id().filter(|_| self.iter().any(|key| is_of_algorithm(key, jwt)))
            {
                return SignatureError::UnknownKey { key_id: quoted_or_empty(key_id) };
            }
            expected = self.algorithms();
        }
        if expected.is_empty() {
            return SignatureError::NoKeys;
        }
        SignatureError::AlgorithmMismatch { expected, actual: quoted_or_empty(jwt.algorithm()) }
    }
}

fn is_of_algorithm(key: &impl Key, jwt: &UntrustedJwt) -> bool {
    key.algorithm().name() == jwt.algorithm()
}

fn may_be_named(key: &impl Key, jwt: &UntrustedJwt) -> bool {
    match (key.key_id(), jwt.key_id()) {
        (Some(name), Some(wanted)) => name == wanted,
        (None, _) | (_, None) => true,
    }
}

fn distinct(algorithms: impl Iterator<Item = Algorithm>) -> Vec<Algorithm> {
    let mut distinct = Vec::new();
    for algorithm in algorithms {
        if !distinct.contains(&algorithm) {
            distinct.push(algorithm);
        }
    }
    distinct
}

impl<K> KeySet<K> {
    /// Whether there is no key, so that no token is ever verified.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The keys, one by one.
    pub fn iter(&self) -> slice::Iter<'_, K> {
        self.0.iter()
    }
}

impl<K> Default for KeySet<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K> From<K> for KeySet<K> {
    fn from(key: K) -> Self {
        Self(vec![key])
    }
}

impl<K> FromIterator<K> for KeySet<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        Self(keys.into_iter().collect())
    }
}

impl<K> IntoIterator for KeySet<K> {
    type Item = K;
    type IntoIter = vec::IntoIter<K>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'s, K> IntoIterator for &'s KeySet<K> {
    type Item = &'s K;
    type IntoIter = slice::Iter<'s, K>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
