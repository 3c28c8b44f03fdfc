//! Where a token begins in a text and where it ends, also when it is broken into lines.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::jwt::{CompactJwt, JwtError, UntrustedJwt, json};

/// Something that begins like a token.
pub(super) struct Found {
    pub(super) spelling: String,
    /// Where it ends in the text.
    pub(super) end: usize,
    pub(super) read: Result<UntrustedJwt, JwtError>,
}

/// Where the next word begins that begins like a token.
pub(super) fn next_beginning(text: &str, from: usize) -> Option<usize> {
    let mut rest = from;
    loop {
        let start = rest + text.get(rest..)?.bytes().position(is_of_word)?;
        let word = word_at(text, start);
        // The digits of a percent escape belong to what stands before.
        let escaped = text.get(..start).is_some_and(|before| before.ends_with('%'));
        let escape = if escaped { 2 } else { 0 };
        if word.get(escape..).is_some_and(begins_token) {
            return Some(start + escape);
        }
        rest = start + word.len();
    }
}

fn word_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.bytes().position(|byte| !is_of_word(byte));
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

/// Whether the first part of a word is the beginning of a JSON object in base64url. The word may
/// have been cut off anywhere.
fn begins_token(word: &str) -> bool {
    // With these begin a brace and white space: most words need no decoding.
    if !word.starts_with(['e', 'I', 'C', 'D']) {
        return false;
    }
    let first = word.get(..word.len().min(8)).unwrap_or_default();
    let first = first.split('.').next().unwrap_or_default();
    let quads = first.get(..first.len() / 4 * 4).unwrap_or_default();
    let begins = URL_SAFE_NO_PAD.decode(quads).unwrap_or_default();
    let mut begins = begins.iter().skip_while(|byte| byte.is_ascii_whitespace());
    begins.next() == Some(&b'{')
        && begins
            .next()
            .is_none_or(|next| next.is_ascii_whitespace() || matches!(next, b'"' | b'}'))
}

impl Found {
    /// A token may stand alone, be broken into lines, or even be torn apart by blanks. Whichever way
    /// gives a whole signature counts.
    pub(super) fn at(text: &str, start: usize) -> Self {
        let in_lines = Pieces::gather(text, start, breaks_line);
        let whole = in_lines.whole().or_else(|| Pieces::gather(text, start, |_| true).whole());
        whole.unwrap_or_else(|| in_lines.as_they_stand())
    }

    /// The token or, where it seems to be but a piece of one, what interrupts it in the text.
    pub(super) fn whole_of(self, text: &str) -> Result<UntrustedJwt, JwtError> {
        self.read.map_err(|error| match (error, interruption(text, self.end)) {
            (JwtError::PartCount { .. }, Some(character)) => {
                JwtError::ForbiddenCharacter { character }
            }
            (error, _) => error,
        })
    }

    fn read(spelling: &str, end: usize) -> Self {
        let spelling = without_full_stop(spelling);
        Self { spelling: spelling.to_owned(), end, read: UntrustedJwt::parse(spelling) }
    }
}

/// The words from a beginning on, put together.
struct Pieces {
    spelling: String,
    /// After each word with which it can be a whole token: the second dot stands before.
    cuts: Vec<Cut>,
    start: usize,
    end: usize,
}

/// Into more pieces nobody breaks a token.
const MOST_PIECES: usize = 2000;

/// A place where the token can end.
#[derive(Clone, Copy)]
struct Cut {
    /// In the spelling.
    length: usize,
    /// In the text.
    end: usize,
}

impl Pieces {
    /// Goes on over the gaps that `joins`, for as long as it can be one token.
    fn gather(text: &str, start: usize, joins: fn(&str) -> bool) -> Self {
        let mut pieces = Self { spelling: String::new(), cuts: Vec::new(), start, end: start };
        let mut dots = 0;
        for _ in 0..MOST_PIECES {
            let word = word_at(text, pieces.end);
            dots += word.bytes().filter(|byte| *byte == b'.').count();
            pieces.add(word, dots >= 2);
            let after = text.get(pieces.end..).unwrap_or_default();
            let next = after.trim_start_matches(is_of_gap);
            let gap = after.get(..after.len() - next.len()).unwrap_or_default();
            let goes_on = !gap.is_empty()
                && next.bytes().next().is_some_and(is_of_word)
                && pieces.spelling.len() <= CompactJwt::LONGEST
                && joins(gap)
                && !(dots >= 2 && begins_token(word_at(next, 0)));
            if !goes_on {
                break;
            }
            pieces.end += gap.len();
        }
        pieces
    }

