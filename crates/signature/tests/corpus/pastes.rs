//! What people paste around a token, or instead of one.

use crate::{
    attack::{Attack, attack},
    signer::ISSUER,
    token::{Pasted, good},
};

pub(crate) fn attacks() -> Vec<Attack> {
    [around(), torn(), instead()].into_iter().flatten().collect()
}

/// What stands around a token is not the token's.
fn around() -> Vec<Attack> {
    const WHY: &str = "people copy more than the token";
    let around = |name, before, after| attack(name, WHY, good().signed().within(before, after));
    vec![
        around("a byte order mark before the token", "\u{feff}", ""),
        around("blanks and line breaks around the token", " \r\n\t", "\n\n"),
        around("the word Bearer before it", "Bearer ", ""),
        around("a whole header line", "Authorization: bearer ", "\r\n"),
        around("in quotes", "\"", "\""),
        around("in a command", "curl -H 'Authorization: Bearer ", "' https://api.example/"),
        around("in an answer of JSON", r#"{"access_token":""#, r#"","expires_in":3600}"#),
        around("at the end of a sentence", "It is ", "."),
        around("a zero byte behind the token", "", "\0"),
        around("a zero-width space behind the token", "", "\u{200b}"),
        attack("the same token twice", WHY, {
            let token = good().signed();
            token.clone().then(Pasted::text(" ")).then(token)
        }),
    ]
}

fn torn() -> Vec<Attack> {
    const WHY: &str = "RFC 7515 §2: no white space in base64url; what a line break tore is joined";
    let in_lines = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        let lines: Vec<String> = letters.chunks(64).map(|line| line.iter().collect()).collect();
        lines.join("\n")
    };
    let at_40 = |between: &'static str| {
        move |text: &str| format!("{}{between}{}", &text[..40], &text[40..])
    };
    let inside = |name, between| attack(name, WHY, good().signed().changed(at_40(between)));
    let interrupted = |name, between, shown: &str| {
        let sentence = format!("the token contains the character `{shown}`, which no JWT has");
        inside(name, between).unreadable("jwt-forbidden-character", &sentence)
    };
    vec![
        attack("broken into lines", WHY, good().signed().changed(in_lines)),
        inside("a blank inside", " "),
        inside("a line break inside", "\r\n"),
        interrupted("a zero byte inside", "\0", "\\u{0}"),
        interrupted("a zero-width space inside", "\u{200b}", "\\u{200b}"),
        interrupted("a letter with an accent inside", "é", "é"),
    ]
}

fn instead() -> Vec<Attack> {
    let text = |name, why, text: &str| attack(name, why, Pasted::text(text));
    let none = |name, it| {
        text(name, "there is nothing to read", it)
            .unreadable("paste-no-token", "there is no token in this text")
    };
    let flattened = r#"{"payload":"e30","protected":"eyJhbGciOiJFUzM4NCJ9","signature":"AAAA"}"#;
    vec![
        attack("two tokens", "nobody knows which one is meant", {
            let other = good().claim("username", r#""eve""#).signed();
            good().signed().then(Pasted::text("\n")).then(other)
        })
        .unreadable("paste-several", "the text holds 2 different tokens"),
        attack("ten tokens", "nobody knows which one is meant", {
            (0..10).fold(Pasted::text(""), |all, number| {
                let other = good().claim("username", &format!(r#""{number}""#)).signed();
                all.then(other).then(Pasted::text("\n"))
            })
        })
        .unreadable("paste-several", "the text holds many different tokens"),
        none("a sentence", "Please send me the token."),
        none("a web page", "<html><body>401 Unauthorized</body></html>"),
        none("an access token that is no JWT", "BZ8kOzEjWnXlT0ukqNpR5Vy3"),
        text("a public key", "it belongs into the other field", &ISSUER.pem())
            .unreadable("paste-keys", "this is a key, not a token"),
        text("a key as JSON", "it belongs into the other field", &ISSUER.jwk(None).to_string())
            .unreadable("paste-keys", "this is a key, not a token"),
        text("a signature in its JSON form", "RFC 7519 §3: a JWT is compact", flattened)
            .unreadable(
                "paste-json-serialization",
                "this is a signature in its JSON form, and a JWT is written with two dots",
            ),
    ]
}
