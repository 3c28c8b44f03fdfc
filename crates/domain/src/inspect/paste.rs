//! Finds the token in whatever people paste: with `Bearer` before it, in quotes, broken into lines,
//! in a whole command line or a piece of JSON.

use core::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::jwt::{Algorithm, CompactJwt, JwtError, UntrustedJwt};

/// Why there is no token in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasteError {
    /// Nothing in the text begins like a token.
    NoToken,
    /// More than one token.
    Several {
        /// How many.
        count: usize,
    },
    /// More text than anybody pastes.
    TooLong,
    /// Keys, which belong into the other field.
    Keys,
    /// A signature in the JSON form (RFC 7515 §7.2), which is never a JWT (RFC 7519 §3).
    JsonSerialization,
    /// Something like a token that cannot be read as one.
    Jwt(JwtError),
}

/// In bytes.
const LONGEST: usize = 1024 * 1024;

/// More tokens than need to be told apart from one.
const MOST: usize = 9;

/// The one token in a text.
///
/// # Errors
/// When there is none, more than one, or one that cannot be read.
pub fn token_in(text: &str) -> Result<UntrustedJwt, PasteError> {
    if text.len() > LONGEST {
        return Err(PasteError::TooLong);
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut found = tokens(text);
    match (found.pop(), found.len()) {
        (None, _) => Err(why_none(text)),
        (Some(one), 0) => one.read.map_err(PasteError::Jwt),
        (Some(_), others) => Err(PasteError::Several { count: others + 1 }),
    }
}

/// Something that begins like a token, and where it ends in the text.
struct Found {
    spelling: String,
    end: usize,
    read: Result<UntrustedJwt, JwtError>,
}

/// Every different token in a text.
fn tokens(text: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut rest = 0;
    while let Some(start) = next_beginning(text, rest) {
        let found = found_at(text, start);
        rest = found.end;
        if !all.iter().any(|other| other.spelling == found.spelling) {
            all.push(found);
        }
        if all.len() == MOST {
            break;
        }
    }
    all
}

/// Where the next word begins that begins like a token.
fn next_beginning(text: &str, from: usize) -> Option<usize> {
    let mut rest = from;
    loop {
        let start = rest + text.get(rest..)?.find(is_of_token)?;
        let word = word_at(text, start);
        if begins_token(word) {
            return Some(start);
        }
        rest = start + word.len();
    }
}

fn word_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    rest.split(|c| !is_of_token(c)).next().unwrap_or_default()
}

const fn is_of_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.')
}

/// Whether the first part of a word is the beginning of a JSON object in base64url. The word may
/// have been cut off anywhere.
fn begins_token(word: &str) -> bool {
    let first = word.split('.').next().unwrap_or_default();
    let quads = first.get(..first.len().min(8) / 4 * 4).unwrap_or_default();
    let begins = URL_SAFE_NO_PAD.decode(quads).unwrap_or_default();
    let mut begins = begins.iter().skip_while(|byte| byte.is_ascii_whitespace());
    begins.next() == Some(&b'{')
        && begins
            .next()
            .is_none_or(|next| next.is_ascii_whitespace() || matches!(next, b'"' | b'}'))
}

/// A token may stand alone, be broken into lines, or even be torn apart by blanks: the first way
/// counts that gives a token with a whole signature, or else one that gives a token at all.
fn found_at(text: &str, start: usize) -> Found {
    let ways = [
        gathered(text, start, breaks_line),
        gathered(text, start, |_| false),
        gathered(text, start, |_| true),
    ];
    let mut ways = ways.map(|(spelling, end)| {
        let read = UntrustedJwt::parse(spelling.as_str());
        Found { spelling, end, read }
    });
    let whole = |way: &Found| way.read.as_ref().is_ok_and(has_whole_signature);
    let best = ways.iter().position(whole).or_else(|| ways.iter().position(|it| it.read.is_ok()));
    ways.swap(0, best.unwrap_or(0));
    let [first, _, _] = ways;
    first
}

