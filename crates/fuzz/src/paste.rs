//! Pasted text: anything at all, and a token with the things around it that people copy along.

use domain::inspect::{PasteError, token_in};
use domain::jwt::{Algorithm, UntrustedJwt};

use crate::{shown, token};

/// Looks for a token in `data`, and in what becomes of one where it is pasted from.
pub fn paste(data: &[u8]) {
    if let Ok(text) = str::from_utf8(data) {
        look(text);
    }
    let Some(end) = data.iter().position(|byte| *byte == b'\n') else { return };
    let (header, payload) = (&data[..end], &data[end + 1..]);
    let token = token::compact(header, payload, &[7; 96]);
    if header.starts_with(b"{\"") && UntrustedJwt::parse(&token).is_ok_and(|jwt| is_whole(&jwt)) {
        for text in wrapped(&token) {
            is_found(&text, &token);
        }
    }
}

fn is_whole(jwt: &UntrustedJwt) -> bool {
    jwt.algorithm() == Algorithm::Es384.name()
}

/// What is found stands in the text, letter for letter, and nothing else is told of it than that.
fn look(text: &str) {
    match token_in(text) {
        Ok(jwt) => {
            let letters = |text: &str| text.chars().filter(|c| is_letter(*c)).collect::<String>();
            assert!(letters(text).contains(jwt.compact().expose()), "a token from nowhere");
        }
        Err(error) => refused(&error),
    }
}

/// Those of which a token consists (RFC 7515 §2 and §3.1).
fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.')
}

fn refused(error: &PasteError) {
    shown::sentence("an error", &error.to_string());
    shown::sentence("a hint", error.hint());
    shown::code(error.code());
}

fn wrapped(token: &str) -> [String; 8] {
    let in_lines = |width: usize, end: &str| {
        let lines: Vec<&str> =
            token.as_bytes().chunks(width).filter_map(|line| str::from_utf8(line).ok()).collect();
        lines.join(end)
    };
    [
        token.to_owned(),
        format!("\u{feff}  {token}\r\n"),
        format!("Authorization: bearer {token}"),
        format!("\"{token}\","),
        format!("curl -H 'Authorization: Bearer {token}' https://api.example/"),
        format!("{{\"token\":\"{token}\"}}"),
        in_lines(64, "\n"),
        in_lines(76, "\r\n> "),
    ]
}

fn is_found(text: &str, token: &str) {
    match token_in(text) {
        Ok(jwt) => assert_eq!(jwt.compact().expose(), token),
        Err(error) => panic!("the token in {text:?} is not found: {error}"),
    }
}
