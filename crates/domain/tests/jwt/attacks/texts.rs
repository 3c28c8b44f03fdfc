//! Texts in which the parts cannot be found, and parts that cannot be decoded.

use super::{Attack, refused};
use crate::{HEADER, base64url};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// `<h>` and `<p>` stand for a good header and payload, `<t>` for a good token.
const TEXTS: &[Attack] = &[
    ("nothing", "", "the token is empty"),
    (
        "an access token",
        "LEKeiYuPs4rJNqv9gEuV8uY0kHvD",
        "the token has no dots, but a JWT has three parts with dots between",
    ),
    ("signature forgotten", "<h>.<p>", "the token has 2 parts, but a JWT has three"),
    ("one dot too many", "<t>.", "the token has 4 parts, but a JWT has three"),
    ("two tokens", "<t>.<t>", "the token has 6 parts, but a JWT has three"),
    ("encrypted", "<t>.a.b", "the token has five parts: it is encrypted and cannot be read here"),
    ("only dots", "..", "the header of the token is empty"),
    ("no payload", "<h>..c2ln", "the payload of the token is empty"),
    ("the whole header line", "Bearer <t>", "the token contains white space"),
    ("a blank before", " <t>", "the token contains white space"),
    ("a line break after", "<t>\n", "the token contains white space"),
    ("wrapped lines", "<h>.\r\n<p>.c2ln", "the token contains white space"),
    ("in quotes", "\"<t>\"", "the token contains the character `\"`, which no JWT has"),
    ("a NUL after", "<t>\0", "the token contains the character `\\u{0}`, which no JWT has"),
    (
        "a byte order mark",
        "\u{feff}<t>",
        "the token contains the character `\\u{feff}`, which no JWT has",
    ),
    (
        "a zero-width blank",
        "<h>\u{200b}.<p>.c2ln",
        "the token contains the character `\\u{200b}`, which no JWT has",
    ),
    ("a Cyrillic letter", "<h>.<p>.с2ln", "the token contains the character `с`, which no JWT has"),
    ("padding", "<h>.<p>.c2k=", "the token contains the character `=`, which no JWT has"),
    (
        "base64 with a plus",
        "<h>.<p>.c2k+",
        "the token contains the character `+`, which no JWT has",
    ),
    (
        "base64 with a slash",
        "<h>.<p>.c2k/",
        "the token contains the character `/`, which no JWT has",
    ),
    (
        "percent-encoded",
        "<h>%2E<p>%2Ec2ln",
        "the token contains the character `%`, which no JWT has",
    ),
    (
        "an impossible length of the header",
        "<h>A.<p>.c2ln",
        "the header of the token is not base64url",
    ),
    (
        "an impossible length of the payload",
        "<h>.<p>AA.c2ln",
        "the payload of the token is not base64url",
    ),
    (
        "an impossible length of the signature",
        "<h>.<p>.c2lnc",
        "the signature of the token is not base64url",
    ),
    (
        "surplus bits in the header",
        "eyJhbGciOiJub25lIn1.<p>.c2ln",
        "the header of the token is not base64url",
    ),
    ("surplus bits in the payload", "<h>.e31.c2ln", "the payload of the token is not base64url"),
    ("surplus bits in the signature", "<h>.<p>.c2h", "the signature of the token is not base64url"),
];

fn filled_in(template: &str) -> String {
    let (header, payload) = (base64url(HEADER), base64url("{}"));
    template.replace("<t>", "<h>.<p>.c2ln").replace("<h>", &header).replace("<p>", &payload)
}

#[test]
fn texts_that_are_not_a_token() {
    for (name, template, sentence) in TEXTS {
        refused(name, &filled_in(template), sentence);
    }
    let endless = filled_in("<t>") + &"A".repeat(65_536);
    refused("endless", &endless, "the token is longer than 65536 bytes");
}
