//! Keys as people paste and configure them.

use serde_json::{Map, Value};

use super::{KeySet, KeysError, PublicKey, PublicKeyError, jwk, pem};
use crate::{
    jwt::json,
    text::{quoted, trimmed},
};

/// Far more than an identity server publishes.
const LONGEST: usize = 256 * 1024;

/// What a text with keys holds.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadKeys {
    /// The keys, in the order of the text: at least one.
    pub keys: KeySet<PublicKey>,
    /// The members of a JWKS that are keys, but nothing to verify tokens with: each with the reason,
    /// safe to show.
    pub skipped: Vec<String>,
}

/// Reads keys in PEM (one or several blocks), a JWK, a JWKS (RFC 7517 §5) or a JSON array of JWKs.
///
/// # Errors
/// When it is anything else, holds anything but public keys, or none that can be used.
pub fn parse_keys(text: &str) -> Result<ReadKeys, KeysError> {
    if text.len() > LONGEST {
        return Err(KeysError::TooLong { longest: LONGEST });
    }
    let text = trimmed(text);
    let read = match text.as_bytes().first() {
        None => return Err(KeysError::Empty),
        Some(b'{' | b'[') => from_json(json::value(text.as_bytes()).map_err(KeysError::Json)?)?,
        Some(_) if pem::begins(text) => from_pem(text)?,
        Some(_) => return Err(KeysError::UnknownForm),
    };
    match ambiguous_key_id(&read.keys) {
        Some(key_id) => Err(KeysError::SameKeyId { key_id: quoted(key_id) }),
        None => Ok(read),
    }
}

fn ambiguous_key_id(keys: &KeySet<PublicKey>) -> Option<&str> {
    let is_ambiguous = |key: &&PublicKey| keys.iter().any(|other| key.is_confused_with(other));
    keys.iter().find(is_ambiguous).and_then(PublicKey::key_id)
}

fn from_pem(text: &str) -> Result<ReadKeys, KeysError> {
    let blocks = pem::blocks(text).map_err(|error| KeysError::Key { position: None, error })?;
    let count = blocks.len();
    let keys = blocks.iter().enumerate().map(|(index, block)| {
        PublicKey::from_block(block).map_err(|error| at(index, count, error))
    });
    Ok(ReadKeys { keys: keys.collect::<Result<_, _>>()?, skipped: Vec::new() })
}

fn from_json(json: Value) -> Result<ReadKeys, KeysError> {
    match json {
        Value::Array(members) => from_set(&members),
        Value::Object(members) => match members.get("keys") {
            Some(Value::Array(members)) => from_set(members),
            Some(_) => {
                let error = PublicKeyError::Member { member: "keys", expected: "a list of JWKs" };
                Err(KeysError::Key { position: None, error })
            }
            None => from_one(&members),
        },
        _ => Err(KeysError::UnknownForm),
    }
}

fn from_one(members: &Map<String, Value>) -> Result<ReadKeys, KeysError> {
    let key = jwk::read(members).map_err(|error| KeysError::Key { position: None, error })?;
    Ok(ReadKeys { keys: key.into(), skipped: Vec::new() })
}

/// What is a key but of no use here is passed over, and told; what is broken is a mistake.
fn from_set(members: &[Value]) -> Result<ReadKeys, KeysError> {
    let (mut keys, mut skipped) = (Vec::new(), Vec::new());
    for (index, member) in members.iter().enumerate() {
        let key = member.as_object().ok_or(PublicKeyError::NotAnObject).and_then(jwk::read);
        match key {
            Ok(key) => keys.push(key),
            Err(error) if error.is_unsupported() => {
                skipped.push(passed_over(index, member, &error));
            }
            Err(error) => return Err(at(index, members.len(), error)),
        }
    }
    match (keys.is_empty(), skipped.is_empty()) {
        (true, true) => Err(KeysError::NoKeys),
        (true, false) => Err(KeysError::NoneUsable { skipped }),
        (false, _) => Ok(ReadKeys { keys: keys.into_iter().collect(), skipped }),
    }
}

fn at(index: usize, count: usize, error: PublicKeyError) -> KeysError {
    KeysError::Key { position: (count > 1).then_some(index + 1), error }
}

/// The key by its place and name, and the reason.
fn passed_over(index: usize, member: &Value, error: &PublicKeyError) -> String {
    let position = index + 1;
    match member.get("kid").and_then(Value::as_str) {
        Some(key_id) => format!("key {position} (`{}`): {error}", quoted(key_id)),
        None => format!("key {position}: {error}"),
    }
}
