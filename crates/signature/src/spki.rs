//! Public keys as PEM: the one encoding of a P-384 key that there is, taken apart and put together.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::quoted;

use crate::PublicKeyError;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";
const LABEL: &str = "PUBLIC KEY";

/// What precedes the point in a `SubjectPublicKeyInfo` for P-384 (RFC 5480 §2): the sequence, the
/// algorithm `id-ecPublicKey` with the curve `secp384r1`, and the head of the bit string. In DER
/// there is no other way to write it.
const P384: [u8; 23] = [
    0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b,
    0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00,
];

/// The same for a point written with only one of its coordinates.
const P384_COMPRESSED: [u8; 23] = [
    0x30, 0x46, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b,
    0x81, 0x04, 0x00, 0x22, 0x03, 0x32, 0x00,
];

/// Object identifiers in DER, by which other kinds of keys are recognised.
const OTHER_KINDS: [(&[u8], &str); 5] = [
    (&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01], "RSA"),
    (&[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07], "P-256"),
    (&[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23], "P-521"),
    (&[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x0a], "secp256k1"),
    (&[0x06, 0x03, 0x2b, 0x65, 0x70], "Ed25519"),
];

/// The uncompressed point of a P-384 key (SEC 1 §2.3.3) that is given as PEM.
pub(crate) fn point_from_pem(pem: &str) -> Result<Vec<u8>, PublicKeyError> {
    let der = der_from_pem(pem)?;
    match der.strip_prefix(&P384) {
        Some(point) if point.first() == Some(&0x04) => Ok(point.to_vec()),
        Some(_) => Err(PublicKeyError::NotOnCurve),
        None if der.starts_with(&P384_COMPRESSED) => Err(PublicKeyError::Compressed),
        None => Err(other_kind(&der)),
    }
}

/// The PEM form of an uncompressed point on P-384.
pub(crate) fn pem_from_point(point: &[u8]) -> String {
    let body = STANDARD.encode([P384.as_slice(), point].concat());
    let mut pem = format!("{BEGIN}{LABEL}{DASHES}\n");
    for (position, character) in body.chars().enumerate() {
        if position > 0 && position % 64 == 0 {
            pem.push('\n');
        }
        pem.push(character);
    }
    pem + &format!("\n{END}{LABEL}{DASHES}\n")
}

fn der_from_pem(pem: &str) -> Result<Vec<u8>, PublicKeyError> {
    let Some((before, rest)) = pem.split_once(BEGIN) else { return Err(PublicKeyError::NotPem) };
    let (label, rest) = rest.split_once(DASHES).ok_or(PublicKeyError::NotPem)?;
    if label != LABEL {
        return Err(PublicKeyError::OtherPem { label: quoted(label) });
    }
    let (body, rest) = rest.split_once(END).ok_or(PublicKeyError::NotPem)?;
    let after = rest.trim_start().strip_prefix(LABEL).and_then(|rest| rest.strip_prefix(DASHES));
    let after = after.ok_or(PublicKeyError::NotPem)?;
    if !before.trim().is_empty() || !after.trim().is_empty() {
        return Err(PublicKeyError::SeveralPem);
    }
    let body: String = body.split_ascii_whitespace().collect();
    STANDARD.decode(body).map_err(|_| PublicKeyError::NotBase64)
}

fn other_kind(der: &[u8]) -> PublicKeyError {
    OTHER_KINDS
        .into_iter()
        .find(|(identifier, _)| {
            der.windows(identifier.len()).take(24).any(|part| part == *identifier)
        })
        .map_or(PublicKeyError::NotSpki, |(_, kind)| PublicKeyError::OtherKind { kind })
}
