//! Keys that are read, and keys that are refused.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    api::Jwk,
    jwt::{Algorithm, VerifySignature as _},
};
use serde_json::{Value, json};
use signature::{PublicKey, SigningKey};

const KEY: &str = include_str!("../../domain/tests/fixtures/exchanges.pem");

fn key() -> PublicKey {
    PublicKey::from_pem(KEY).unwrap()
}

fn jwk(value: Value) -> Jwk {
    serde_json::from_value(value).unwrap()
}

fn pem(der: &[u8]) -> String {
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", STANDARD.encode(der))
}

fn der(pem: &str) -> Vec<u8> {
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode(body).unwrap()
}

#[test]
fn pem_comes_out_as_it_went_in() {
    assert_eq!(key().to_pem(), KEY);
    assert_eq!(PublicKey::from_pem(&KEY.replace('\n', "\r\n")).unwrap(), key());
    assert_eq!(PublicKey::from_pem(&format!("\n  {KEY}\n")).unwrap(), key());
    assert_eq!(PublicKey::from_pem(&pem(&der(KEY))).unwrap(), key());
    assert_eq!(key().algorithm(), Algorithm::Es384);
}

#[test]
fn the_published_key_is_read() {
    let published = "-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAES5X8XrfKdx9gYayFITc89wad4usrk0n2
7MjiGYvqalizeSWTHEpnd7oea9IQ8T5oJjMVH5cc0H5tFSKilFFeh//wngxIyny6
6+Vq5t5B0V0Ehy01+2ceEon2Y0XDkIKv
-----END PUBLIC KEY-----
";
    let published_key = PublicKey::from_pem(published).unwrap();
    assert_eq!(published_key.to_pem(), published);
    assert_ne!(published_key, key());
}

#[test]
fn jwk_comes_out_as_it_went_in() {
    let written = key().to_jwk();
    let again = PublicKey::from_jwk(&written).unwrap();
    assert_eq!(again, key());
    assert_eq!(again.to_jwk(), written);
    assert_eq!(written.0["kid"], key().key_id());
    let mut names: Vec<_> = written.0.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["alg", "crv", "kid", "kty", "use", "x", "y"]);
    let with_name = PublicKey::from_jwk(&jwk(json!({
        "kty": "EC", "crv": "P-384", "x": written.0["x"], "y": written.0["y"], "kid": "2026"
    })))
    .unwrap();
    assert_eq!((with_name.key_id(), &with_name), ("2026", &key()));
}

/// The SHA-256 of `{"crv":"P-384","kty":"EC","x":"…","y":"…"}`, computed elsewhere.
#[test]
fn the_key_identifier_is_the_thumbprint() {
    assert_eq!(key().key_id(), "N9xQnoYk4s2jdSCn-O5xhoTJY1xIzopKwVxx4vj-Ypw");
}

#[track_caller]
fn refused(name: &str, pem: &str, sentence: &str) {
    let error = PublicKey::from_pem(pem).unwrap_err();
    assert_eq!(error.to_string(), sentence, "{name}");
    assert!(error.code().starts_with("public-key-"), "{name}");
    assert!(error.hint().ends_with('.'), "{name}");
}

#[test]
fn text_that_is_no_pem() {
    let no_block = "the public key does not stand between `-----BEGIN PUBLIC KEY-----` and `-----END PUBLIC KEY-----`";
    refused("nothing", "", no_block);
    refused("only the base64", &STANDARD.encode(der(KEY)), no_block);
    refused("cut off", &KEY[..150], no_block);
    refused("another end", &KEY.replace("END PUBLIC", "END PRIVATE"), no_block);
    let surplus = "there is something before or after the public key's PEM block";
    refused("twice", &format!("{KEY}{KEY}"), surplus);
    refused("with a comment", &format!("production\n{KEY}"), surplus);
    for label in ["EC PRIVATE KEY", "CERTIFICATE", "RSA PUBLIC KEY"] {
        let sentence = format!("the public key's PEM block is a `{label}`, not a `PUBLIC KEY`");
        refused(label, &KEY.replace("PUBLIC KEY", label), &sentence);
    }
    let foreign = KEY.replacen('M', "!", 1);
    refused("a foreign character", &foreign, "the public key's PEM block is not base64");
}

#[test]
fn bytes_that_are_no_key() {
    let no_key = "the public key's PEM block holds no public key";
    refused("no bytes", &pem(&[]), no_key);
    refused("some bytes", &pem(&[7; 120]), no_key);
    let (head, point) = (&der(KEY)[..23], &der(KEY)[23..]);
    let off_the_curve = [&point[..96], &[point[96] ^ 1]].concat();
    let hybrid = [&[0x06], &point[1..]].concat();
    for (name, point) in [
        ("one byte missing", &point[..96]),
        ("one byte too many", &[point, &[0]].concat()),
        ("not on the curve", &off_the_curve),
        ("the point at infinity", &[0; 97]),
        ("a hybrid point", &hybrid),
        ("nothing", &[]),
    ] {
        let sentence = "the public key is not a point on the curve P-384";
        refused(name, &pem(&[head, point].concat()), sentence);
    }
}

