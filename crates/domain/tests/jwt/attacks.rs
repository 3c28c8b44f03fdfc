//! Texts that are not a token, or one that two readers could read differently.

use domain::jwt::UntrustedJwt;

use crate::{HEADER, base64url, token};

#[track_caller]
fn refused(name: &str, text: &str, sentence: &str) {
    match UntrustedJwt::parse(text) {
        Ok(_) => panic!("{name}: was read"),
        Err(error) => {
            assert_eq!(error.to_string(), sentence, "{name}");
            assert!(error.code().starts_with("jwt-"), "{name}");
            assert!(error.hint().ends_with('.'), "{name}");
        }
    }
}

#[test]
fn texts_that_are_not_a_token() {
    let good = token(HEADER, "{}");
    let [header, payload, _] = UntrustedJwt::parse(&good).unwrap().parts().map(str::to_owned);
    for (name, text, sentence) in [
        ("nothing", String::new(), "the token is empty"),
        (
            "an access token",
            "LEKeiYuPs4rJNqv9gEuV8uY0kHvD".into(),
            "the token has no dots, but a JWT has three parts with dots between",
        ),
        (
            "signature forgotten",
            format!("{header}.{payload}"),
            "the token has 2 parts, but a JWT has three",
        ),
        ("one dot too many", format!("{good}."), "the token has 4 parts, but a JWT has three"),
        ("six parts", format!("{good}.{good}"), "the token has 6 parts, but a JWT has three"),
        (
            "encrypted",
            format!("{good}.a.b"),
            "the token has five parts: it is encrypted and cannot be read here",
        ),
        ("only dots", "..".into(), "the header of the token is empty"),
        ("no payload", format!("{header}..c2ln"), "the payload of the token is empty"),
        ("the whole header line", format!("Bearer {good}"), "the token contains white space"),
        ("a blank before", format!(" {good}"), "the token contains white space"),
        ("a line break after", format!("{good}\n"), "the token contains white space"),
        ("wrapped lines", format!("{header}.\r\n{payload}.c2ln"), "the token contains white space"),
        (
            "in quotes",
            format!("\"{good}\""),
            "the token contains the character `\"`, which no JWT has",
        ),
        (
            "a NUL after",
            format!("{good}\0"),
            "the token contains the character `\\u{0}`, which no JWT has",
        ),
        (
            "a byte order mark before",
            format!("\u{feff}{good}"),
            "the token contains the character `\\u{feff}`, which no JWT has",
        ),
        (
            "a zero-width blank inside",
            good.replacen('.', "\u{200b}.", 1),
            "the token contains the character `\\u{200b}`, which no JWT has",
        ),
        (
            "a letter of another script",
            format!("{header}.{payload}.с2ln"),
            "the token contains the character `с`, which no JWT has",
        ),
        (
            "padding",
            format!("{header}.{payload}.c2k="),
            "the token contains the character `=`, which no JWT has",
        ),
        (
            "base64 instead of base64url: plus",
            format!("{header}.{payload}.c2k+"),
            "the token contains the character `+`, which no JWT has",
        ),
        (
            "base64 instead of base64url: slash",
            format!("{header}.{payload}.c2k/"),
            "the token contains the character `/`, which no JWT has",
        ),
        (
            "percent-encoded",
            good.replace('.', "%2E"),
            "the token contains the character `%`, which no JWT has",
        ),
        (
            "endless",
            format!("{header}.{payload}.{}", "A".repeat(65_536)),
            "the token is longer than 65536 bytes",
        ),
    ] {
        refused(name, &text, sentence);
    }
}

