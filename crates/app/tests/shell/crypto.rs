//! Signatures, verified by the browser's own cryptography.

use app::shell::crypto;
use domain::{
    api::Jwk,
    judge::{SignatureState, Unchecked},
    jwt::{Algorithm, SignatureError, UntrustedJwt},
    key::{KeySet, PublicKey, SignatureCheck},
};
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, run};

const MISMATCH: SignatureState = SignatureState::Invalid(SignatureError::Mismatch);
const DAMAGED: SignatureState = SignatureState::Invalid(SignatureError::KeyUnusable);

/// How the browser makes a key, signs a text, and writes both down.
const SIGN: &str = "
    const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');
    const part = (value) => base64url(new TextEncoder().encode(JSON.stringify(value)));
    const rsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
    const parameters = {
        ES384: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
        ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
        RS256: { name: 'RSASSA-PKCS1-v1_5', ...rsa },
        PS256: { name: 'RSA-PSS', saltLength: 32, ...rsa },
        EdDSA: { name: 'Ed25519' } };
    const signed = async (alg, changed) => {
        const it = parameters[alg];
        const pair = await crypto.subtle.generateKey(it, true, ['sign', 'verify']);
        const { kty, crv, x, y, n, e } = await crypto.subtle.exportKey('jwk', pair.publicKey);
        const input = part({ alg, typ: 'JWT' }) + '.' + part({ username: 'bob', iss: 'itsyouonline',
            aud: ['moehaha'], scope: ['user:memberof:moehaha'], exp: Math.round(Date.now() / 1000) + 3600 });
        const signature = await crypto.subtle.sign(
            { ...it, ...changed }, pair.privateKey, new TextEncoder().encode(input));
        return JSON.stringify([input + '.' + base64url(signature), { kty, crv, x, y, n, e, alg }]) };";

/// A token that the browser signed, and the key for it.
pub(super) async fn signed(algorithm: &str, changed: &str) -> (UntrustedJwt, PublicKey) {
    let script = format!("{SIGN} return signed('{algorithm}', {changed})");
    let signed = JsFuture::from(Promise::from(run(&script))).await.unwrap();
    let (jwt, jwk): (String, Jwk) = serde_json::from_str(&signed.as_string().unwrap()).unwrap();
    (UntrustedJwt::parse(jwt.as_str()).unwrap(), PublicKey::from_jwk(&jwk).unwrap())
}

fn key(json: &str) -> PublicKey {
    PublicKey::from_jwk(&serde_json::from_str(json).unwrap()).unwrap()
}

/// What the page would do with a token and keys.
async fn checked(jwt: &UntrustedJwt, keys: impl IntoIterator<Item = PublicKey>) -> SignatureState {
    let keys: KeySet<PublicKey> = keys.into_iter().collect();
    crypto::check(SignatureCheck::begin(jwt, &keys).unwrap()).await
}

/// The same header and signature, and other claims.
fn with_other_claims(jwt: &UntrustedJwt) -> UntrustedJwt {
    let [header, _, signature] = jwt.parts();
    UntrustedJwt::parse(format!("{header}.eyJ1c2VybmFtZSI6ImV2ZSJ9.{signature}").as_str()).unwrap()
}

/// The same with another signature of the same length.
fn with_signature_of(jwt: &UntrustedJwt, other: &UntrustedJwt) -> UntrustedJwt {
    let ([header, claims, _], [_, _, signature]) = (jwt.parts(), other.parts());
    UntrustedJwt::parse(format!("{header}.{claims}.{signature}").as_str()).unwrap()
}

#[wasm_bindgen_test]
async fn each_algorithm_is_verified() {
    for algorithm in Algorithm::ALL {
        let (jwt, key) = signed(algorithm.name(), "{}").await;
        let (other, other_key) = signed(algorithm.name(), "{}").await;
        assert_eq!(key.algorithm(), algorithm);
        assert_eq!(checked(&jwt, [key.clone()]).await, SignatureState::Valid, "{algorithm}");
        assert_eq!(checked(&jwt, [other_key.clone()]).await, MISMATCH, "{algorithm}");
        assert_eq!(checked(&with_other_claims(&jwt), [key.clone()]).await, MISMATCH);
        assert_eq!(checked(&with_signature_of(&jwt, &other), [key.clone()]).await, MISMATCH);
        let both = [other_key, key];
        assert_eq!(checked(&jwt, both.clone()).await, SignatureState::Valid, "{algorithm}");
        assert_eq!(checked(&other, both).await, SignatureState::Valid, "{algorithm}");
    }
}

#[wasm_bindgen_test]
async fn a_salt_of_another_length_is_refused() {
    let (jwt, key) = signed("PS256", "{ saltLength: 20 }").await;
    assert_eq!(checked(&jwt, [key]).await, MISMATCH);
}

