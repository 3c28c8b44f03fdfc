//! Keys in PEM.

use domain::{
    jwt::Algorithm,
    key::{Curve, KeyMaterial, PublicKey, PublicKeyError},
};

use crate::{ED25519, P256, P384, RSA, der, key, pem};

#[test]
fn a_key_comes_out_as_it_went_in() {
    for (text, algorithm) in [
        (P256, Algorithm::Es256),
        (P384, Algorithm::Es384),
        (RSA, Algorithm::Rs256),
        (ED25519, Algorithm::EdDsa),
    ] {
        let read = key(text);
        assert_eq!((read.algorithm(), read.key_id()), (algorithm, None));
        assert_eq!(read.to_pem(), text);
        assert_eq!(read.to_spki(), der(text));
        assert_eq!(key(&text.replace('\n', "\r\n")), read);
        assert_eq!(key(&format!("\u{feff}\n  {text}\n\t")), read);
        assert_eq!(key(&pem(&der(text))), read);
    }
}

#[test]
fn the_numbers_are_those_of_the_key() {
    let KeyMaterial::Ec { curve, x, y } = key(P384).material().clone() else { panic!() };
    assert_eq!((curve, x.len(), y.len()), (Curve::P384, 48, 48));
    assert!(der(P384).ends_with(&[x, y].concat()));
    let KeyMaterial::Rsa { modulus, exponent } = key(RSA).material().clone() else { panic!() };
    assert_eq!((modulus.len(), exponent), (256, vec![1, 0, 1]));
    let KeyMaterial::Ed25519 { x } = key(ED25519).material().clone() else { panic!() };
    assert!(der(ED25519).ends_with(&x));
}

#[test]
fn an_rsa_key_is_for_ps256_when_somebody_says_so() {
    let pinned = key(RSA).pinned_to(Algorithm::Ps256).unwrap();
    assert_eq!(pinned.algorithm(), Algorithm::Ps256);
    assert_eq!(pinned.material(), key(RSA).material());
    assert_eq!(pinned.pinned_to(Algorithm::Rs256).unwrap(), key(RSA));
    for (text, algorithm, sentence) in [
        (RSA, Algorithm::Es256, "the public key is of the kind RSA, which is not for ES256"),
        (P256, Algorithm::Es384, "the public key is of the kind P-256, which is not for ES384"),
        (P384, Algorithm::Ps256, "the public key is of the kind P-384, which is not for PS256"),
        (
            ED25519,
            Algorithm::Rs256,
            "the public key is of the kind Ed25519, which is not for RS256",
        ),
    ] {
        let error = key(text).pinned_to(algorithm).unwrap_err();
        assert_eq!(error.to_string(), sentence);
        assert_eq!(error.code(), "public-key-algorithm-mismatch");
    }
}

#[track_caller]
fn refused(name: &str, text: &str, sentence: &str) -> PublicKeyError {
    let error = PublicKey::from_pem(text).unwrap_err();
    assert_eq!(error.to_string(), sentence, "{name}");
    assert!(error.code().starts_with("public-key-"), "{name}");
    assert!(error.hint().ends_with('.'), "{name}");
    error
}

#[test]
fn text_that_is_no_pem() {
    let no_block = "the public key does not stand between `-----BEGIN PUBLIC KEY-----` and `-----END PUBLIC KEY-----`";
    refused("nothing", "", no_block);
    refused("a beginning", "-----BEGIN ", no_block);
    refused("cut off", &P384[..150], no_block);
    refused("another end", &P384.replace("END PUBLIC", "END PRIVATE"), no_block);
    refused("twice", &format!("{P384}{P256}"), "there is more than one PEM block");
    let surplus = "there is something before or after the public key's PEM block";
    refused("with a comment", &format!("production\n{P384}"), surplus);
    refused("with a note", &format!("{P384}\nnew since May"), surplus);
    let foreign = P384.replacen('M', "!", 1);
    refused("a foreign character", &foreign, "the public key's PEM block is not base64");
    refused(
        "padding",
        &P384.replace("-----END", "=-----END"),
        "the public key's PEM block is not base64",
    );
}

#[test]
fn a_private_key_is_named_as_such_whatever_stands_around_it() {
    for label in ["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"] {
        let block = format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n");
        let sentence = format!(
            "the key is private (`{label}`): it was not used, and should be replaced if others could see it"
        );
        let error = refused(label, &block, &sentence);
        assert_eq!(error.code(), "public-key-private");
        refused(label, &format!("{P384}{block}"), &sentence);
        refused(label, &format!("see below\n-----BEGIN {label}-----\nAAAA"), &sentence);
    }
}

