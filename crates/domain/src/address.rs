//! What the readers of addresses share: which stay on the own machine, and which can be shown.

use crate::text::quoted;

/// Whether an address's authority, that is host and port (RFC 3986 §3.2), is that of the own
/// machine: `localhost`, `127.0.0.1` or `[::1]`, with or without a numeric port, nothing else.
pub fn is_loopback(authority: &str) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|host| {
        authority.strip_prefix(host).is_some_and(|rest| rest.is_empty() || is_port(rest))
    })
}

fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Foreign text that should be an address, made safe to show: not at all when it may carry a
/// password (RFC 3986 §3.2.1), also where it is no address after all.
pub fn quoted_address(text: &str) -> String {
    if text.contains('@') { "…".to_owned() } else { quoted(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_machine_has_three_names_and_no_longer_ones() {
        for authority in
            ["localhost", "localhost:8090", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8090"]
        {
            assert!(is_loopback(authority), "{authority}");
        }
        for authority in [
            "",
            "[::1].evil.example",
            "[::1]:",
            "localhost:x:y",
            "localhost:8090:1",
            "localhost:+1",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "127.0.0.1@evil.example",
            "evil.example",
            "::1",
            "LOCALHOST",
        ] {
            assert!(!is_loopback(authority), "{authority}");
        }
    }

    #[test]
    fn what_may_carry_a_password_is_not_shown() {
        for text in ["https://u:canary@a/", "ftp://u:canary@a", "u:canary@[", "https://u:canary@"] {
            assert_eq!(quoted_address(text), "…");
        }
        assert_eq!(quoted_address("https://a/\u{202e}"), "https://a/\\u{202e}");
    }
}
