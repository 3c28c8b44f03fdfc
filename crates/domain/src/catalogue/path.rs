//! Paths: those of a catalogue, with parameters, and those of requests, strictly.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::address::percent_encoded;
use crate::text::quoted;

/// The longest path that is looked at.
const LONGEST: usize = 2048;

/// The path of an operation, like `/ays/repository/{repository}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PathTemplate(String);

impl PathTemplate {
    /// Reads a path: begins with a slash, no empty or dot segment, parameters in braces, everything
    /// else as it stands in an address.
    ///
    /// # Errors
    /// When no request could have this path.
    pub fn parse(text: &str) -> Result<Self, PathTemplateError> {
        let error = |reason| PathTemplateError { path: quoted(text), reason };
        let rest = text.strip_prefix('/').ok_or_else(|| error(TemplateReason::NoSlash))?;
        if text.len() > LONGEST {
            return Err(error(TemplateReason::TooLong));
        }
        if !rest.is_empty() {
            for segment in without_last_slash(rest).split('/') {
                check_segment(segment).map_err(error)?;
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names in braces, in their order.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').flat_map(pieces).filter_map(|piece| match piece {
            Piece::Parameter(name) => Some(name),
            Piece::Literal(_) => None,
        })
    }

    /// The path of a request: each parameter is replaced by its value, everything percent-encoded in
    /// it that could be read as anything but itself (RFC 3986 §2.1).
    ///
    /// # Errors
    /// When a value is missing or empty, or cannot stand in a path.
    pub fn filled<'a>(
        &self,
        value: impl Fn(&str) -> Option<&'a str>,
    ) -> Result<ConcretePath, ConcretePathError> {
        let mut path = String::new();
        for (position, segment) in self.0.split('/').enumerate() {
            if position > 0 {
                path.push('/');
            }
            for piece in pieces(segment) {
                match piece {
                    Piece::Literal(text) => path.push_str(text),
                    Piece::Parameter(name) => {
                        let value = value(name).filter(|value| !value.is_empty());
                        let value = value.ok_or(ConcretePathError::EmptySegment)?;
                        path += &percent_encoded(value);
                    }
                }
            }
        }
        ConcretePath::parse(&path)
    }

    /// Whether a value can stand in a path as a segment of its own.
    ///
    /// # Errors
    /// When it cannot, however it is encoded.
    pub fn check_value(value: &str) -> Result<(), ConcretePathError> {
        check_concrete(&percent_encoded(value))
    }

    /// What stands in a path in the places of the parameters, decoded. Of a path that is not meant, or
    /// whose values cannot be told apart or decoded, nothing.
    pub fn values(&self, path: &ConcretePath) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (segment, given) in self.0.split('/').zip(path.0.split('/')) {
            if let [Piece::Parameter(name)] = pieces(segment).as_slice()
                && let Ok(value) = String::from_utf8(percent_decoded(given.as_bytes()))
            {
                found.push(((*name).to_owned(), value));
            }
        }
        if self.matches(path) { found } else { Vec::new() }
    }

    /// Whether a request to this path is meant. A parameter stands for one or more characters of a
    /// single segment.
    pub fn matches(&self, path: &ConcretePath) -> bool {
        let mut given = path.0.split('/');
        let fits = self.0.split('/').all(|segment| {
            given.next().is_some_and(|given| segment_matches(&pieces(segment), given))
        });
        fits && given.next().is_none()
    }
}

impl<'de> Deserialize<'de> for PathTemplate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// `a/` is a path of its own, with an empty last segment.
fn without_last_slash(rest: &str) -> &str {
    rest.strip_suffix('/').unwrap_or(rest)
}

fn check_segment(segment: &str) -> Result<(), TemplateReason> {
    if segment.is_empty() || is_dots(segment) {
        return Err(TemplateReason::Segment);
    }
    let mut pieces = pieces(segment).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Parameter(name) => {
                let follows_one = matches!(pieces.peek(), Some(Piece::Parameter(_)));
                if follows_one || name.trim() != name || name.is_empty() {
                    return Err(TemplateReason::Braces);
                }
            }
            Piece::Literal(text) if text.contains(['{', '}']) => {
                return Err(TemplateReason::Braces);
            }
            Piece::Literal(text) if !spelled_safely(text) => {
                return Err(TemplateReason::Characters);
            }
            Piece::Literal(_) => {}
        }
    }
    Ok(())
}

/// Part of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Literal(&'a str),
    Parameter(&'a str),
}

