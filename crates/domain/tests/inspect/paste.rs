//! Where the token is found in what people paste, and what is said where there is none.

use domain::{
    inspect::{FileFault, PasteError, token_in},
    jwt::JwtError,
};
use serde_json::json;

use crate::samples::{P384, api_key, member, other, signed};

/// A text around one token.
const AROUND: &[(&str, &str, &str)] = &[
    ("alone", "", ""),
    ("blanks and lines around it", " \n\t", "\r\n "),
    ("a byte order mark before it", "\u{feff}", "\n"),
    ("Bearer", "Bearer ", ""),
    ("bearer", "bearer ", "\n"),
    ("a header", "Authorization: bearer ", ""),
    ("a header, otherwise", "authorization:Bearer  ", "\r\n"),
    ("a request", "GET /api HTTP/1.1\r\nAuthorization: Bearer ", "\r\nHost: api.example\r\n\r\n"),
    ("straight quotes", "\"", "\""),
    ("single quotes", "'", "'"),
    ("backticks", "`", "`"),
    ("typographic quotes", "\u{201c}", "\u{201d}"),
    ("typographic single quotes", "\u{2018}", "\u{2019}"),
    ("German quotes", "\u{201e}", "\u{201c}"),
    ("French quotes", "\u{ab}\u{a0}", "\u{a0}\u{bb}"),
    ("pointed brackets", "<", ">"),
    ("brackets", "[token](", ")"),
    ("JSON", "{\"access_token\":\"", "\",\"token_type\":\"bearer\",\"expires_in\":3600}"),
    ("JSON in lines", "{\n  \"access_token\": \"", "\"\n}\n"),
    ("JSON in JSON", "{\"body\":\"{\\\"token\\\":\\\"", "\\\"}\"}"),
    ("a curl line", "curl -H 'Authorization: bearer ", "' 'https://cockpit.example/api/ays'"),
    (
        "a curl line in several",
        "curl https://cockpit.example/api \\\n  -H \"Authorization: Bearer ",
        "\" \\\n  -H 'Accept: application/json' \\\n  --compressed\n",
    ),
    ("an environment", "export JWT=", " && run\n"),
    ("YAML", "token: ", "\nother: value\n"),
    ("a sentence", "My token is ", ". It does not work."),
    ("the end of a letter", "This is my token:\n\n", "\n\nKind regards,\nBob\n"),
    ("an ellipsis after it", "", "..."),
    ("a cookie", "Cookie: lang=en; jwt=", "; theme=dark"),
    ("a bearer cookie", "jwt=bearer%20", ";"),
    ("a query", "https://jwt.example/?token=", "&state=x"),
    ("a fragment", "https://jwt.example/#access_token=", "&token_type=bearer"),
    ("an escaped query", "https://a.example/?to=%2Fb%3Ftoken%3D", "%26state%3Dx"),
    ("a table", "| bob | ", " | 2026 |"),
    ("a session beside it", "session=eyJ1c2VyIjoxfQ; jwt=", "; a=b"),
    ("a signed session beside it", "session=eyJ1c2VyIjoxfQ.ZVpRcw.c2lnbmF0dXJl; jwt=", ""),
];

/// As people have them: of every length that a signature may have.
fn tokens() -> Vec<String> {
    let claims = json!({ "username": "bob", "iss": "itsyouonline", "scope": ["user:name"] });
    [
        ("ES384", 96),
        ("RS256", 256),
        ("PS256", 384),
        ("RS512", 512),
        ("RS256", 128),
        ("EdDSA", 64),
        ("ES256", 64),
        ("ES512", 132),
        ("HS256", 32),
        ("HS384", 48),
        ("HS512", 64),
    ]
    .map(|(algorithm, length)| signed(algorithm, &claims, length))
    .to_vec()
}

#[test]
fn the_token_is_found_in_whatever_stands_around_it() {
    for token in tokens() {
        for (name, before, after) in AROUND {
            let text = format!("{before}{token}{after}");
            match token_in(&text) {
                Ok(jwt) => assert_eq!(jwt.compact().expose(), token, "{name}: {text}"),
                Err(error) => panic!("{name}: {error}: {text}"),
            }
        }
    }
}

#[test]
fn a_token_without_signature_keeps_its_last_dot() {
    let claims = json!({ "username": "bob" });
    let unsigned = signed("none", &claims, 0);
    assert!(unsigned.ends_with('.'));
    for (before, after) in [("", ""), ("Bearer ", ""), ("It is ", "."), ("\"", "\""), ("", "\nBob")]
    {
        let found = token_in(&format!("{before}{unsigned}{after}")).unwrap();
        assert_eq!(found.compact().expose(), unsigned, "{before}…{after}");
    }
}

