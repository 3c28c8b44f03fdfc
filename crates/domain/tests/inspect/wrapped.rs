//! Tokens broken into lines, wherever the break falls.

use domain::inspect::token_in;
use proptest::prelude::*;
use serde_json::json;

use crate::samples::{member, signed};

fn in_lines(token: &str, width: usize, line_break: &str) -> String {
    let characters: Vec<char> = token.chars().collect();
    let lines: Vec<String> = characters.chunks(width).map(|line| line.iter().collect()).collect();
    lines.join(line_break)
}

fn rs256() -> String {
    let claims = json!({ "username": "bob", "iss": "itsyouonline", "scope": ["user:name"] });
    signed("RS256", &claims, 256)
}

#[track_caller]
fn found(text: &str, token: &str) {
    match token_in(text) {
        Ok(jwt) => assert_eq!(jwt.compact().expose(), token, "{text}"),
        Err(error) => panic!("{error}: {text}"),
    }
}

#[test]
fn as_programs_and_mails_break_lines() {
    for token in [member(), rs256()] {
        for width in [64, 76, 20] {
            for line_break in ["\n", "\r\n", "\r", "\n\n", " \n", "\\\n", "\n> ", "\n>> ", "\r\n  "]
            {
                let wrapped = in_lines(&token, width, line_break);
                for (before, after) in [
                    ("", ""),
                    ("> ", "\n"),
                    ("Authorization: Bearer ", "\r\n"),
                    ("\"", "\""),
                    ("My token:\n\n", "\n\nKind regards,\nBob\n"),
                    ("My token:\n", ".\nIt does not work."),
                ] {
                    found(&format!("{before}{wrapped}{after}"), &token);
                }
            }
        }
    }
}

#[test]
fn even_torn_apart_by_blanks() {
    for token in [member(), rs256()] {
        found(&in_lines(&token, 40, " "), &token);
        found(&format!("Bearer {}", in_lines(&token, 40, "  ")), &token);
    }
}

proptest! {
    #[test]
    fn broken_once_anywhere(at in 4..200_usize, rsa: bool, carriage_return: bool) {
        let token = if rsa { rs256() } else { member() };
        let (first, second) = token.split_at(at);
        let line_break = if carriage_return { "\r\n" } else { "\n" };
        let text = format!("{first}{line_break}{second}");
        let jwt = token_in(&text).unwrap();
        prop_assert_eq!(jwt.compact().expose(), token);
    }

    /// No panic, and what is found stands in the text.
    #[test]
    fn any_text_can_be_pasted(text in "(eyJhbGciOiJFUzM4NCJ9|\\.|e30|[a-z ]|\n|>|%|\u{201c}|\\PC){0,30}") {
        if let Ok(jwt) = token_in(&text) {
            let pieces: String = text.chars().filter(|c| !c.is_whitespace() && !"\\>".contains(*c)).collect();
            prop_assert!(pieces.contains(jwt.compact().expose()), "{text}");
        }
    }
}