#[test]
fn parts_that_no_encoder_produces() {
    let (header, payload) = (base64url(HEADER), base64url("{}"));
    for (name, text, sentence) in [
        (
            "an impossible length of the header",
            format!("{header}A.{payload}.c2ln"),
            "the header of the token is not base64url",
        ),
        (
            "an impossible length of the payload",
            format!("{header}.{payload}AA.c2ln"),
            "the payload of the token is not base64url",
        ),
        (
            "an impossible length of the signature",
            format!("{header}.{payload}.c2lnc"),
            "the signature of the token is not base64url",
        ),
        (
            "surplus bits in the header",
            format!("{}.{payload}.c2ln", surplus_bits(&base64url(r#"{"alg":"none"}"#))),
            "the header of the token is not base64url",
        ),
        (
            "surplus bits in the payload",
            format!("{header}.e31.c2ln"),
            "the payload of the token is not base64url",
        ),
        (
            "surplus bits in the signature",
            format!("{header}.{payload}.c2h"),
            "the signature of the token is not base64url",
        ),
    ] {
        refused(name, &text, sentence);
    }
}

/// The same bytes with bits set in the last character that no byte needs.
fn surplus_bits(encoded: &str) -> String {
    let (start, last) = encoded.split_at(encoded.len() - 1);
    let next = char::from(last.as_bytes()[0] + 1);
    assert_ne!(encoded.len() % 4, 0);
    format!("{start}{next}")
}

#[test]
fn headers_that_are_refused() {
    let deep = format!(r#"{{"alg":"ES384","x":{}0{}}}"#, "[".repeat(16), "]".repeat(16));
    for (name, header, sentence) in [
        ("no algorithm", r#"{"typ":"JWT"}"#, "the header of the token lacks the algorithm, `alg`"),
        (
            "the algorithm in capitals",
            r#"{"ALG":"ES384"}"#,
            "the header of the token lacks the algorithm, `alg`",
        ),
        (
            "a number as algorithm",
            r#"{"alg":384}"#,
            "a member of the token's header has the wrong type",
        ),
        (
            "null as algorithm",
            r#"{"alg":null}"#,
            "a member of the token's header has the wrong type",
        ),
        (
            "algorithms to choose from",
            r#"{"alg":["none","ES384"]}"#,
            "a member of the token's header has the wrong type",
        ),
        (
            "a number as key id",
            r#"{"alg":"ES384","kid":1}"#,
            "a member of the token's header has the wrong type",
        ),
        (
            "a list as type",
            r#"{"alg":"ES384","typ":["JWT"]}"#,
            "a member of the token's header has the wrong type",
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
            "a key that is ambiguous",
            r#"{"alg":"ES384","jwk":{"x":"a","x":"b"}}"#,
            "the header of the token has the member `x` twice",
        ),
        (
            "an unknown extension",
            r#"{"alg":"ES384","crit":["exp"],"exp":1}"#,
            "the header of the token demands extensions (`crit`) that are not understood here",
        ),
        (
            "an empty list of extensions",
            r#"{"alg":"ES384","crit":[]}"#,
            "the header of the token demands extensions (`crit`) that are not understood here",
        ),
        (
            "null as extensions",
            r#"{"alg":"ES384","crit":null}"#,
            "the header of the token demands extensions (`crit`) that are not understood here",
        ),
        (
            "a payload that is not encoded",
            r#"{"alg":"ES384","b64":false}"#,
            "the header of the token says `b64`, which is not understood here",
        ),
        (
            "a payload that is perhaps encoded",
            r#"{"alg":"ES384","b64":"true"}"#,
            "the header of the token says `b64`, which is not understood here",
        ),
        (
            "a token in the token",
            r#"{"alg":"ES384","cty":"JWT"}"#,
            "the content type of the token is `JWT` (`cty`), not JSON",
        ),
        ("not an object", r#"["ES384"]"#, "the header of the token is not a JSON object"),
        ("not JSON", "alg=ES384", "the header of the token is not valid JSON"),
        (
            "a comma after the last member",
            r#"{"alg":"ES384",}"#,
            "the header of the token is not valid JSON",
        ),
        (
            "two objects",
            r#"{"alg":"ES384"}{"alg":"none"}"#,
            "the header of the token is not valid JSON",
        ),
        (
            "a NUL after the object",
            "{\"alg\":\"ES384\"}\0",
            "the header of the token is not valid JSON",
        ),
        (
            "a byte order mark",
            "\u{feff}{\"alg\":\"ES384\"}",
            "the header of the token is not valid JSON",
        ),
        ("deeply nested", &deep, "the header of the token is nested too deeply"),
    ] {
        refused(name, &token(header, "{}"), sentence);
    }
    refused(
        "not UTF-8",
        &token(b"{\"alg\":\"\xff\"}", "{}"),
        "the header of the token is not UTF-8 text",
    );
}

#[test]
fn payloads_that_are_refused() {
    let deepest = format!("{{\"x\":{}{}}}", "[".repeat(15), "]".repeat(15));
    assert!(UntrustedJwt::parse(&token(HEADER, deepest)).is_ok());
    let deep = format!("{{\"x\":{}{}}}", "[".repeat(16), "]".repeat(16));
    let abyss = format!("{{\"x\":{}", "[".repeat(40_000));
    let time = "is not a number of seconds between the years 1970 and 9999";
    let list = "is not a text or a list of texts";
    for (name, payload, sentence) in [
        ("not an object", "[]", "the payload of the token is not a JSON object"),
        ("a text", "\"{}\"", "the payload of the token is not a JSON object"),
        ("not JSON", "username=bob", "the payload of the token is not valid JSON"),
        ("cut off", r#"{"username":"bo"#, "the payload of the token is not valid JSON"),
        (
            "half a surrogate pair",
            r#"{"username":"\ud800"}"#,
            "the payload of the token is not valid JSON",
        ),
        ("not a number", r#"{"exp":NaN}"#, "the payload of the token is not valid JSON"),
        (
            "a number beyond all numbers",
            r#"{"exp":1e999}"#,
            "the payload of the token is not valid JSON",
        ),
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
            "a deceptive ambiguous name",
            "{\"a\u{202e}\":1,\"a\u{202e}\":2}",
            "the payload of the token has the member `a\\u{202e}` twice",
        ),
        ("deeply nested", &deep, "the payload of the token is nested too deeply"),
        ("bottomless", &abyss, "the payload of the token is nested too deeply"),
        ("a text as end", r#"{"exp":"1795570627"}"#, &format!("the claim `exp` {time}")),
        ("null as end", r#"{"exp":null}"#, &format!("the claim `exp` {time}")),
        ("a negative end", r#"{"exp":-1}"#, &format!("the claim `exp` {time}")),
        ("a huge end", r#"{"exp":18446744073709551615}"#, &format!("the claim `exp` {time}")),
        (
            "an end of another order of magnitude",
            r#"{"exp":1e300}"#,
            &format!("the claim `exp` {time}"),
        ),
        ("an end in milliseconds", r#"{"exp":1795570627000}"#, &format!("the claim `exp` {time}")),
        ("a beginning just before time", r#"{"nbf":-0.5}"#, &format!("the claim `nbf` {time}")),
        ("a list as time of issue", r#"{"iat":[1]}"#, &format!("the claim `iat` {time}")),
        ("a number as audience", r#"{"aud":1}"#, &format!("the claim `aud` {list}")),
        (
            "a number among the audiences",
            r#"{"aud":["moehaha",1]}"#,
            &format!("the claim `aud` {list}"),
        ),
        ("null as audience", r#"{"aud":null}"#, &format!("the claim `aud` {list}")),
        (
            "an object as scope",
            r#"{"scope":{"user:memberof:moehaha":true}}"#,
            &format!("the claim `scope` {list}"),
        ),
        (
            "a list inside the scope",
            r#"{"scope":[["user:memberof:moehaha"]]}"#,
            &format!("the claim `scope` {list}"),
        ),
        (
            "a list as organization",
            r#"{"globalid":["moehaha"]}"#,
            "the claim `globalid` is not a text",
        ),
        ("a truth as person", r#"{"username":true}"#, "the claim `username` is not a text"),
        ("a list as issuer", r#"{"iss":["itsyouonline"]}"#, "the claim `iss` is not a text"),
        ("null as client", r#"{"azp":null}"#, "the claim `azp` is not a text"),
    ] {
        refused(name, &token(HEADER, payload), sentence);
    }
    refused(
        "not UTF-8",
        &token(HEADER, b"{\"a\":\"\xc0\xaf\"}"),
        "the payload of the token is not UTF-8 text",
    );
}