    fn add(&mut self, word: &str, can_end: bool) {
        self.spelling.push_str(word);
        self.end += word.len();
        if can_end {
            self.cuts.push(Cut { length: self.spelling.len(), end: self.end });
        }
    }

    /// The longest token with a signature as long as its algorithm's are: what is more or less is
    /// another's text.
    fn whole(&self) -> Option<Found> {
        self.cuts.first()?;
        let algorithm = algorithm(&self.spelling)?;
        let (second_dot, _) = self.spelling.match_indices('.').nth(1)?;
        let is_whole = |cut: &&Cut| {
            let signature = self.spelling.get(second_dot + 1..cut.length).unwrap_or_default();
            is_whole(&algorithm, signature.trim_end_matches('.'))
        };
        self.cuts.iter().rev().find(is_whole).map(|cut| self.cut_off(*cut))
    }

    /// The first word, if it can be a token alone, or else all of them.
    fn as_they_stand(&self) -> Found {
        let is_unbroken = |cut: &&Cut| cut.end - self.start == cut.length;
        match self.cuts.first().filter(is_unbroken) {
            Some(cut) => self.cut_off(*cut),
            None => Found::read(&self.spelling, self.end),
        }
    }

    fn cut_off(&self, cut: Cut) -> Found {
        Found::read(self.spelling.get(..cut.length).unwrap_or_default(), cut.end)
    }
}

/// What stands between the pieces of a torn token: blanks, and what a shell or a mail program puts at
/// the end or beginning of a line.
fn is_of_gap(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\\' | '>')
}

/// A character between pieces of a token that is neither in a token nor around one.
fn interruption(text: &str, end: usize) -> Option<char> {
    let rest = text.get(end..)?;
    let delimits = |c: char| {
        c.is_ascii_alphanumeric() || is_of_gap(c) || "\"'`,;:<()[]{}&#|«»‘’‚“”„".contains(c)
    };
    let character = rest.chars().next().filter(|c| !delimits(*c))?;
    let next = rest.trim_start_matches(character).bytes().next()?;
    is_of_word(next).then_some(character)
}

fn breaks_line(gap: &str) -> bool {
    gap.contains(['\n', '\r'])
}

/// A token at the end of a sentence. After the second dot a signature may be missing, after a third
/// nothing is.
fn without_full_stop(spelling: &str) -> &str {
    let needless = spelling.matches('.').count().saturating_sub(2);
    let dots = spelling.len() - spelling.trim_end_matches('.').len();
    spelling.get(..spelling.len() - dots.min(needless)).unwrap_or_default()
}

fn algorithm(spelling: &str) -> Option<String> {
    let header = URL_SAFE_NO_PAD.decode(spelling.split('.').next()?).ok()?;
    match json::value(&header).ok()?.get("alg")? {
        Value::String(name) => Some(name.clone()),
        _ => None,
    }
}

/// Whether a signature has as many characters as one of its algorithm, for RSA as one of a usual key.
fn is_whole(algorithm: &str, signature: &str) -> bool {
    let is_of = |bytes: usize| signature.len() == (bytes * 4).div_ceil(3);
    match algorithm {
        "none" => signature.is_empty(),
        "HS256" => is_of(32),
        "HS384" => is_of(48),
        "HS512" | "ES256" | "ES256K" | "EdDSA" => is_of(64),
        "ES384" => is_of(96),
        "ES512" => is_of(132),
        rsa if rsa.starts_with("RS") || rsa.starts_with("PS") => {
            (128..=1024).step_by(64).any(is_of)
        }
        _ => false,
    }
}