#[test]
fn a_header_may_begin_with_white_space() {
    for header in [
        "eyJhbGciOiJFUzM4NCJ9",
        "eyAiYWxnIjoiRVMzODQifQ",
        "ewogICJhbGciOiJFUzM4NCIKfQ",
        "IHsiYWxnIjoiRVMzODQifQ",
    ] {
        let token = format!("{header}.e30.{}", "A".repeat(128));
        let found = token_in(&format!("Bearer {token}")).unwrap();
        assert_eq!(found.compact().expose(), token);
    }
    // So strange that it is only found where it stands alone.
    let strange = "CgoKCgoKCnsiYWxnIjoiRVMzODQifQ.e30.AA";
    assert!(token_in(strange).is_ok());
    assert!(token_in(&format!("Bearer {strange}")).is_err());
}

#[test]
fn the_same_token_twice_is_one() {
    let token = member();
    let (first, second) = token.split_at(200);
    for text in [
        format!("{token}\n{token}"),
        format!("{token} {token} {token}"),
        format!("{{\"id_token\":\"{token}\",\"access_token\":\"{token}\"}}"),
        format!("{token}\n\n> {first}\n> {second}\n"),
    ] {
        assert_eq!(token_in(&text).unwrap().compact().expose(), token, "{text}");
    }
}

fn refused(text: &str) -> (PasteError, String, &'static str) {
    let error = token_in(text).unwrap_err();
    assert!(error.hint().ends_with('.'));
    (error.clone(), error.to_string(), error.code())
}

#[test]
fn several_tokens_are_counted() {
    let (one, two) = (member(), other());
    for text in [
        format!("{one}\n{two}"),
        format!("{one} {two}"),
        format!("{{\"access_token\":\"{one}\",\"id_token\":\"{two}\"}}"),
        format!("{one}\n{two}\n{one}\n"),
    ] {
        let (error, sentence, code) = refused(&text);
        assert_eq!(error, PasteError::Several { count: 2 });
        assert_eq!(
            (sentence.as_str(), code),
            ("the text holds 2 different tokens", "paste-several")
        );
        assert_eq!(error.hint(), "Paste one of them.");
    }
    let nth = |number: usize| signed("ES384", &json!({ "jti": number.to_string() }), 96);
    let of = |count: usize| (0..count).map(nth).collect::<Vec<_>>().join("\n");
    assert_eq!(refused(&of(8)).1, "the text holds 8 different tokens");
    for count in [9, 10, 30] {
        assert_eq!(refused(&of(count)).1, "the text holds many different tokens");
    }
}

#[test]
fn what_does_not_begin_like_a_token_is_none() {
    for text in [
        "hello",
        "hello world",
        "HUgOar3eDNVxo3PQZ-oHBKBdXDVc",
        "Bearer HUgOar3eDNVxo3PQZ-oHBKBdXDVc",
        "{\"access_token\":\"HUgOar3e\"}",
        "https://jwt.example/",
        "www.jwt.example",
        "eyJ",
        "",
        " \n\u{feff}",
        // Without its first letter.
        &member()[1..],
    ] {
        let (error, sentence, code) = refused(text);
        assert_eq!(
            (sentence.as_str(), code),
            ("there is no token in this text", "paste-no-token"),
            "{text}"
        );
        assert_eq!(
            error.hint(),
            "A JWT is a long text with two dots that begins with `eyJ`. An access token without dots \
             is another thing: only the server that made it can read it."
        );
    }
}

/// Header, claims and signature.
fn parts(token: &str) -> [&str; 3] {
    token.split('.').collect::<Vec<_>>().try_into().unwrap()
}

#[test]
fn a_broken_token_says_what_is_broken() {
    let token = member();
    let [header, claims, signature] = parts(&token);
    for (text, sentence, code) in [
        (
            header.to_owned(),
            "the token has no dots, but a JWT has three parts with dots between",
            "jwt-part-count",
        ),
        (
            format!("Bearer {header}.{claims}"),
            "the token has 2 parts, but a JWT has three",
            "jwt-part-count",
        ),
        (format!("{header}..{signature}"), "the payload of the token is empty", "jwt-empty-part"),
        (
            format!("{header}.{claims}.{signature}.{signature}"),
            "the token has 4 parts, but a JWT has three",
            "jwt-part-count",
        ),
        (
            format!("Bearer {header}.AAAA.{signature}"),
            "the payload of the token is not valid JSON",
            "jwt-not-json",
        ),
        (
            format!("{header}a.{claims}.{signature}"),
            "the header of the token is not base64url",
            "jwt-not-base64url",
        ),
    ] {
        let (error, found, found_code) = refused(&text);
        assert_eq!((found.as_str(), found_code), (sentence, code), "{text}");
        assert!(matches!(&error, PasteError::Jwt(jwt) if jwt.hint() == error.hint()));
    }
}