/// The words from `start` on, put together over the gaps that `joins`, and where they end.
fn gathered(text: &str, start: usize, joins: fn(&str) -> bool) -> (String, usize) {
    let mut spelling = String::new();
    let mut end = start;
    loop {
        let word = word_at(text, end);
        spelling.push_str(word);
        end += word.len();
        let after = text.get(end..).unwrap_or_default();
        let next = after.trim_start_matches(is_of_gap);
        let gap = after.len() - next.len();
        let is_complete = spelling.matches('.').count() >= 2;
        let goes_on = gap > 0
            && next.starts_with(is_of_token)
            && spelling.len() <= CompactJwt::LONGEST
            && joins(after.get(..gap).unwrap_or_default())
            && !(is_complete && begins_token(word_at(next, 0)));
        if !goes_on {
            return (without_full_stop(spelling), end);
        }
        end += gap;
    }
}

/// What stands between the pieces of a torn token: blanks, and what a shell or a mail program puts at
/// the end or beginning of a line.
fn is_of_gap(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\\' | '>')
}

fn breaks_line(gap: &str) -> bool {
    gap.contains(['\n', '\r'])
}

/// A token at the end of a sentence. After the second full stop a signature may be missing, after a
/// third nothing is.
fn without_full_stop(mut spelling: String) -> String {
    if spelling.ends_with('.') && spelling.matches('.').count() == 3 {
        spelling.pop();
    }
    spelling
}

/// Whether the signature is as long as one of its algorithm: more or less of it is another's text.
fn has_whole_signature(jwt: &UntrustedJwt) -> bool {
    let length = jwt.signature().len();
    match Algorithm::parse(jwt.algorithm()).map(Algorithm::signature_length) {
        Ok(Some(expected)) => length == expected,
        Ok(None) => length >= 256 && length.is_multiple_of(64),
        Err(_) => false,
    }
}

fn why_none(text: &str) -> PasteError {
    if looks_like_keys(text) {
        return PasteError::Keys;
    }
    if text.starts_with('{') && text.contains("\"protected\"") && text.contains("\"payload\"") {
        return PasteError::JsonSerialization;
    }
    let is_one_word = !text.is_empty() && text.chars().all(is_of_token);
    match UntrustedJwt::parse(text) {
        Err(error) if is_one_word => PasteError::Jwt(error),
        Ok(_) | Err(_) => PasteError::NoToken,
    }
}

/// Whether a text is rather keys than a token: PEM, or JSON with a `kty` (RFC 7517 §4.1).
pub(super) fn looks_like_keys(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    text.starts_with("-----BEGIN ") || text.starts_with(['{', '[']) && text.contains("\"kty\"")
}

impl PasteError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoToken => "paste-no-token",
            Self::Several { .. } => "paste-several",
            Self::TooLong => "paste-too-long",
            Self::Keys => "paste-keys",
            Self::JsonSerialization => "paste-json-serialization",
            Self::Jwt(error) => error.code(),
        }
    }

    /// What the person can do.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::NoToken => {
                "A JWT is a long text with two dots that begins with `eyJ`. An access token without \
                 dots is another thing: only the server that made it can read it."
            }
            Self::Several { .. } => "Paste one of them.",
            Self::TooLong => "Paste the token alone.",
            Self::Keys => "Paste keys into the field for keys, and the token here.",
            Self::JsonSerialization => {
                "Join `protected`, `payload` and `signature` with dots, if it was meant to be a JWT."
            }
            Self::Jwt(error) => error.hint(),
        }
    }
}

impl fmt::Display for PasteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoToken => formatter.write_str("there is no token in this text"),
            Self::Several { count } if *count == MOST => {
                formatter.write_str("the text holds many different tokens")
            }
            Self::Several { count } => {
                write!(formatter, "the text holds {count} different tokens")
            }
            Self::TooLong => formatter.write_str("the text is longer than a megabyte"),
            Self::Keys => formatter.write_str("this is a key, not a token"),
            Self::JsonSerialization => formatter.write_str(
                "this is a signature in its JSON form, and a JWT is written with two dots",
            ),
            Self::Jwt(error) => error.fmt(formatter),
        }
    }
}

impl core::error::Error for PasteError {}
