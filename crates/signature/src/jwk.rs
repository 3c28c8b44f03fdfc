//! Public keys as JSON (RFC 7517, RFC 7518 §6.2).

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{api::Jwk, jwt::Algorithm};
use serde_json::{Map, Value};

use crate::PublicKeyError;

const COORDINATE: usize = 48;

/// The uncompressed point that the key describes.
pub(crate) fn point(jwk: &Jwk) -> Result<Vec<u8>, PublicKeyError> {
    let members = &jwk.0;
    if members.contains_key("d") {
        return Err(PublicKeyError::Private);
    }
    require(members, "kty", "EC", "`EC`")?;
    require(members, "crv", "P-384", "`P-384`")?;
    if members.contains_key("alg") {
        require(members, "alg", "ES384", "`ES384`")?;
    }
    if members.contains_key("use") {
        require(members, "use", "sig", "`sig`")?;
    }
    Ok([vec![0x04], coordinate(members, "x")?, coordinate(members, "y")?].concat())
}

/// The name that the key has, if any.
pub(crate) fn key_id(jwk: &Jwk) -> Result<Option<String>, PublicKeyError> {
    match jwk.0.get("kid") {
        None => Ok(None),
        Some(Value::String(key_id)) => Ok(Some(key_id.clone())),
        Some(_) => Err(PublicKeyError::Member { member: "kid", expected: "a text" }),
    }
}

/// The key that an uncompressed point on P-384 describes.
pub(crate) fn from_point(point: &[u8], algorithm: Algorithm, key_id: &str) -> Jwk {
    let (x, y) = coordinates(point);
    let members = [
        ("kty", "EC"),
        ("crv", "P-384"),
        ("x", &x),
        ("y", &y),
        ("alg", algorithm.name()),
        ("use", "sig"),
        ("kid", key_id),
    ];
    Jwk(members.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect())
}

/// The thumbprint (RFC 7638 §3): a hash of the members that make up the key, in the order of their
/// names and without any white space.
pub(crate) fn thumbprint(point: &[u8]) -> String {
    let (x, y) = coordinates(point);
    let canonical = format!(r#"{{"crv":"P-384","kty":"EC","x":"{x}","y":"{y}"}}"#);
    URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes()))
}

fn coordinates(point: &[u8]) -> (String, String) {
    let (x, y) = point.split_at_checked(1 + COORDINATE).unwrap_or((point, &[]));
    (URL_SAFE_NO_PAD.encode(x.get(1..).unwrap_or_default()), URL_SAFE_NO_PAD.encode(y))
}

fn coordinate(
    members: &Map<String, Value>,
    member: &'static str,
) -> Result<Vec<u8>, PublicKeyError> {
    let text = members.get(member).and_then(Value::as_str).unwrap_or_default();
    match URL_SAFE_NO_PAD.decode(text) {
        Ok(bytes) if bytes.len() == COORDINATE => Ok(bytes),
        Ok(_) | Err(_) => Err(PublicKeyError::Member { member, expected: "48 bytes in base64url" }),
    }
}

fn require(
    members: &Map<String, Value>,
    member: &'static str,
    value: &str,
    expected: &'static str,
) -> Result<(), PublicKeyError> {
    match members.get(member).and_then(Value::as_str) {
        Some(actual) if actual == value => Ok(()),
        Some(_) | None => Err(PublicKeyError::Member { member, expected }),
    }
}