#[test]
fn an_encrypted_token_is_called_so_broken_into_lines_or_not() {
    for text in [
        "eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d",
        "Bearer eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d",
        "eyJhbGciOiJkaXIifQ..b.c.d",
        "eyJhbGciOiJSU0EtT0FFUCJ9.a\n.b.c\n.d\n",
    ] {
        let (_, sentence, code) = refused(text);
        assert_eq!(
            (sentence.as_str(), code),
            ("the token has five parts: it is encrypted and cannot be read here", "jwt-encrypted"),
            "{text}"
        );
    }
}

#[test]
fn what_interrupts_a_token_is_named() {
    let token = member();
    let [header, claims, signature] = parts(&token);
    let (first, second) = claims.split_at(40);
    for (text, character) in [
        (format!("{header}==.{claims}.{signature}"), "="),
        (format!("Bearer {header}=.{claims}.{signature}\n"), "="),
        (format!("{header}.{first}/{second}.{signature}"), "/"),
        (format!("{header}.{first}+{second}.{signature}"), "+"),
        (format!("\"{header}.{first}\0{second}.{signature}\""), "\\u{0}"),
        (format!("{header}.{first}\u{200b}{second}.{signature}"), "\\u{200b}"),
        (format!("{header}.{first}é{second}.{signature}"), "é"),
        (format!("{header}.{first}…{second}"), "…"),
        (format!("{header}.{first}*****{second}"), "*"),
    ] {
        let (_, sentence, code) = refused(&text);
        assert_eq!(
            (sentence, code),
            (
                format!("the token contains the character `{character}`, which no JWT has"),
                "jwt-forbidden-character"
            )
        );
    }
    let many = "eyJhbGciOiJFUzM4NCJ9\n".repeat(4000);
    assert_eq!(refused(&many).2, "jwt-part-count");
    // What stands around a token does not interrupt it.
    for (before, after) in [
        ("\"", "\",\"a\":1"),
        ("", ", then"),
        ("(", ")x"),
        ("a=", "&b=c"),
        ("", "…"),
        ("", "=;"),
        ("„", "“x"),
    ] {
        let (_, sentence, _) = refused(&format!("{before}{header}.{claims}{after}"));
        assert_eq!(sentence, "the token has 2 parts, but a JWT has three", "{before}…{after}");
    }
}

#[test]
fn other_things_are_called_by_their_names() {
    let jwk = api_key().to_string();
    let set = format!("\u{feff} {{\"keys\":[{jwk}]}}");
    for text in [P384, jwk.as_str(), &set, "-----BEGIN PRIVATE KEY-----\nMIG2"] {
        let (error, sentence, code) = refused(text);
        assert_eq!((sentence.as_str(), code), ("this is a key, not a token", "paste-keys"));
        assert_eq!(error.hint(), "Paste keys into the field for keys, and the token here.");
    }
    let token = member();
    let [header, claims, signature] = parts(&token);
    for text in [
        format!(r#"{{"payload":"{claims}","protected":"{header}","signature":"{signature}"}}"#),
        format!(
            r#"{{ "payload": "{claims}", "signatures": [{{"protected":"{header}","signature":"{signature}"}}] }}"#
        ),
    ] {
        let (error, sentence, code) = refused(&text);
        assert_eq!(
            (sentence.as_str(), code),
            (
                "this is a signature in its JSON form, and a JWT is written with two dots",
                "paste-json-serialization"
            )
        );
        assert_eq!(
            error.hint(),
            "Join `protected`, `payload` and `signature` with dots, if it was meant to be a JWT."
        );
    }
}

#[test]
fn more_than_a_megabyte_is_not_looked_at() {
    let longest = 1024 * 1024;
    assert_eq!(refused(&"x".repeat(longest)).0, PasteError::NoToken);
    let (error, sentence, code) = refused(&"x".repeat(longest + 1));
    assert_eq!((sentence.as_str(), code), ("the text is longer than a megabyte", "paste-too-long"));
    assert_eq!(error.hint(), "Paste the token alone.");
}

#[test]
fn a_token_that_is_too_long_says_so() {
    let long = format!("eyJhbGciOiJFUzM4NCJ9.{}.AA", "A".repeat(64 * 1024));
    let error = refused(&format!("Bearer {long}")).0;
    assert_eq!(error, PasteError::Jwt(JwtError::TooLong { longest: 64 * 1024 }));
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let expected = [
        (
            FileFault::TooLarge,
            "file-too-large",
            "the file is larger than a megabyte",
            "Choose a file that holds a token or public keys.",
        ),
        (
            FileFault::NotText,
            "file-not-text",
            "the file is not a text",
            "Choose a file that holds a token or public keys.",
        ),
        (
            FileFault::Unreadable,
            "file-unreadable",
            "the file could not be read",
            "Try again, or copy its content and paste it.",
        ),
        (FileFault::Several, "file-several", "there is more than one file", "Choose one file."),
    ];
    for (fault, code, sentence, hint) in expected {
        assert_eq!(
            (fault.code(), fault.to_string().as_str(), fault.hint()),
            (code, sentence, hint)
        );
    }
}
