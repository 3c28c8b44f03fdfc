//! Signatures that are almost, or not at all, what they should be.

use crate::{
    attack::{Attack, attack},
    signer::{ATTACKER, ED25519_ORDER, EDDSA, ES256, ISSUER, P384_ORDER, PS256, RS256},
    token::{Pasted, Token, base64url, good},
};

pub(crate) fn attacks() -> Vec<Attack> {
    [borrowed(), of_ecdsa(), of_another_length(), of_rsa(), of_ed25519(), with_bad_keys()]
        .into_iter()
        .flatten()
        .collect()
}

fn borrowed() -> Vec<Attack> {
    const WHY: &str = "RFC 7515 §5.2: the signature is over header and payload as they stand";
    let eve = || good().claim("username", r#""eve""#);
    let signature = ISSUER.sign(&good().input());
    vec![
        attack("another payload under a good signature", WHY, eve().random(&signature)).forged(),
        attack("another header over a good signature", WHY, {
            good().member(r#""x":1"#).random(&signature)
        })
        .forged(),
        attack("the payload written otherwise", WHY, {
            let claims = String::from_utf8(good_payload()).unwrap();
            good().payload(claims.replacen(':', ": ", 1)).random(&signature)
        })
        .forged(),
        attack("the signature of another token", WHY, {
            good().random(&ISSUER.sign(&eve().input()))
        })
        .forged(),
        attack("the right issuer, and somebody else's key", WHY, good().signed_by(ATTACKER))
            .forged(),
        attack("another issuer, and the right key", "RFC 8725 §3.8: keys are the issuer's", {
            good().claim("iss", r#""other""#).signed()
        })
        .refused("issuer-mismatch", "issued by `other`, not by itsyouonline"),
        attack("a signature over the payload alone", WHY, {
            let input = good().input();
            good().random(&ISSUER.sign(input.split_once('.').unwrap().1))
        })
        .forged(),
    ]
}

fn good_payload() -> Vec<u8> {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let input = good().input();
    URL_SAFE_NO_PAD.decode(input.split_once('.').unwrap().1).unwrap()
}

/// Both numbers of a signature, r and s, one after the other (RFC 7518 §3.4).
fn of_ecdsa() -> Vec<Attack> {
    const RANGE: &str = "FIPS 186-5 §6.4.2: r and s are between 1 and n - 1";
    let (zero, one, order) = ([0; 48], least(1), P384_ORDER);
    let numbers = |r: [u8; 48], s: [u8; 48]| good().with_signature(&[r, s].concat());
    let halves = |token: &Token| {
        let signature = ISSUER.sign(&token.input());
        let (r, s) = signature.split_at(48);
        (<[u8; 48]>::try_from(r).unwrap(), <[u8; 48]>::try_from(s).unwrap())
    };
    let (r, s) = halves(&good());
    let random = |r: [u8; 48], s: [u8; 48]| good().random(&[r, s].concat());
    vec![
        attack(
            "a signature of zeros",
            "CVE-2022-21449, the psychic signature",
            numbers(zero, zero),
        )
        .forged(),
        attack("r is zero", RANGE, random(zero, s)).forged(),
        attack("s is zero", RANGE, random(r, zero)).forged(),
        attack("r is n", RANGE, random(order, s)).forged(),
        attack("s is n", RANGE, random(r, order)).forged(),
        attack("both are n", RANGE, numbers(order, order)).forged(),
        attack("both are one", RANGE, numbers(one, one)).forged(),
        attack("all bits are set", RANGE, numbers([0xff; 48], [0xff; 48])).forged(),
        attack("r and s in each other's place", "RFC 7518 §3.4", random(s, r)).forged(),
        attack("a signature of zeros by ES256", "CVE-2022-21449", {
            good().algorithm("ES256").with_signature(&[0; 64])
        })
        .keys("ES256")
        .forged(),
        attack(
            "the other of the two signatures",
            "RFC 7518 §3.4 asks for no low s: n - s is as valid as s, so a signature names no token",
            random(r, upper(s)),
        ),
    ]
}

/// A number in 48 bytes.
fn least(number: u8) -> [u8; 48] {
    let mut bytes = [0; 48];
    bytes[47] = number;
    bytes
}

/// Of s and n - s the greater.
fn upper(s: [u8; 48]) -> [u8; 48] {
    let mut other = [0; 48];
    let mut borrowed = 0;
    for place in (0..48).rev() {
        let difference = i16::from(P384_ORDER[place]) - i16::from(s[place]) - borrowed;
        borrowed = i16::from(difference < 0);
        other[place] = u8::try_from(difference + 256 * borrowed).unwrap();
    }
    s.max(other)
}

/// Less, more, or written in another way.
fn of_another_length() -> Vec<Attack> {
    const WHY: &str = "RFC 7518 §3.4: exactly 96 bytes";
    let signature = ISSUER.sign(&good().input());
    let of = |name, bytes: &[u8], length| {
        let sentence = format!("the signature has {length} bytes instead of 96");
        attack(name, WHY, good().random(bytes)).badly_signed("signature-length-mismatch", &sentence)
    };
    vec![
        of("the last byte of the signature is missing", &signature[..95], 95),
        of("the first byte of the signature is missing", &signature[1..], 95),
        of("a byte more behind the signature", &[&signature[..], &[0]].concat(), 97),
        of("a byte more before the signature", &[&[0], &signature[..]].concat(), 97),
        of("no signature", &[], 0),
        of("the signature twice", &[&signature[..], &signature[..]].concat(), 192),
        of("a signature in DER", &in_der(), 102),
    ]
}

/// A signature as X.509 writes it, in as many bytes each time.
fn in_der() -> Vec<u8> {
    let small = |number: &[u8]| (1..0x80).contains(&number[0]);
    loop {
        let signature = ISSUER.sign(&good().input());
        let (r, s) = signature.split_at(48);
        if small(r) && small(s) {
            return [&[0x30, 100, 0x02, 48], r, &[0x02, 48], s].concat();
        }
    }
}

fn of_rsa() -> Vec<Attack> {
    const WHY: &str = "RFC 8017 §8.2.2: as many bytes as the modulus has";
    let token = || good().algorithm("RS256");
    let signature = RS256.sign(&token().input());
    let of = |name, bytes: &[u8]| {
        let sentence = format!("the signature has {} bytes instead of 256", bytes.len());
        attack(name, WHY, token().random(bytes))
            .keys("RS256")
            .badly_signed("signature-length-mismatch", &sentence)
    };
    let forged = |name, why, bytes: &[u8]| {
        attack(name, why, token().with_signature(bytes)).keys("RS256").forged()
    };
    vec![
        of("an RSA signature that is too short", &signature[..255]),
        of("an RSA signature with a zero before it", &[&[0], &signature[..]].concat()),
        of("an RSA signature of another key's length", &[signature.clone(), vec![0; 128]].concat()),
        forged("an RSA signature of zeros", "RFC 8017 §5.2.2: 0 is the power of 0", &[0; 256]),
        forged("an RSA signature that is one", "RFC 8017 §5.2.2: 1 is the power of 1", &one()),
        forged("an RSA signature above the modulus", "RFC 8017 §5.2.2: s < n", &[0xff; 256]),
        attack("a PSS signature of zeros", "RFC 8017 §8.1.2", {
            good().algorithm("PS256").with_signature(&[0; 256])
        })
        .keys("PS256")
        .forged(),
        attack("a PSS signature of another token", "RFC 7515 §5.2", {
            good().algorithm("PS256").random(&PS256.sign(&good().input()))
        })
        .keys("PS256")
        .forged(),
    ]
}

fn one() -> [u8; 256] {
    let mut one = [0; 256];
    one[255] = 1;
    one
}

fn of_ed25519() -> Vec<Attack> {
    let token = || good().algorithm("EdDSA");
    let signature = EDDSA.sign(&token().input());
    let forged = |name, why, bytes: &[u8]| {
        attack(name, why, token().with_signature(bytes)).keys("EdDSA").forged()
    };
    let mut neutral = vec![0; 64];
    neutral[0] = 1;
    vec![
        forged("an Ed25519 signature of zeros", "RFC 8032 §5.1.7", &[0; 64]),
        forged(
            "the neutral point and zero",
            "RFC 8032 §5.1.7: right for a key that is the neutral point, and no other",
            &neutral,
        ),
        forged(
            "an Ed25519 signature with the group's order added",
            "RFC 8032 §5.1.7: S < L, or each signature has a second form",
            &with_order_added(&signature),
        ),
        attack(
            "half an Ed25519 signature",
            "RFC 8032 §5.1.7",
            token().with_signature(&signature[..32]),
        )
        .keys("EdDSA")
        .badly_signed("signature-length-mismatch", "the signature has 32 bytes instead of 64"),
    ]
}

/// S + L, which would be the same point.
fn with_order_added(signature: &[u8]) -> Vec<u8> {
    let mut sum = signature.to_vec();
    let mut carried = 0;
    for (place, order) in sum[32..].iter_mut().zip(ED25519_ORDER) {
        let total = u16::from(*place) + u16::from(order) + carried;
        *place = total.to_le_bytes()[0];
        carried = total >> 8;
    }
    assert_eq!(carried, 0);
    sum
}

/// Keys that anybody can sign for, or that are none.
fn with_bad_keys() -> Vec<Attack> {
    let mut neutral = vec![0; 64];
    neutral[0] = 1;
    let algorithm =
        |named| format!("the token names the algorithm `{named}`, but the key is for ES384");
    vec![
        attack(
            "a key of small order, and its signature",
            "RFC 8032 §5.1.7 leaves it open, and the platforms do not agree: such keys are refused",
            good().algorithm("EdDSA").with_signature(&neutral),
        )
        .other_algorithm("EdDSA", "ES384")
        .signature("signature-algorithm-mismatch", &algorithm("EdDSA"))
        .given(
            "of small order",
            "public-key-small-order",
            "the public key is a point of small order, with which anybody can sign",
        ),
        attack("a key beside its curve", "RFC 8725 §3.4: no point, no key", good().signed()).given(
            "beside the curve",
            "signature-key-unusable",
            "the key to check the signature with is damaged: its numbers are not those of a key",
        ),
        attack("the right key of another curve", "RFC 8725 §3.1", good().signed()).given(
            "ES256",
            "signature-algorithm-mismatch",
            "the token names the algorithm `ES384`, but the key is for ES256",
        ),
        attack("by one of two algorithms' keys", "RFC 8725 §3.1", {
            good().algorithm("ES256").signed_by(ES256)
        })
        .keys("ES256 and ES384"),
    ]
}

/// The last letter of 64 bytes carries four bits too many: with one of them set, a second spelling.
pub(crate) fn with_trailing_bits() -> Pasted {
    let signature = base64url([0; 64]);
    let other = signature[..85].to_owned() + "B";
    Pasted::text(format!("{}.{other}", good().algorithm("ES256").input()))
}
