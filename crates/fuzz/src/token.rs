//! Tokens: any text, and any header and payload that are encoded as a token's are.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::jwt::{Algorithm, UntrustedJwt};
use serde_json::Value;

use crate::facts::Facts;
use crate::{judged, recipe, shown};

/// For a payload that comes without a header.
const HEADER: &[u8] = br#"{"alg":"ES384","typ":"JWT"}"#;

/// Reads `data` as a token, and as what a token is made of: the payload, after a header where it has
/// several lines; or, after a `#`, a recipe for both. Guessing base64url would take a fuzzer for ever.
pub fn token(data: &[u8]) {
    if let Ok(text) = str::from_utf8(data) {
        read(text);
    }
    if let Some(recipe) = data.strip_prefix(b"#") {
        let [header, payload] = recipe::cooked(recipe);
        return read(&compact(header.as_bytes(), payload.as_bytes(), &[7; 96]));
    }
    let first = data.iter().position(|byte| *byte == b'\n').map(|end| data.split_at(end));
    let (header, payload) = match first {
        Some((header, rest)) => (header, rest.get(1..).unwrap_or_default()),
        None => (HEADER, data),
    };
    read(&compact(header, payload, &[7; 96]));
}

/// The token with these parts.
pub(crate) fn compact(header: &[u8], payload: &[u8], signature: &[u8]) -> String {
    [header, payload, signature].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".")
}

fn read(text: &str) {
    match UntrustedJwt::parse(text) {
        Ok(jwt) => {
            same_again(&jwt, text);
            same_as_others_read(&jwt, text);
            keeps_its_secret(&jwt);
            judged::by_everybody(&jwt, &Facts::of(text));
        }
        Err(error) => {
            shown::sentence("an error", &error.to_string());
            shown::sentence("a hint", error.hint());
            shown::code(error.code());
        }
    }
}

/// Nothing is lost on reading, and reading twice gives the same twice.
fn same_again(jwt: &UntrustedJwt, text: &str) {
    assert_eq!(jwt.compact().expose(), text);
    assert_eq!(jwt.parts().join("."), text);
    assert_eq!(format!("{}.{}", jwt.signing_input(), jwt.parts()[2]), text);
    assert_eq!(URL_SAFE_NO_PAD.encode(jwt.signature()), jwt.parts()[2]);
    let again = UntrustedJwt::parse(jwt.compact()).expect("what was read can be read again");
    assert_eq!(format!("{again:?}"), format!("{jwt:?}"));
    let fitting = Algorithm::ALL.map(|algorithm| jwt.check_signature_form(algorithm).is_ok());
    let fitting = fitting.iter().filter(|fits| **fits).count();
    assert!(fitting <= 1, "a signature of {fitting} algorithms");
}

/// Two careful readers of one token see one token.
fn same_as_others_read(jwt: &UntrustedJwt, text: &str) {
    let Ok(other) = jwt_compact::UntrustedToken::new(text) else { return };
    assert_eq!(jwt.algorithm(), other.algorithm());
    assert_eq!(jwt.signature(), other.signature_bytes());
    assert_eq!(jwt.key_id(), other.header().key_id.as_deref());
    let Ok(claims) = other.deserialize_claims_unchecked::<Value>() else { return };
    let expires = claims.expiration.map(|time| time.timestamp());
    if let (Some(ours), Some(theirs)) = (jwt.peek_claims().expires_at, expires) {
        assert_eq!(i64::try_from(ours.seconds()), Ok(theirs));
    }
}

/// The refresh token inside cannot be asked for, and is known to be there.
fn keeps_its_secret(jwt: &UntrustedJwt) {
    let claims = jwt.peek_claims();
    let shown = claims.all().find(|(name, _)| *name == "refresh_token").map(|(_, value)| value);
    assert_eq!(claims.carries_refresh_token(), shown.is_some_and(|value| !value.is_null()));
    assert!(shown.is_none_or(|value| value.is_null() || value == "…"), "a refresh token is shown");
}
