//! Why a text cannot be read as a JWT.

use core::{convert::Infallible, fmt};

use crate::text::quoted;

/// One of the three parts of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first: how the token is signed.
    Header,
    /// The second: what the token says.
    Claims,
    /// The third.
    Signature,
}

/// What is wrong with one part of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartFault {
    /// Nothing stands between two dots.
    Empty,
    /// A length or last character that no encoder produces.
    NotBase64Url,
    /// The decoded bytes are not text.
    NotUtf8,
    /// The decoded text is not JSON.
    NotJson,
    /// JSON, but not an object.
    NotAnObject,
    /// Two members of one object have the same name, so that two readers may see two tokens.
    DuplicateMember {
        /// The name, made safe to show.
        member: String,
    },
    /// Nested deeper than any sensible token.
    TooDeep,
}

/// Why a text cannot be read as a JWT. Whoever made the token is to blame, or whoever copied it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JwtError {
    /// Nothing was given.
    Empty,
    /// More than a sensible token has.
    TooLong {
        /// In bytes.
        longest: usize,
    },
    /// Neither base64url nor a dot.
    ForbiddenCharacter {
        /// The first such character.
        character: char,
    },
    /// Neither three nor five parts.
    PartCount {
        /// How many there are.
        found: usize,
    },
    /// Five parts: a JWE (RFC 7516), which only its recipient can read.
    Encrypted,
    /// One of the parts is not what it must be.
    Part {
        /// Which one.
        part: Part,
        /// What is wrong with it.
        fault: PartFault,
    },
    /// No `alg`, which every header has (RFC 7515 §4.1.1).
    MissingAlgorithm,
    /// A member of the header has a type or length that the standard does not give it.
    HeaderMistyped {
        /// Which one.
        member: &'static str,
    },
    /// `crit` is present: extensions that must be understood (RFC 7515 §4.1.11), of which there are
    /// none here.
    CriticalExtension,
    /// `b64` is present and not `true` (RFC 7797): the payload would not be base64url.
    UnencodedPayload,
    /// `cty` names something other than JSON, such as a token inside the token.
    ContentType {
        /// What it names, made safe to show.
        content_type: String,
    },
    /// A claim has a type that the standard or the identity server does not give it.
    ClaimMistyped {
        /// Which one.
        claim: &'static str,
        /// What it must be.
        expected: &'static str,
    },
}

impl JwtError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "jwt-empty",
            Self::TooLong { .. } => "jwt-too-long",
            Self::ForbiddenCharacter { .. } => "jwt-forbidden-character",
            Self::PartCount { .. } => "jwt-part-count",
            Self::Encrypted => "jwt-encrypted",
            Self::Part { fault, .. } => fault.code(),
            Self::MissingAlgorithm => "jwt-missing-algorithm",
            Self::HeaderMistyped { .. } => "jwt-header-mistyped",
            Self::CriticalExtension => "jwt-critical-extension",
            Self::UnencodedPayload => "jwt-unencoded-payload",
            Self::ContentType { .. } => "jwt-content-type",
            Self::ClaimMistyped { .. } => "jwt-claim-mistyped",
        }
    }

    /// What the person can do.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "Paste the whole token.",
            Self::ForbiddenCharacter { .. } => {
                "Copy the token alone: no `Bearer` before it, no quotes, line breaks or blanks."
            }
            Self::PartCount { .. }
            | Self::Part { fault: PartFault::Empty | PartFault::NotBase64Url, .. } => {
                "Part of the token seems to be missing. Copy all of it, from `eyJ` to the end."
            }
            Self::Encrypted => "Only the service that the token is for can read it.",
            Self::TooLong { .. }
            | Self::Part { .. }
            | Self::MissingAlgorithm
            | Self::HeaderMistyped { .. }
            | Self::CriticalExtension
            | Self::UnencodedPayload
            | Self::ContentType { .. }
            | Self::ClaimMistyped { .. } => {
                "The token was not made by the identity server as it should be. Generate a new one."
            }
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Header => "header",
            Self::Claims => "payload",
            Self::Signature => "signature",
        })
    }
}

impl fmt::Display for JwtError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the token is empty"),
            Self::TooLong { longest } => {
                write!(formatter, "the token is longer than {longest} bytes")
            }
            Self::ForbiddenCharacter { character } => forbidden(*character, formatter),
            Self::PartCount { found: 1 } => formatter
                .write_str("the token has no dots, but a JWT has three parts with dots between"),
            Self::PartCount { found } => {
                write!(formatter, "the token has {found} parts, but a JWT has three")
            }
            Self::Encrypted => formatter
                .write_str("the token has five parts: it is encrypted and cannot be read here"),
            Self::Part { part, fault } => write!(formatter, "the {part} of the token {fault}"),
            Self::MissingAlgorithm => {
                formatter.write_str("the header of the token lacks the algorithm, `alg`")
            }
            Self::HeaderMistyped { member } => {
                write!(formatter, "the member `{member}` of the token's header has the wrong form")
            }
            Self::CriticalExtension => formatter.write_str(
                "the header of the token demands extensions (`crit`) that are not understood here",
            ),
            Self::UnencodedPayload => formatter
                .write_str("the header of the token says `b64`, which is not understood here"),
            Self::ContentType { content_type } => write!(
                formatter,
                "the content type of the token is `{content_type}` (`cty`), not JSON"
            ),
            Self::ClaimMistyped { claim, expected } => {
                write!(formatter, "the claim `{claim}` is not {expected}")
            }
        }
    }
}

fn forbidden(character: char, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    if character.is_whitespace() {
        return formatter.write_str("the token contains white space");
    }
    let character = quoted(character.encode_utf8(&mut [0; 4]));
    write!(formatter, "the token contains the character `{character}`, which no JWT has")
}

impl PartFault {
    const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "jwt-empty-part",
            Self::NotBase64Url => "jwt-not-base64url",
            Self::NotUtf8 => "jwt-not-utf8",
            Self::NotJson => "jwt-not-json",
            Self::NotAnObject => "jwt-not-an-object",
            Self::DuplicateMember { .. } => "jwt-duplicate-member",
            Self::TooDeep => "jwt-too-deep",
        }
    }
}

/// The end of a sentence of which the part is the subject.
impl fmt::Display for PartFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("is empty"),
            Self::NotBase64Url => formatter.write_str("is not base64url"),
            Self::NotUtf8 => formatter.write_str("is not UTF-8 text"),
            Self::NotJson => formatter.write_str("is not valid JSON"),
            Self::NotAnObject => formatter.write_str("is not a JSON object"),
            Self::DuplicateMember { member } => {
                write!(formatter, "has the member `{member}` twice")
            }
            Self::TooDeep => formatter.write_str("is nested too deeply"),
        }
    }
}

impl core::error::Error for JwtError {}

/// A [`CompactJwt`](super::CompactJwt) is one already.
impl From<Infallible> for JwtError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
