//! Public keys in DER: `SubjectPublicKeyInfo` (RFC 5280 §4.1.2.7), taken apart and put together.

use super::{
    Curve, KeyMaterial, PublicKeyError,
    der::{
        BIT_STRING, INTEGER, NULL, OBJECT_IDENTIFIER, SEQUENCE, Values, integer, positive, value,
    },
    ed25519::ed25519,
    public_key::rsa,
};

/// `id-ecPublicKey` (RFC 5480 §2.1.1).
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
/// `rsaEncryption` (RFC 3279 §2.3.1).
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
/// `id-Ed25519` (RFC 8410 §3).
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];
/// `secp256r1` (RFC 5480 §2.1.1.1).
const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
/// `secp384r1` (RFC 5480 §2.1.1.1).
const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];

/// Other kinds of keys and curves, to call them by their names.
const OTHER_KINDS: [(&[u8], &str); 6] = [
    (&[0x2b, 0x81, 0x04, 0x00, 0x23], "P-521"),
    (&[0x2b, 0x81, 0x04, 0x00, 0x0a], "secp256k1"),
    (&[0x2b, 0x65, 0x71], "Ed448"),
    (&[0x2b, 0x65, 0x6e], "X25519"),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a], "RSASSA-PSS"),
    (&[0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01], "DSA"),
];

/// How the point begins that follows with both its coordinates (SEC 1 §2.3.3).
const UNCOMPRESSED: u8 = 0x04;

pub(super) fn read(der: &[u8]) -> Result<KeyMaterial, PublicKeyError> {
    let (kind, parameters, key) = parts(der).ok_or(PublicKeyError::NotSpki)?;
    match kind {
        EC => ec(parameters, key),
        RSA if parameters == NULL => {
            let (modulus, exponent) = rsa_numbers(key).ok_or(PublicKeyError::NotSpki)?;
            rsa(modulus.to_vec(), exponent.to_vec())
        }
        ED25519 if parameters.is_empty() && key.len() == 32 => ed25519(key.to_vec()),
        RSA | ED25519 => Err(PublicKeyError::NotSpki),
        other => Err(other_kind(other)),
    }
}

/// The key's kind, the parameters of the kind, and the key itself.
fn parts(der: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let mut info = Values(Values(der).last(SEQUENCE)?);
    let mut algorithm = Values(info.next(SEQUENCE)?);
    let kind = algorithm.next(OBJECT_IDENTIFIER)?;
    match info.last(BIT_STRING)? {
        // The first byte says how many of the last bits are none: here all are.
        [0, key @ ..] => Some((kind, algorithm.0, key)),
        _ => None,
    }
}

fn ec(parameters: &[u8], key: &[u8]) -> Result<KeyMaterial, PublicKeyError> {
    let curve = match Values(parameters).last(OBJECT_IDENTIFIER) {
        Some(P256) => Curve::P256,
        Some(P384) => Curve::P384,
        Some(other) => return Err(other_kind(other)),
        None => return Err(PublicKeyError::NotSpki),
    };
    let length = curve.coordinate_length();
    match key {
        [UNCOMPRESSED, point @ ..] if point.len() == 2 * length => {
            let (x, y) = point.split_at(length);
            Ok(KeyMaterial::Ec { curve, x: x.to_vec(), y: y.to_vec() })
        }
        [2 | 3, x @ ..] if x.len() == length => Err(PublicKeyError::Compressed),
        _ => Err(PublicKeyError::NotOnCurve { curve: curve.name() }),
    }
}

/// `RSAPublicKey` (RFC 8017 §A.1.1).
fn rsa_numbers(key: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut numbers = Values(Values(key).last(SEQUENCE)?);
    let modulus = positive(numbers.next(INTEGER)?)?;
    Some((modulus, positive(numbers.last(INTEGER)?)?))
}

fn other_kind(identifier: &[u8]) -> PublicKeyError {
    let known = OTHER_KINDS.iter().find(|(other, _)| *other == identifier);
    let kind = known.map_or("unknown here", |(_, kind)| kind);
    PublicKeyError::OtherKind { kind: kind.to_owned() }
}

pub(super) fn write(material: &KeyMaterial) -> Vec<u8> {
    let identifier = |kind| value(OBJECT_IDENTIFIER, kind);
    let (algorithm, key) = match material {
        KeyMaterial::Ec { curve, x, y } => {
            let curve = identifier(match curve {
                Curve::P256 => P256,
                Curve::P384 => P384,
            });
            ([identifier(EC), curve].concat(), [&[UNCOMPRESSED], x.as_slice(), y].concat())
        }
        KeyMaterial::Rsa { modulus, exponent } => (
            [identifier(RSA).as_slice(), NULL].concat(),
            value(SEQUENCE, &[integer(modulus), integer(exponent)].concat()),
        ),
        KeyMaterial::Ed25519 { x } => (identifier(ED25519), x.clone()),
    };
    let bits = [&[0], key.as_slice()].concat();
    value(SEQUENCE, &[value(SEQUENCE, &algorithm), value(BIT_STRING, &bits)].concat())
}
