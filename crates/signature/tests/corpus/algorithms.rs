//! Tokens that choose their algorithm.

use aws_lc_rs::hmac;

use crate::{
    attack::{Attack, attack},
    signer::{EDDSA, ES256, ISSUER, PS256, RS256, Signer},
    token::good,
};

pub(crate) fn attacks() -> Vec<Attack> {
    [unsigned(), with_a_shared_secret(), confused(), misnamed()].into_iter().flatten().collect()
}

const NO_NONE: &str = "RFC 8725 §3.2: nothing here is ever unsecured, however it is written";

fn unsigned() -> Vec<Attack> {
    let unsigned = |name, algorithm| {
        attack(name, NO_NONE, good().algorithm(algorithm).with_signature(&[]))
            .other_algorithm(algorithm, "ES384")
            .finds(&["weak-algorithm"])
    };
    let signed = |name, algorithm| {
        let token = good().algorithm(algorithm);
        attack(name, NO_NONE, token.random(&ISSUER.sign(&good().input())))
            .other_algorithm(algorithm, "ES384")
            .finds(&["weak-algorithm"])
    };
    vec![
        unsigned("none", "none"),
        unsigned("none with a capital", "None"),
        unsigned("none in capitals", "NONE"),
        unsigned("none in mixed letters", "nOnE"),
        signed("none, and the signature of a good token", "none"),
        signed("None, and the signature of a good token", "None"),
        attack("no algorithm at all", "RFC 7515 §4.1.1: `alg` is required", {
            good().header(r#"{"typ":"JWT"}"#).with_signature(&[])
        })
        .unreadable("jwt-missing-algorithm", "the header of the token lacks the algorithm, `alg`"),
    ]
}

/// Signed with what everybody knows, the public key, as if it were a secret (CVE-2015-9235).
fn with_a_shared_secret() -> Vec<Attack> {
    const WHY: &str = "RFC 8725 §2.1: the key decides the algorithm, so no public key is a secret";
    let signed = |name, algorithm: &str, hash, secret: &[u8]| {
        let token = good().algorithm(algorithm);
        let key = hmac::Key::new(hash, secret);
        let signature = hmac::sign(&key, token.input().as_bytes());
        attack(name, WHY, token.with_signature(signature.as_ref()))
            .other_algorithm(algorithm, "ES384")
            .finds(&["weak-algorithm"])
    };
    let pem = ISSUER.pem();
    let jwk = ISSUER.jwk(None).to_string();
    vec![
        signed("HS256 with the public key in PEM", "HS256", hmac::HMAC_SHA256, pem.as_bytes()),
        signed("HS256 with the PEM less its last line break", "HS256", hmac::HMAC_SHA256, {
            pem.trim_end().as_bytes()
        }),
        signed("HS256 with the public key in DER", "HS256", hmac::HMAC_SHA256, &ISSUER.der()),
        signed("HS256 with the public key as JWK", "HS256", hmac::HMAC_SHA256, jwk.as_bytes()),
        signed("HS384 with the public key in PEM", "HS384", hmac::HMAC_SHA384, pem.as_bytes()),
        signed("HS384 with the public key in DER", "HS384", hmac::HMAC_SHA384, &ISSUER.der()),
        signed("HS512 with an empty secret", "HS512", hmac::HMAC_SHA512, b""),
        attack("HS256 where the key is RSA", "CVE-2015-9235, as it was first found", {
            let token = good().algorithm("HS256");
            let key = hmac::Key::new(hmac::HMAC_SHA256, RS256.pem().as_bytes());
            token.with_signature(hmac::sign(&key, token.input().as_bytes()).as_ref())
        })
        .keys("RS256")
        .other_algorithm("HS256", "RS256")
        .finds(&["weak-algorithm"]),
    ]
}

/// One algorithm's signature where another's is asked for.
fn confused() -> Vec<Attack> {
    const WHY: &str = "RFC 8725 §3.1: each key is for one algorithm";
    let by = |algorithm: &str, signer: Signer| good().algorithm(algorithm).signed_by(signer);
    vec![
        attack("the good token, by ES384", "RFC 7518 §3.4", good().signed()),
        attack("a good token by ES256", "RFC 7515 A.3", by("ES256", ES256)).keys("ES256"),
        attack("a good token by RS256", "RFC 7515 A.2", by("RS256", RS256)).keys("RS256"),
        attack("a good token by PS256", "RFC 7518 §3.5", by("PS256", PS256)).keys("PS256"),
        attack("a good token by EdDSA", "RFC 8037 §3.1", by("EdDSA", EDDSA)).keys("EdDSA"),
        attack("ES256 where the key is of P-384", WHY, by("ES256", ES256))
            .other_algorithm("ES256", "ES384"),
        attack("ES384 where the key is of P-256", WHY, by("ES384", ISSUER))
            .keys("ES256")
            .other_algorithm("ES384", "ES256"),
        attack("a signature of P-256 under the name ES384", WHY, by("ES384", ES256))
            .badly_signed("signature-length-mismatch", "the signature has 64 bytes instead of 96"),
        attack("a signature of P-384 under the name ES256", WHY, by("ES256", ISSUER))
            .keys("ES256")
            .badly_signed("signature-length-mismatch", "the signature has 96 bytes instead of 64"),
        attack("RS256 where the key is for PS256", WHY, by("RS256", RS256))
            .keys("PS256")
            .other_algorithm("RS256", "PS256"),
        attack("PS256 where the key is for RS256", WHY, by("PS256", PS256))
            .keys("RS256")
            .other_algorithm("PS256", "RS256"),
        attack("a PSS signature under the name RS256", WHY, by("RS256", PS256))
            .keys("RS256")
            .forged(),
        attack("a PKCS #1 signature under the name PS256", WHY, by("PS256", RS256))
            .keys("PS256")
            .forged(),
        attack("a signature of Ed25519 under the name ES256", WHY, by("ES256", EDDSA))
            .keys("ES256")
            .forged(),
    ]
}

/// Names that are almost right, or for what is not known here.
fn misnamed() -> Vec<Attack> {
    const EXACT: &str = "RFC 7515 §4.1.1: names of algorithms are compared letter for letter";
    let named = |name, why, algorithm| {
        attack(name, why, good().algorithm(algorithm).signed()).other_algorithm(algorithm, "ES384")
    };
    let unknown: &[&str] = &["unusual-algorithm"];
    vec![
        named("ES384 in small letters", EXACT, "es384").finds(unknown),
        named("ES384 with a blank behind it", EXACT, "ES384 ").finds(unknown),
        attack("an empty algorithm", EXACT, good().algorithm("").signed())
            .other_algorithm("\"\"", "ES384")
            .finds(unknown),
        named("ES512", "RFC 7518 §3.4: P-521 is not supported here", "ES512").finds(unknown),
        named("ES256K", "RFC 8812 §3.2: secp256k1 is not supported here", "ES256K").finds(unknown),
        named("RS1", "RFC 8725 §3.2: SHA-1 is broken", "RS1").finds(&["weak-algorithm"]),
        named("EdDSA where the key is of P-384", "RFC 8725 §3.1", "EdDSA"),
        attack("Ed25519, the newer name of EdDSA", "RFC 9864: not a name that is known here", {
            good().algorithm("Ed25519").signed_by(EDDSA)
        })
        .keys("EdDSA")
        .other_algorithm("Ed25519", "EdDSA")
        .finds(unknown),
        attack("a list of algorithms", "RFC 7515 §4.1.1: `alg` is a text", {
            good().header(r#"{"alg":["none","ES384"],"typ":"JWT"}"#).signed()
        })
        .unreadable(
            "jwt-header-mistyped",
            "the member `alg` of the token's header has the wrong form",
        ),
        attack("the algorithm under a name in capitals", "RFC 7515 §5.3: names are exact", {
            good().header(r#"{"ALG":"ES384","typ":"JWT"}"#).signed()
        })
        .unreadable("jwt-missing-algorithm", "the header of the token lacks the algorithm, `alg`"),
    ]
}
