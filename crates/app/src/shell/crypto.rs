//! Signatures, verified by the browser's own cryptography.

use domain::{
    judge::{SignatureState, Unchecked},
    jwt::{Algorithm, SignatureError},
    key::{PublicKey, SignatureCheck},
};
use js_sys::{Array, JSON, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::SubtleCrypto;

use super::window;

/// Verifies a signature with each key that comes into question, until one fits.
pub async fn check(check: SignatureCheck) -> SignatureState {
    let (input, signature) = (check.jwt.signing_input().as_bytes(), check.jwt.signature());
    let mut state = None;
    for key in &check.keys {
        let next = verify(key, input, signature).await;
        if next == SignatureState::Valid {
            return next;
        }
        // What a usable key says is worth more than that another one is damaged.
        if state.is_none() || next == SignatureState::Invalid(SignatureError::Mismatch) {
            state = Some(next);
        }
    }
    state.unwrap_or(SignatureState::NotChecked(Unchecked::NoKeys))
}

/// Whether the key's owner signed `input` with this `signature`.
pub async fn verify(key: &PublicKey, input: &[u8], signature: &[u8]) -> SignatureState {
    let algorithm = key.algorithm();
    let not_supported = SignatureState::NotChecked(Unchecked::NotSupported(algorithm));
    let Some(subtle) = subtle() else {
        return SignatureState::NotChecked(Unchecked::NoCryptography);
    };
    let Some(parameters) = parameters(algorithm) else { return not_supported };
    let key = match finished(import(&subtle, key, &parameters)).await {
        Ok(key) => key,
        Err(error) if is_not_supported(&error) => return not_supported,
        Err(_) => return SignatureState::Invalid(SignatureError::KeyUnusable),
    };
    let verifying = subtle.verify_with_object_and_u8_array_and_u8_array(
        &parameters,
        key.unchecked_ref(),
        signature,
        input,
    );
    match finished(verifying).await {
        Ok(answer) if answer == true => SignatureState::Valid,
        Ok(_) => SignatureState::Invalid(SignatureError::Mismatch),
        // It says of no signature that it is wrong by failing.
        Err(_) => not_supported,
    }
}

/// Not there on a page without TLS, although its type says that it always is.
fn subtle() -> Option<SubtleCrypto> {
    let subtle = window()?.crypto().ok()?.subtle();
    (!subtle.is_undefined()).then_some(subtle)
}

fn import(subtle: &SubtleCrypto, key: &PublicKey, parameters: &Object) -> Result<Promise, JsValue> {
    let key = Uint8Array::from(key.to_spki().as_slice());
    let usages = Array::of1(&"verify".into());
    subtle.import_key_with_object("spki", &key, parameters, false, &usages)
}

/// For importing a key and for verifying with it alike.
fn parameters(algorithm: Algorithm) -> Option<Object> {
    let parameters = match algorithm {
        Algorithm::Es384 => r#"{"name":"ECDSA","namedCurve":"P-384","hash":"SHA-384"}"#,
        Algorithm::Es256 => r#"{"name":"ECDSA","namedCurve":"P-256","hash":"SHA-256"}"#,
        Algorithm::Rs256 => r#"{"name":"RSASSA-PKCS1-v1_5","hash":"SHA-256"}"#,
        // As many bytes of salt as the hash has (RFC 7518 §3.5).
        Algorithm::Ps256 => r#"{"name":"RSA-PSS","hash":"SHA-256","saltLength":32}"#,
        Algorithm::EdDsa => r#"{"name":"Ed25519"}"#,
    };
    JSON::parse(parameters).ok().map(JsCast::unchecked_into)
}

/// What comes of a promise, also where a browser extension hands out something else.
async fn finished(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&promise?)).await
}

fn is_not_supported(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "NotSupportedError")
}
