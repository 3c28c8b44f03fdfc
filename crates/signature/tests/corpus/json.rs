//! Payloads and headers that are JSON to some readers, or to none.

use crate::{
    attack::{Attack, attack},
    token::{Pasted, good},
};

pub(crate) fn attacks() -> Vec<Attack> {
    [twice(), of_bytes(), of_syntax(), of_depth(), of_characters()].into_iter().flatten().collect()
}

fn with_payload(payload: impl Into<Vec<u8>>) -> Pasted {
    good().payload(payload).signed()
}

/// The good payload with a member before its own.
fn doubled(member: &str) -> Pasted {
    let token = good();
    let input = token.input();
    let claims = decoded(input.split_once('.').unwrap().1);
    with_payload(claims.replacen('{', &format!("{{{member},"), 1))
}

fn decoded(part: &str) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    String::from_utf8(URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn twice() -> Vec<Attack> {
    const WHY: &str = "RFC 7519 §4: names stand once, or two readers see two tokens";
    let twice = |name, pasted, member| {
        let sentence = format!("the payload of the token has the member `{member}` twice");
        attack(name, WHY, pasted).unreadable("jwt-duplicate-member", &sentence)
    };
    vec![
        twice("two ends", doubled(r#""exp":1"#), "exp"),
        twice("two issuers", doubled(r#""iss":"other""#), "iss"),
        twice("two audiences, one written as an escape", doubled(r#""\u0061ud":"other""#), "aud"),
        twice("two members in a claim", doubled(r#""act":{"sub":"a","sub":"b"}"#), "sub"),
        twice("two members in a list", doubled(r#""x":[{"y":1,"y":2}]"#), "y"),
        attack("a claim that differs in one letter's size", "RFC 7519 §4: names are exact", {
            doubled(r#""Exp":1,"EXP":1"#)
        }),
    ]
}

fn of_bytes() -> Vec<Attack> {
    const WHY: &str = "RFC 8725 §3.7: UTF-8 and nothing else";
    let not_utf8 = |name, bytes: &[u8]| {
        let payload = [br#"{"username":""#, bytes, br#""}"#].concat();
        attack(name, WHY, with_payload(payload))
            .unreadable("jwt-not-utf8", "the payload of the token is not UTF-8 text")
    };
    let not_json = |name, why, payload: &[u8]| {
        attack(name, why, with_payload(payload))
            .unreadable("jwt-not-json", "the payload of the token is not valid JSON")
    };
    let wide: Vec<u8> = r#"{"username":"bob"}"#.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        not_utf8("a byte that no text has", &[0xff]),
        not_utf8("a character that is cut off", &[0xe2, 0x82]),
        not_utf8("a quote written too long", &[0xc0, 0xa2]),
        not_utf8("half a surrogate pair in bytes", &[0xed, 0xa0, 0x80]),
        not_json("UTF-16", WHY, &wide),
        not_json(
            "a byte order mark",
            "RFC 8259 §8.1: no mark",
            b"\xef\xbb\xbf{\"username\":\"bob\"}",
        ),
        not_json("a zero byte behind the JSON", "RFC 8259 §2", b"{\"username\":\"bob\"}\0"),
        not_json("a zero byte in a text", "RFC 8259 §7", b"{\"username\":\"bob\0\"}"),
        attack("a byte order mark in the header", "RFC 8259 §8.1: no mark", {
            good().header(b"\xef\xbb\xbf{\"alg\":\"ES384\"}".to_vec()).signed()
        })
        .unreadable("paste-no-token", "there is no token in this text"),
        attack("an invalid byte in the header", WHY, {
            good().header(b"{\"alg\":\"ES384\",\"x\":\"\xff\"}".to_vec()).signed()
        })
        .unreadable("jwt-not-utf8", "the header of the token is not UTF-8 text"),
    ]
}

fn of_syntax() -> Vec<Attack> {
    const WHY: &str = "RFC 7519 §7.2: the payload is one JSON object";
    let not_json = |name, payload: &str| {
        attack(name, WHY, with_payload(payload))
            .unreadable("jwt-not-json", "the payload of the token is not valid JSON")
    };
    let not_an_object = |name, payload: &str| {
        attack(name, WHY, with_payload(payload))
            .unreadable("jwt-not-an-object", "the payload of the token is not a JSON object")
    };
    vec![
        not_json("text that is no JSON", "username=bob"),
        not_json("a second object behind the first", r#"{"username":"bob"}{"username":"eve"}"#),
        not_json("a comment", r#"{"username":"bob"/*,"username":"eve"*/}"#),
        not_json("a comma too many", r#"{"username":"bob",}"#),
        not_json("names without quotes", "{username:'bob'}"),
        not_json("a number that is none", r#"{"exp":NaN}"#),
        not_json("half a surrogate pair", r#"{"username":"\ud800"}"#),
        not_an_object("a list of claims", r#"[{"username":"bob"}]"#),
        not_an_object("a text of JSON", r#""{\"username\":\"bob\"}""#),
        not_an_object("null", "null"),
    ]
}

fn of_depth() -> Vec<Attack> {
    const WHY: &str = "RFC 8259 §9: a reader may bound the depth, and survives whatever comes";
    let deep = |name, depth: usize| {
        let payload = format!(r#"{{"x":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
        attack(name, WHY, with_payload(payload))
    };
    let too_deep = "the payload of the token is nested too deeply";
    vec![
        deep("lists within lists, too deep by one", 16).unreadable("jwt-too-deep", too_deep),
        deep("10,000 lists within lists", 10_000).unreadable("jwt-too-deep", too_deep),
        attack("objects within objects", WHY, {
            with_payload(format!("{}{{}}{}", r#"{"a":"#.repeat(500), "}".repeat(500)))
        })
        .unreadable("jwt-too-deep", too_deep),
        attack("a deep header", WHY, {
            let key = format!("{}{}", "[".repeat(100), "]".repeat(100));
            good().member(&format!(r#""jwk":{key}"#)).signed()
        })
        .unreadable("jwt-too-deep", "the header of the token is nested too deeply"),
        attack("as deep as may be", WHY, {
            good().claim("x", &format!("{}{}", "[".repeat(15), "]".repeat(15))).signed()
        }),
    ]
}

/// Characters that hide or reorder what people read.
fn of_characters() -> Vec<Attack> {
    const WHY: &str = "Unicode TR 36 §2.5: what deceives the eye is shown as an escape";
    vec![
        attack("an issuer that reads backwards", WHY, {
            good().claim("iss", "\"\u{202e}enilnouoysti\"").signed()
        })
        .refused("issuer-mismatch", "issued by `\\u{202e}enilnouoysti`, not by itsyouonline"),
        attack("an issuer with a zero-width space", WHY, {
            good().claim("iss", "\"itsyou\u{200b}online\"").signed()
        })
        .refused("issuer-mismatch", "issued by `itsyou\\u{200b}online`, not by itsyouonline"),
        attack("an issuer with a zero character", WHY, {
            good().claim("iss", r#""itsyouonline\u0000""#).signed()
        })
        .refused("issuer-mismatch", "issued by `itsyouonline\\u{0}`, not by itsyouonline"),
    ]
}
