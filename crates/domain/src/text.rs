//! What the parsers share: separating comma lists and quoting foreign text in a sentence.

/// Text that was pasted or read from a file, without white space and byte order mark around it.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}')
}

/// The parts of a comma-separated list, trimmed, empty ones left out: how ItsYou.online reads its
/// lists of scopes and audiences.
pub(crate) fn comma_parts(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|part| !part.is_empty())
}

/// Foreign text made safe to stand between backticks in one of our sentences: [`shown`] with at most
/// 80 characters, without backticks of its own.
pub fn quoted(text: &str) -> String {
    shown(text, 80).replace('`', "\\u{60}")
}

/// [`quoted`], where nothing has to be seen too.
pub(crate) fn quoted_or_empty(text: &str) -> String {
    if text.is_empty() { "\"\"".to_owned() } else { quoted(text) }
}

/// Foreign text made safe to look at: at most `longest` characters, and control, bidirectional and
/// zero-width characters written as escapes.
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

/// What a sentence can list: after the third the rest is only counted.
pub(crate) fn first_few(mut names: Vec<String>) -> Vec<String> {
    const MOST: usize = 3;
    let others = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    if others > 0 {
        names.push(format!("{others} more"));
    }
    names
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

/// Whether a character can hide or reorder what stands around it.
pub(crate) fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
                | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A character as JSON writes what is not to stand there itself (RFC 8259 §7).
pub(crate) fn json_escape(character: char) -> String {
    let mut units = [0; 2];
    let units = character.encode_utf16(&mut units).iter();
    units.map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat()
}

/// Implements `Display`, `Serialize` and a checking `Deserialize` for a newtype of `String` that
/// has `parse` and `as_str`. Not for secrets: those have neither.
macro_rules! plain_text {
    ($name:ident) => {
        impl core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        $crate::text::checked_deserialize!($name);
    };
}

/// Implements a `Deserialize` that goes through the type's own `parse`.
macro_rules! checked_deserialize {
    ($name:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

/// Implements the wire form of an enum whose variants are words: `as_str`, `Serialize`, and a
/// `Deserialize` that takes a third of the bytes of a derived one.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// The word for it, in JSON and in settings.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// What this word stands for.
            pub fn named(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::named(&word).ok_or_else(|| {
                    serde::de::Error::custom(concat!("expected one of:" $(, " ", $word)+))
                })
            }
        }
    };
}

/// Implements a `Debug` that shows only the name of the type.
macro_rules! redacted_debug {
    ($name:ident) => {
        impl core::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                formatter.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    };
}

pub(crate) use {checked_deserialize, plain_text, redacted_debug, words};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comma_lists_are_trimmed_and_empty_parts_ignored() {
        let parts: Vec<_> = comma_parts(" a, b ,,c ,").collect();
        assert_eq!(parts, ["a", "b", "c"]);
        assert_eq!(comma_parts(" , ").count(), 0);
    }

    #[test]
    fn quoting_shows_what_hides() {
        assert_eq!(quoted("a\u{202e}b\n"), "a\\u{202e}b\\u{a}");
        assert_eq!(quoted("zero\u{200b}width"), "zero\\u{200b}width");
        assert_eq!(quoted("filler\u{3164}tag\u{e0100}"), "filler\\u{3164}tag\\u{e0100}");
        assert_eq!(quoted(&"x".repeat(81)), format!("{}…", "x".repeat(80)));
        assert_eq!(shown("1234567890123", 12), "123456789012…");
        assert_eq!(quoted("Zoë 漢"), "Zoë 漢");
    }

    #[test]
    fn what_is_quoted_does_not_end_its_quotation() {
        assert_eq!(quoted("a`, which is `right"), "a\\u{60}, which is \\u{60}right");
        assert_eq!(shown("`", 80), "`");
        assert_eq!([quoted_or_empty(""), quoted_or_empty("a`")], ["\"\"", "a\\u{60}"]);
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