#[test]
fn other_blocks_are_told_with_the_command_that_converts_them() {
    let error = refused(
        "a certificate",
        include_str!("../fixtures/keys/certificate.pem"),
        "the PEM block is a certificate, not a `PUBLIC KEY`",
    );
    assert_eq!(error.hint(), "Take the key out of it with `openssl x509 -pubkey -noout -in FILE`.");
    let error = refused(
        "the older form",
        include_str!("../fixtures/keys/pkcs1.pem"),
        "the PEM block is an `RSA PUBLIC KEY` in the form of PKCS #1, not a `PUBLIC KEY`",
    );
    assert_eq!(error.hint(), "Convert it with `openssl rsa -RSAPublicKey_in -pubout -in FILE`.");
    refused(
        "a request",
        &P384.replace("PUBLIC KEY", "CERTIFICATE\u{202e}REQUEST"),
        "the public key's PEM block is a `CERTIFICATE\\u{202e}REQUEST`, not a `PUBLIC KEY`",
    );
    let error = refused(
        "compressed",
        include_str!("../fixtures/keys/compressed.pem"),
        "the public key's point is compressed",
    );
    let command = "Convert it with `openssl ec -pubin -conv_form uncompressed -in FILE`.";
    assert_eq!(error.hint(), command);
}

#[test]
fn keys_of_another_kind_are_called_by_their_names() {
    for (kind, text) in [
        ("P-521", include_str!("../fixtures/keys/p521.pem")),
        ("secp256k1", include_str!("../fixtures/keys/secp256k1.pem")),
        ("Ed448", include_str!("../fixtures/keys/ed448.pem")),
        ("X25519", include_str!("../fixtures/keys/x25519.pem")),
        ("RSASSA-PSS", include_str!("../fixtures/keys/rsa-pss.pem")),
    ] {
        let sentence =
            format!("the public key is of the kind {kind}, not P-384, P-256, RSA or Ed25519");
        refused(kind, text, &sentence);
    }
    refused(
        "short",
        include_str!("../fixtures/keys/rsa-1024.pem"),
        "the RSA key has 1024 bits, not 2048 to 8192",
    );
}

#[test]
fn bytes_that_are_no_key() {
    let no_key = "the public key's PEM block holds no public key";
    refused("no bytes", &pem(&[]), no_key);
    refused("some bytes", &pem(&[7; 120]), no_key);
    refused("written out", include_str!("../fixtures/keys/explicit.pem"), no_key);
    for text in [P256, P384, RSA, ED25519] {
        let whole = der(text);
        refused("cut off", &pem(&whole[..whole.len() - 1]), no_key);
        refused("followed by more", &pem(&[whole.as_slice(), &[0]].concat()), no_key);
    }
}

/// The one key with some of its bytes replaced by as many others.
fn replaced(text: &str, from: &[u8], to: &[u8]) -> String {
    let mut bytes = der(text);
    let place = bytes.windows(from.len()).position(|window| window == from).unwrap();
    bytes.splice(place..place + from.len(), to.iter().copied());
    pem(&bytes)
}

#[test]
fn bytes_that_are_nearly_a_key() {
    let no_key = "the public key's PEM block holds no public key";
    refused("no NULL", &replaced(RSA, &[5, 0], &[4, 0]), no_key);
    refused("a long length", &replaced(ED25519, &[0x30, 0x2a], &[0x30, 0x81, 0x2a]), no_key);
    refused("an endless length", &replaced(ED25519, &[0x30, 0x2a], &[0x30, 0x80]), no_key);
    refused("unused bits", &replaced(ED25519, &[3, 0x21, 0], &[3, 0x21, 1]), no_key);
    refused("parameters", &replaced(ED25519, &[0x70, 3], &[0x70, 5]), no_key);
    refused(
        "a short key",
        &replaced(
            ED25519,
            &[0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0, 0x1f],
            &[0x30, 0x29, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x20, 0],
        ),
        no_key,
    );
    refused(
        "a negative modulus",
        &replaced(RSA, &[0x02, 0x82, 1, 1, 0], &[0x02, 0x82, 1, 1, 0x80]),
        no_key,
    );
    refused("no curve", &replaced(P256, &[6, 8, 0x2a], &[4, 8, 0x2a]), no_key);
    let no_point = "the public key is not a point on the curve P-256";
    refused("a hybrid point", &replaced(P256, &[3, 0x42, 0, 4], &[3, 0x42, 0, 6]), no_point);
    refused("infinity", &replaced(P256, &[3, 0x42, 0, 4], &[3, 0x42, 0, 0]), no_point);
    let unknown = "the public key is of the kind unknown here, not P-384, P-256, RSA or Ed25519";
    refused("another curve", &replaced(P256, &[3, 1, 7], &[3, 1, 9]), unknown);
    let numbers = "the numbers of the public key are not those of an RSA key";
    refused("an even exponent", &replaced(RSA, &[2, 3, 1, 0, 1], &[2, 3, 1, 0, 2]), numbers);
}
