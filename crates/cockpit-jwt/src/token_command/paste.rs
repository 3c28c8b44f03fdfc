//! The address at which a sign-in ended, pasted by the person: the way back from another machine.

use std::{io, thread};

use client::{AuthorizationCode, SignIn, SignInError};
use tokio::sync::mpsc;

use crate::say;

/// Reads lines until one of them holds the answer to this sign-in. A line that holds anything else is
/// told, and the next one may do better.
pub(super) async fn code(sign_in: &SignIn) -> Result<AuthorizationCode, SignInError> {
    let mut lines = lines();
    while let Some(line) = lines.recv().await {
        match sign_in.code(query(&line)) {
            Ok(code) => return Ok(code),
            Err(refused @ SignInError::Refused { .. }) => return Err(refused),
            Err(error) => say::on_stderr(&format!("{error}\n  {}", error.hint())),
        }
    }
    // Stdin has ended; the browser may still come back.
    std::future::pending().await
}

/// What stands behind the question mark. Who pastes that alone is understood, too.
fn query(line: &str) -> &str {
    let line = line.trim();
    let line = line.split('#').next().unwrap_or_default();
    line.split_once('?').map_or(line, |(_, query)| query)
}

/// The lines of stdin that hold anything. A thread of its own reads them, since a read that nobody
/// answers would keep the runtime from ending.
fn lines() -> mpsc::UnboundedReceiver<String> {
    let (sender, lines) = mpsc::unbounded_channel();
    thread::spawn(move || {
        for line in io::stdin().lines().map_while(Result::ok) {
            if !line.trim().is_empty() && sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn the_query_is_found_in_whatever_is_pasted() {
        for pasted in [
            "http://127.0.0.1:4711/?code=a&state=b",
            "  http://127.0.0.1:4711/?code=a&state=b#top\r",
            "?code=a&state=b",
            "code=a&state=b",
        ] {
            assert_eq!(query(pasted), "code=a&state=b", "{pasted}");
        }
        assert_eq!(query("http://127.0.0.1:4711/"), "http://127.0.0.1:4711/");
    }
}
