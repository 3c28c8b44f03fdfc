//! However long and strange a text is that somebody pastes, the page goes on.

use std::time::{Duration, Instant};

use domain::inspect::token_in;

use crate::samples::member;

#[expect(clippy::disallowed_methods, reason = "it is the time itself that is tested")]
fn time_for(work: impl Fn()) -> Duration {
    let tries = [(); 3].map(|()| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    tries.into_iter().min().unwrap()
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
        let took = time_for(|| drop(token_in(text)));
        // Where others keep the machine busy, so long as it takes to go through the text a few times.
        let once = time_for(|| assert!(text.chars().filter(char::is_ascii).count() < usize::MAX));
        let limit = Duration::from_millis(200).max(20 * once);
        assert!(took < limit, "{name}: {took:?} of {limit:?}");
    }
}