/// RFC 7515, appendix A.2 and A.3.
#[wasm_bindgen_test]
async fn the_examples_of_the_standard_are_valid() {
    let claims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    for (header, signature, jwk) in [
        (
            "eyJhbGciOiJSUzI1NiJ9",
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
            r#"{ "kty": "RSA", "e": "AQAB", "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ" }"#,
        ),
        (
            "eyJhbGciOiJFUzI1NiJ9",
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
            r#"{ "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" }"#,
        ),
    ] {
        let jwt = UntrustedJwt::parse(format!("{header}.{claims}.{signature}").as_str()).unwrap();
        assert_eq!(checked(&jwt, [key(jwk)]).await, SignatureState::Valid, "{header}");
    }
}

/// CVE-2022-21449: a verifier that multiplies by nothing takes this for anybody's signature.
#[wasm_bindgen_test]
async fn a_signature_of_zeros_is_nobodys() {
    for (algorithm, length) in [("ES384", 96), ("ES256", 64), ("EdDSA", 64), ("RS256", 256)] {
        let (jwt, key) = signed(algorithm, "{}").await;
        let [header, claims, _] = jwt.parts();
        let zeros = "A".repeat((length * 8_usize).div_ceil(6));
        let jwt = UntrustedJwt::parse(format!("{header}.{claims}.{zeros}").as_str()).unwrap();
        assert_eq!(checked(&jwt, [key]).await, MISMATCH, "{algorithm}");
    }
}

/// A point beside its curve.
fn damaged() -> PublicKey {
    let coordinate = "A".repeat(63) + "E";
    key(&format!(r#"{{"kty":"EC","crv":"P-384","x":"{coordinate}","y":"{coordinate}"}}"#))
}

#[wasm_bindgen_test]
async fn a_damaged_key_is_told_apart_from_a_wrong_signature() {
    let (jwt, right) = signed("ES384", "{}").await;
    let (_, wrong) = signed("ES384", "{}").await;
    assert_eq!(checked(&jwt, [damaged()]).await, DAMAGED);
    assert_eq!(checked(&jwt, [damaged(), wrong.clone()]).await, MISMATCH);
    assert_eq!(checked(&jwt, [wrong.clone(), damaged()]).await, MISMATCH);
    assert_eq!(checked(&jwt, [damaged(), wrong, right]).await, SignatureState::Valid);
}

#[wasm_bindgen_test]
async fn a_page_without_tls_has_no_cryptography() {
    let (jwt, key) = signed("ES384", "{}").await;
    let _insecure = Changed::by(
        "Object.defineProperty(crypto, 'subtle', { configurable: true, value: undefined })",
        "delete crypto.subtle",
    );
    let expected = SignatureState::NotChecked(Unchecked::NoCryptography);
    assert_eq!(checked(&jwt, [key]).await, expected);
}

/// Browsers that misbehave, and what the page makes of it.
#[wasm_bindgen_test]
async fn nothing_that_a_browser_answers_opens_the_door() {
    let (jwt, key) = signed("EdDSA", "{}").await;
    let not_supported = SignatureState::NotChecked(Unchecked::NotSupported(Algorithm::EdDsa));
    for (change, expected) in [
        (
            "importKey = async () => { throw new DOMException('', 'NotSupportedError') }",
            &not_supported,
        ),
        ("importKey = async () => { throw new DOMException('', 'DataError') }", &DAMAGED),
        ("importKey = async () => { throw undefined }", &DAMAGED),
        ("importKey = () => { throw 'an extension' }", &DAMAGED),
        ("importKey = () => undefined", &not_supported),
        ("verify = async () => { throw new DOMException('', 'OperationError') }", &not_supported),
        ("verify = () => { throw null }", &not_supported),
        ("verify = () => undefined", &MISMATCH),
        ("verify = async () => 'true'", &MISMATCH),
        ("verify = async () => ({})", &MISMATCH),
    ] {
        let _changed = Changed::by(
            &format!(
                "window.real = {{ importKey: crypto.subtle.importKey, verify: crypto.subtle.verify }};
                 SubtleCrypto.prototype.{change}"
            ),
            "Object.assign(SubtleCrypto.prototype, window.real)",
        );
        assert_eq!(&checked(&jwt, [key.clone()]).await, expected, "{change}");
    }
    assert_eq!(checked(&jwt, [key]).await, SignatureState::Valid);
}

/// The key leaves the browser's hands for nothing but this.
#[wasm_bindgen_test]
async fn a_key_is_imported_for_verifying_only() {
    let (jwt, key) = signed("ES256", "{}").await;
    let _watched = Changed::by(
        "window.importKey = SubtleCrypto.prototype.importKey;
         SubtleCrypto.prototype.importKey = function (...words) {
            window.asked = words; return importKey.apply(this, words) }",
        "SubtleCrypto.prototype.importKey = window.importKey",
    );
    assert_eq!(checked(&jwt, [key]).await, SignatureState::Valid);
    let asked = super::text("return JSON.stringify([asked[3], asked[4], asked[2].namedCurve])");
    assert_eq!(asked, r#"[false,["verify"],"P-256"]"#);
}
