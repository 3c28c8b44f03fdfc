//! However long and strange a text is that somebody pastes, the page goes on.

use std::time::{Duration, Instant};

use domain::inspect::token_in;

use crate::samples::member;

#[expect(clippy::disallowed_methods, reason = "it is the time itself that is tested")]
fn time_for(work: impl Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// In one of three tries, since others may keep the machine busy; then it may take as long as going
/// through the text a few times.
fn is_quick(text: &str) -> bool {
    let longest = Duration::from_millis(200);
    (0..3).any(|_| {
        let took = time_for(|| drop(token_in(text)));
        took < longest || took < 20 * time_for(|| drop(text.chars().rev().collect::<String>()))
    })
}

/// Every text of a megabyte that could keep the search busy is done with before anybody notices.
#[test]
fn no_text_takes_long() {
    let filled = |piece: &str| piece.repeat(1024 * 1024 / piece.len());
    let token = member();
    for (name, text) in [
        ("beginnings", filled("eyJ")),
        ("beginnings with blanks", filled("eyJhbGciOiJFUzM4NCJ9 ")),
        ("beginnings in lines", filled("eyJhbGciOiJFUzM4NCJ9\n")),
        ("short words", filled("eyJh ")),
        ("dots", filled("eyJh. ")),
        ("parts", filled("eyJh.eyJh.\n")),
        ("one token", filled(&format!("{token} "))),
        ("quoted lines", filled("> > eyJh\n")),
        ("blanks", format!("eyJh.eyJh.{}", filled(" "))),
        ("escapes", filled("%eyJ")),
        ("quotes", filled("\"")),
        ("wide characters", filled("\u{201c}")),
        ("one word", filled("A")),
    ] {
        let text = text.get(..1024 * 1024).unwrap_or(&text);
        assert!(is_quick(text), "{name}");
    }
}
