//! Public keys as JSON (RFC 7517, RFC 7518 §6, RFC 8037 §2).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use super::{Curve, KeyMaterial, PublicKey, PublicKeyError, ed25519::ed25519, public_key::rsa};
use crate::{jwt::Algorithm, text::quoted};

type Members = Map<String, Value>;

/// Members that hold a private or a symmetric key.
const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

pub(super) fn read(members: &Members) -> Result<PublicKey, PublicKeyError> {
    if let Some(found) = PRIVATE.iter().find(|name| members.contains_key(**name)) {
        return Err(PublicKeyError::Private { found: (*found).to_owned() });
    }
    check_purpose(members)?;
    let algorithm = algorithm(members)?;
    let key = PublicKey::new(material(members)?, text(members, "kid")?.map(str::to_owned));
    match algorithm {
        Some(algorithm) => key.pinned_to(algorithm),
        None => Ok(key),
    }
}

/// Keys that are for encryption are not for signatures (RFC 7517 §4.2, §4.3).
fn check_purpose(members: &Members) -> Result<(), PublicKeyError> {
    match text(members, "use")? {
        Some("sig") | None => {}
        Some(_) => return Err(PublicKeyError::OtherPurpose { member: "use" }),
    }
    match members.get("key_ops") {
        None => Ok(()),
        Some(Value::Array(operations)) if operations.iter().any(|it| it == "verify") => Ok(()),
        Some(Value::Array(_)) => Err(PublicKeyError::OtherPurpose { member: "key_ops" }),
        Some(_) => Err(PublicKeyError::Member { member: "key_ops", expected: "a list of texts" }),
    }
}

fn algorithm(members: &Members) -> Result<Option<Algorithm>, PublicKeyError> {
    let Some(name) = text(members, "alg")? else { return Ok(None) };
    match Algorithm::parse(name) {
        Ok(algorithm) => Ok(Some(algorithm)),
        Err(unknown) => Err(PublicKeyError::OtherAlgorithm { name: unknown.name }),
    }
}

fn material(members: &Members) -> Result<KeyMaterial, PublicKeyError> {
    let kind = text(members, "kty")?;
    let curve = text(members, "crv")?;
    match (kind, curve) {
        (Some("RSA"), _) => rsa(number(members, "n")?, number(members, "e")?),
        (Some("EC"), Some("P-256")) => point(members, Curve::P256),
        (Some("EC"), Some("P-384")) => point(members, Curve::P384),
        (Some("OKP"), Some("Ed25519")) => {
            ed25519(bytes(members, "x", 32, "32 bytes in base64url")?)
        }
        (Some("EC" | "OKP"), None) => {
            Err(PublicKeyError::Member { member: "crv", expected: "the name of a curve" })
        }
        (Some("EC" | "OKP"), Some(other)) | (Some(other), _) => {
            Err(PublicKeyError::OtherKind { kind: quoted(other) })
        }
        (None, _) => {
            Err(PublicKeyError::Member { member: "kty", expected: "`EC`, `RSA` or `OKP`" })
        }
    }
}

fn point(members: &Members, curve: Curve) -> Result<KeyMaterial, PublicKeyError> {
    let expected = match curve {
        Curve::P256 => "32 bytes in base64url",
        Curve::P384 => "48 bytes in base64url",
    };
    let coordinate = |member| bytes(members, member, curve.coordinate_length(), expected);
    Ok(KeyMaterial::Ec { curve, x: coordinate("x")?, y: coordinate("y")? })
}

/// A positive number without zeros in front (RFC 7518 §2, `Base64urlUInt`).
fn number(members: &Members, member: &'static str) -> Result<Vec<u8>, PublicKeyError> {
    decoded(members, member)
        .filter(|number| number.first().is_some_and(|first| *first > 0))
        .ok_or(PublicKeyError::Member { member, expected: "a number in base64url" })
}

fn bytes(
    members: &Members,
    member: &'static str,
    length: usize,
    expected: &'static str,
) -> Result<Vec<u8>, PublicKeyError> {
    decoded(members, member)
        .filter(|bytes| bytes.len() == length)
        .ok_or(PublicKeyError::Member { member, expected })
}

fn decoded(members: &Members, member: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(members.get(member)?.as_str()?).ok()
}

fn text<'a>(members: &'a Members, member: &'static str) -> Result<Option<&'a str>, PublicKeyError> {
    match members.get(member) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(PublicKeyError::Member { member, expected: "a text" }),
    }
}

pub(super) fn write(key: &PublicKey) -> Members {
    let encoded = |bytes: &Vec<u8>| URL_SAFE_NO_PAD.encode(bytes);
    let mut members = Members::new();
    let mut add = |name: &str, value: String| {
        members.insert(name.to_owned(), value.into());
    };
    match key.material() {
        KeyMaterial::Ec { curve, x, y } => {
            add("kty", "EC".to_owned());
            add("crv", curve.name().to_owned());
            add("x", encoded(x));
            add("y", encoded(y));
        }
        KeyMaterial::Rsa { modulus, exponent } => {
            add("kty", "RSA".to_owned());
            add("n", encoded(modulus));
            add("e", encoded(exponent));
        }
        KeyMaterial::Ed25519 { x } => {
            add("kty", "OKP".to_owned());
            add("crv", "Ed25519".to_owned());
            add("x", encoded(x));
        }
    }
    add("alg", key.algorithm().name().to_owned());
    add("use", "sig".to_owned());
    if let Some(key_id) = key.key_id() {
        add("kid", key_id.to_owned());
    }
    members
}
