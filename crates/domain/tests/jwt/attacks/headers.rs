//! Headers that are refused.

use super::{Attack, refused};
use crate::token;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const HEADERS: &[Attack] = &[
    ("no algorithm", r#"{"typ":"JWT"}"#, NO_ALGORITHM),
    ("the algorithm in capitals", r#"{"ALG":"ES384"}"#, NO_ALGORITHM),
    ("a number as algorithm", r#"{"alg":384}"#, ALGORITHM_MISTYPED),
    ("null as algorithm", r#"{"alg":null}"#, ALGORITHM_MISTYPED),
    ("algorithms to choose from", r#"{"alg":["none","ES384"]}"#, ALGORITHM_MISTYPED),
    (
        "a number as key id",
        r#"{"alg":"ES384","kid":1}"#,
        "the member `kid` of the token's header has the wrong form",
    ),
    (
        "a list as type",
        r#"{"alg":"ES384","typ":["JWT"]}"#,
        "the member `typ` of the token's header has the wrong form",
    ),
    (
        "a thumbprint that is too short",
        r#"{"alg":"ES384","x5t#S256":"AAAA"}"#,
        "the member `x5t#S256` of the token's header has the wrong form",
    ),
    (
        "two algorithms",
        r#"{"alg":"none","alg":"ES384"}"#,
        "the header of the token has the member `alg` twice",
    ),
    (
        "two algorithms, one escaped",
        r#"{"alg":"none","\u0061lg":"ES384"}"#,
        "the header of the token has the member `alg` twice",
    ),
    (
        "two key ids",
        r#"{"alg":"ES384","kid":"a","kid":"b"}"#,
        "the header of the token has the member `kid` twice",
    ),
    (
        "an ambiguous key",
        r#"{"alg":"ES384","jwk":{"x":"a","x":"b"}}"#,
        "the header of the token has the member `x` twice",
    ),
    ("an unknown extension", r#"{"alg":"ES384","crit":["exp"],"exp":1}"#, CRITICAL),
    ("an empty list of extensions", r#"{"alg":"ES384","crit":[]}"#, CRITICAL),
    ("null as extensions", r#"{"alg":"ES384","crit":null}"#, CRITICAL),
    ("an announced raw payload", r#"{"alg":"ES384","b64":false,"crit":["b64"]}"#, CRITICAL),
    ("a raw payload", r#"{"alg":"ES384","b64":false}"#, RAW),
    ("a payload that is perhaps raw", r#"{"alg":"ES384","b64":"true"}"#, RAW),
    (
        "a token in the token",
        r#"{"alg":"ES384","cty":"JWT"}"#,
        "the content type of the token is `JWT` (`cty`), not JSON",
    ),
    ("not an object", r#"["ES384"]"#, "the header of the token is not a JSON object"),
    ("not JSON", "alg=ES384", NOT_JSON),
    ("a comma after the last member", r#"{"alg":"ES384",}"#, NOT_JSON),
    ("two objects", r#"{"alg":"ES384"}{"alg":"none"}"#, NOT_JSON),
    ("a comment", r#"{"alg":"ES384"/**/}"#, NOT_JSON),
    ("a NUL after the object", "{\"alg\":\"ES384\"}\0", NOT_JSON),
    ("a byte order mark", "\u{feff}{\"alg\":\"ES384\"}", NOT_JSON),
    (
        "deeply nested",
        r#"{"alg":"ES384","x":[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]}"#,
        "the header of the token is nested too deeply",
    ),
];

const NO_ALGORITHM: &str = "the header of the token lacks the algorithm, `alg`";
const ALGORITHM_MISTYPED: &str = "the member `alg` of the token's header has the wrong form";
const CRITICAL: &str =
    "the header of the token demands extensions (`crit`) that are not understood here";
const RAW: &str = "the header of the token says `b64`, which is not understood here";
const NOT_JSON: &str = "the header of the token is not valid JSON";

#[test]
fn headers_that_are_refused() {
    for (name, header, sentence) in HEADERS {
        refused(name, &token(header, "{}"), sentence);
    }
    let latin1 = b"{\"alg\":\"ES384\",\"kid\":\"\xe9\"}";
    refused("not UTF-8", &token(latin1, "{}"), "the header of the token is not UTF-8 text");
}