/// A segment in pieces; what is no parameter, an unpaired brace too, is literal.
fn pieces(segment: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((before, inside)) = rest.split_once('{') {
        let Some((name, after)) = inside.split_once('}').filter(|(name, _)| !name.contains('{'))
        else {
            break;
        };
        if !before.is_empty() {
            pieces.push(Piece::Literal(before));
        }
        pieces.push(Piece::Parameter(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

/// Literals at both ends are anchored; between them each is taken where it comes first, which leaves
/// the most for the next.
fn segment_matches(pieces: &[Piece<'_>], given: &str) -> bool {
    let (pieces, given) = match pieces.split_first() {
        Some((Piece::Literal(text), rest)) => match given.strip_prefix(text) {
            Some(given) => (rest, given),
            None => return false,
        },
        _ => (pieces, given),
    };
    let (pieces, mut given) = match pieces.split_last() {
        Some((Piece::Literal(text), rest)) => match given.strip_suffix(text) {
            Some(given) => (rest, given),
            None => return false,
        },
        _ => (pieces, given),
    };
    if pieces.is_empty() {
        return given.is_empty();
    }
    for piece in pieces {
        if let Piece::Literal(text) = piece {
            // At least one character before it belongs to the parameter.
            let Some(at) = given.get(1..).and_then(|rest| rest.find(text)) else { return false };
            given = given.get(1 + at + text.len()..).unwrap_or_default();
        }
    }
    !given.is_empty()
}

/// The path of a request, spelled so that every server reads the same segments in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ConcretePath(String);

impl ConcretePath {
    /// Reads a path: begins with a slash, no query or fragment, only characters that stand in paths
    /// (RFC 3986 §3.3), no empty segment but the last, and no segment that could be read as another
    /// path when it is decoded: dots, slashes or control characters, encoded once or twice, or bytes that
    /// are not UTF-8.
    ///
    /// # Errors
    /// When it is not such a path.
    pub fn parse(text: &str) -> Result<Self, ConcretePathError> {
        let Some(rest) = text.strip_prefix('/') else { return Err(ConcretePathError::NoSlash) };
        if text.len() > LONGEST {
            return Err(ConcretePathError::TooLong);
        }
        if text.contains(['?', '#']) {
            return Err(ConcretePathError::Query);
        }
        if !rest.is_empty() {
            for segment in without_last_slash(rest).split('/') {
                check_concrete(segment)?;
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for ConcretePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

fn check_concrete(segment: &str) -> Result<(), ConcretePathError> {
    if segment.is_empty() {
        return Err(ConcretePathError::EmptySegment);
    }
    if !segment.bytes().all(|byte| byte == b'%' || is_path_character(byte)) {
        return Err(ConcretePathError::Character);
    }
    let mut seen = segment.as_bytes().to_vec();
    for _ in 0..3 {
        if is_dots_in(&seen) {
            return Err(ConcretePathError::DotSegment);
        }
        if seen.iter().any(|byte| matches!(byte, b'/' | b'\\') || byte.is_ascii_control()) {
            return Err(ConcretePathError::EncodedSlash);
        }
        seen = percent_decoded(&seen);
    }
    if has_broken_escape(segment.as_bytes()) {
        return Err(ConcretePathError::Escape);
    }
    // Some servers read dots and slashes in bytes that are none, like `%c0%af` (RFC 3629 §10).
    if String::from_utf8(percent_decoded(segment.as_bytes())).is_err() {
        return Err(ConcretePathError::NotUtf8);
    }
    Ok(())
}

/// `.` and `..`, also with a parameter behind (`..;x`), which some servers cut off.
fn is_dots(segment: &str) -> bool {
    is_dots_in(segment.as_bytes())
}

fn is_dots_in(segment: &[u8]) -> bool {
    let name = segment.split(|byte| *byte == b';').next().unwrap_or_default();
    matches!(name, b"." | b".." | b"") && !segment.is_empty()
}

/// Whether literal text stands in an address as it is, and no server reads anything else in it.
fn spelled_safely(text: &str) -> bool {
    text.bytes().all(is_path_character)
}

/// `pchar` without escapes.
fn is_path_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte)
}

/// Escapes that are none stay as they are.
fn percent_decoded(text: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        if let Some(byte) = escape(rest) {
            decoded.push(byte);
            rest = rest.get(3..).unwrap_or_default();
        } else {
            decoded.push(*first);
            rest = after;
        }
    }
    decoded
}

/// The byte of which an escape is the spelling.
fn escape(text: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|it| u8::try_from(it).ok());
    match text {
        [b'%', high, low, ..] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    }
}

fn has_broken_escape(text: &[u8]) -> bool {
    (0..text.len()).any(|at| {
        text.get(at..).is_some_and(|rest| rest.first() == Some(&b'%') && escape(rest).is_none())
    })
}

/// Why a text is not the path of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathTemplateError {
    /// Made safe to show.
    path: String,
    reason: TemplateReason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TemplateReason {
    NoSlash,
    TooLong,
    Segment,
    Braces,
    Characters,
}

impl fmt::Display for PathTemplateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            TemplateReason::NoSlash => "does not begin with a slash",
            TemplateReason::TooLong => "is longer than 2048 bytes",
            TemplateReason::Segment => "has an empty segment or one of dots",
            TemplateReason::Braces => "has braces that do not name parameters one by one",
            TemplateReason::Characters => "has characters that do not stand in addresses",
        };
        write!(formatter, "the path `{}` {reason}", self.path)
    }
}

impl std::error::Error for PathTemplateError {}

/// Why a text is not the path of a request. It is not repeated: it may hold what is secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConcretePathError {
    /// It does not begin with a slash.
    NoSlash,
    /// It is longer than any sensible path.
    TooLong,
    /// It has a query or a fragment.
    Query,
    /// Two slashes follow each other.
    EmptySegment,
    /// A segment is, or decodes to, one or two dots.
    DotSegment,
    /// A segment decodes to something with a slash, a backslash or a control character.
    EncodedSlash,
    /// It has a character that paths do not have.
    Character,
    /// A percent sign that begins no escape.
    Escape,
    /// Escapes of bytes that are no text.
    NotUtf8,
}

impl fmt::Display for ConcretePathError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoSlash => "the path does not begin with a slash",
            Self::TooLong => "the path is longer than 2048 bytes",
            Self::Query => "the path has a query or a fragment",
            Self::EmptySegment => "the path has an empty segment",
            Self::DotSegment => "the path has a segment of dots",
            Self::EncodedSlash => "the path has an encoded slash, backslash or control character",
            Self::Character => "the path has a character that has to be percent-encoded",
            Self::Escape => "the path has a percent sign that begins no escape",
            Self::NotUtf8 => "the path has percent escapes that are not UTF-8",
        })
    }
}

impl std::error::Error for ConcretePathError {}
