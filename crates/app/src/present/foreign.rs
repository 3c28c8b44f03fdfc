//! Text that comes from elsewhere, made safe to look at.

use domain::is_deceptive;

/// At most `longest` characters, with control, bidirectional and zero-width ones written as escapes.
pub fn shown(text: &str, longest: usize) -> String {
    let mut shown = String::new();
    for (position, character) in text.chars().enumerate() {
        if position == longest {
            shown.push('…');
            break;
        }
        if is_deceptive(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// An error's text as a sentence: with a capital letter and a full stop. Our errors begin with a
/// letter of ASCII; the tables for all others would be a fortieth of the page.
pub fn sentence(text: &str) -> String {
    const LONGEST: usize = 400;
    let mut sentence = shown(text.trim(), LONGEST);
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_cannot_hide_or_reorder() {
        for (text, expected) in [
            ("plain Zoë 漢", "plain Zoë 漢"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("a\0b\nc", "a\\u{0}b\\u{a}c"),
            ("zero\u{200b}width", "zero\\u{200b}width"),
            ("1234567890123", "123456789012…"),
            ("", ""),
        ] {
            assert_eq!(shown(text, if text.starts_with('1') { 12 } else { 80 }), expected);
        }
    }

    #[test]
    fn errors_become_sentences() {
        for (text, expected) in [
            ("the proxy cannot be reached", "The proxy cannot be reached."),
            ("You are not a member.", "You are not a member."),
            ("élan", "élan."),
            (" why? ", "Why?"),
            ("", ""),
        ] {
            assert_eq!(sentence(text), expected);
        }
        assert_eq!(sentence(&"x".repeat(500)).chars().count(), 401);
    }
}