#[test]
fn keys_of_another_kind() {
    refused("compressed", COMPRESSED, "the public key's point is compressed");
    for (kind, key) in [("P-256", P256), ("P-521", P521), ("RSA", RSA), ("Ed25519", ED25519)] {
        refused(kind, key, &format!("the public key is of the kind {kind}, not P-384"));
    }
}

#[test]
fn jwk_that_is_no_key() {
    let whole = Value::Object(key().to_jwk().0);
    let short = "AAAA";
    for (member, value, sentence) in [
        ("kty", json!("RSA"), "the member `kty` of the public key is not `EC`"),
        ("kty", Value::Null, "the member `kty` of the public key is not `EC`"),
        ("crv", json!("P-256"), "the member `crv` of the public key is not `P-384`"),
        ("crv", json!("P-521"), "the member `crv` of the public key is not `P-384`"),
        ("alg", json!("ES256"), "the member `alg` of the public key is not `ES384`"),
        ("alg", json!("none"), "the member `alg` of the public key is not `ES384`"),
        ("use", json!("enc"), "the member `use` of the public key is not `sig`"),
        ("kid", json!(1), "the member `kid` of the public key is not a text"),
        ("x", json!(short), "the member `x` of the public key is not 48 bytes in base64url"),
        ("y", json!(7), "the member `y` of the public key is not 48 bytes in base64url"),
        (
            "y",
            json!(format!("{}=", "A".repeat(64))),
            "the member `y` of the public key is not 48 bytes in base64url",
        ),
        ("y", whole["x"].clone(), "the public key is not a point on the curve P-384"),
        ("d", json!("AAAA"), "the public key comes with its private half, `d`"),
    ] {
        let mut changed = whole.clone();
        changed[member] = value;
        let error = PublicKey::from_jwk(&jwk(changed)).unwrap_err();
        assert_eq!(error.to_string(), sentence, "{member}");
        assert!(error.hint().ends_with('.'), "{member}");
    }
    for member in ["kty", "crv", "x", "y"] {
        let mut lacking = key().to_jwk();
        lacking.0.remove(member);
        assert_eq!(PublicKey::from_jwk(&lacking).unwrap_err().code(), "public-key-member");
    }
}

#[test]
fn generated_keys_survive_both_forms() {
    for _ in 0..20 {
        let key = SigningKey::generate().unwrap().public_key().clone();
        assert_eq!(PublicKey::from_pem(&key.to_pem()).unwrap(), key);
        assert_eq!(PublicKey::from_jwk(&key.to_jwk()).unwrap().key_id(), key.key_id());
    }
}

const COMPRESSED: &str = "-----BEGIN PUBLIC KEY-----
MEYwEAYHKoZIzj0CAQYFK4EEACIDMgACSINcG7010Uwk1Q8ih0TO4EYxVS0HP7Nw
Y6NlN6bSCSQg+AVW9Z12ZTifGiGzimiK
-----END PUBLIC KEY-----
";

const P256: &str = "-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEy9maKfeMGG8mdeVrJtSMF/r9HA07
C4ux1Q0QZfcS8rWNi/j/c5VaQPKmeaVvu9ds5B4XVLYpSxvLjYmck8rJYQ==
-----END PUBLIC KEY-----
";

const P521: &str = "-----BEGIN PUBLIC KEY-----
MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQAXQWM9wlyrkxBqHYys4ZixFFEkm7n
yMcb1sBzTpUJ9cZTEaRic7j/qSv13IzVOxvjtGFx33n+Y7nK4jwB1cgfcNkA1Ej/
oR3GJBMSx33L5nvPiibZzrfbR9YbnG1by9QRugkitrvFLiuQzHGRErvGmW3YSsme
NEEipq39Gb90XfdYvtA=
-----END PUBLIC KEY-----
";

const RSA: &str = "-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAznEi/4jPZ3XyOBvZEb5J
1R5Ih4wjKf3sja+1m+DHNikS54hDUXtl8D9Fm5ZLvmiHRzhEX16onw/qsExKplEM
nuDZZr8pl+yJcZBzUl8RDVIZy5TWu5MPcyqcoY9T7PjSXoQ5gAtAWdy2MSwk6DWc
hw3t4hO/WxY4utdRyWyAwDXx8g6RoPbMtf9uBVfqHdg9HOECZ1y6Q1LTXcZ0cBTL
adl9X7Rzi2SFjtcoGF23TnijVpOp8nMQo6WiiyF5dxX9dcaZQALIAFA+ZcFhJgM5
nYWG1VAlfx0zNLLK619cYiNgIdgotsrX+BuBAc3Z8ndSUUS5TcqskJ+TRMRk5PtV
NQIDAQAB
-----END PUBLIC KEY-----
";

const ED25519: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAVpshO67DbII/WKuz1hWoZK6wh6c2Yz/cl1SPk/G1374=
-----END PUBLIC KEY-----
";
