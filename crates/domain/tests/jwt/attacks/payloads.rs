//! Payloads that are refused.

use domain::jwt::UntrustedJwt;

use super::{Attack, refused};
use crate::{HEADER, token};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const PAYLOADS: &[Attack] = &[
    ("not an object", "[]", "the payload of the token is not a JSON object"),
    ("a text", "\"{}\"", "the payload of the token is not a JSON object"),
    ("not JSON", "username=bob", NOT_JSON),
    ("cut off", r#"{"username":"bo"#, NOT_JSON),
    ("half a surrogate pair", r#"{"username":"\ud800"}"#, NOT_JSON),
    ("not a number", r#"{"exp":NaN}"#, NOT_JSON),
    ("a number beyond all numbers", r#"{"exp":1e999}"#, NOT_JSON),
    (
        "two people",
        r#"{"username":"bob","username":"alice"}"#,
        "the payload of the token has the member `username` twice",
    ),
    (
        "two ends",
        r#"{"exp":1,"exp":4102444800}"#,
        "the payload of the token has the member `exp` twice",
    ),
    (
        "ambiguous deep inside",
        r#"{"a":[{"b":{"c":1,"c":2}}]}"#,
        "the payload of the token has the member `c` twice",
    ),
    (
        "ambiguous and deceptive",
        "{\"a\u{202e}\":1,\"a\u{202e}\":2}",
        "the payload of the token has the member `a\\u{202e}` twice",
    ),
    ("a number as audience", r#"{"aud":1}"#, "the claim `aud` is not a text or a list of texts"),
    (
        "a number among the audiences",
        r#"{"aud":["moehaha",1]}"#,
        "the claim `aud` is not a text or a list of texts",
    ),
    ("null as audience", r#"{"aud":null}"#, "the claim `aud` is not a text or a list of texts"),
    (
        "an object as scope",
        r#"{"scope":{"user:memberof:moehaha":true}}"#,
        "the claim `scope` is not a text or a list of texts",
    ),
    (
        "a list inside the scope",
        r#"{"scope":[["user:memberof:moehaha"]]}"#,
        "the claim `scope` is not a text or a list of texts",
    ),
    ("a list as organization", r#"{"globalid":["moehaha"]}"#, "the claim `globalid` is not a text"),
    ("a truth as person", r#"{"username":true}"#, "the claim `username` is not a text"),
    ("a list as issuer", r#"{"iss":["itsyouonline"]}"#, "the claim `iss` is not a text"),
    ("null as client", r#"{"azp":null}"#, "the claim `azp` is not a text"),
];

const NOT_JSON: &str = "the payload of the token is not valid JSON";

#[test]
fn payloads_that_are_refused() {
    for (name, payload, sentence) in PAYLOADS {
        refused(name, &token(HEADER, payload), sentence);
    }
    let overlong_slash = b"{\"a\":\"\xc0\xaf\"}";
    refused(
        "not UTF-8",
        &token(HEADER, overlong_slash),
        "the payload of the token is not UTF-8 text",
    );
}

/// Name, claim and value.
const TIMES: &[Attack] = &[
    ("a text as end", "exp", r#""1795570627""#),
    ("null as end", "exp", "null"),
    ("a negative end", "exp", "-1"),
    ("a huge end", "exp", "18446744073709551615"),
    ("an end of another order of magnitude", "exp", "1e300"),
    ("an end in milliseconds", "exp", "1795570627000"),
    ("the first second that dates cannot show", "exp", "253402300800"),
    ("a beginning just before time", "nbf", "-0.5"),
    ("a truth as beginning", "nbf", "true"),
    ("a list as time of issue", "iat", "[1]"),
];

#[test]
fn times_that_are_refused() {
    for (name, claim, value) in TIMES {
        let payload = format!(r#"{{"{claim}":{value}}}"#);
        let sentence = format!(
            "the claim `{claim}` is not a number of seconds between the years 1970 and 9999"
        );
        refused(name, &token(HEADER, payload), &sentence);
    }
}

#[test]
fn nesting_has_a_bottom() {
    let nested = |depth| format!(r#"{{"x":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert!(UntrustedJwt::parse(&token(HEADER, nested(15))).is_ok());
    let sentence = "the payload of the token is nested too deeply";
    refused("deeply nested", &token(HEADER, nested(16)), sentence);
    refused("bottomless", &token(HEADER, format!(r#"{{"x":{}"#, "[".repeat(40_000))), sentence);
}
