//! A token taken apart, before anybody vouches for it.

use core::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use super::{Claims, CompactJwt, JwtError, Part, PartFault, TokenKind, indented, json};
use crate::text::quoted;

/// A well-formed token that anybody may have made. Its contents can be peeked at, to show them or to
/// choose a key; to rely on them, verify it.
#[derive(Clone)]
pub struct UntrustedJwt {
    compact: CompactJwt,
    header: Map<String, Value>,
    claims: Claims,
    algorithm: String,
    key_id: Option<String>,
    signature: Vec<u8>,
}

impl UntrustedJwt {
    /// Takes a token apart, strictly (RFC 7515 §5.2, RFC 8725). It may be a text or, owned or
    /// borrowed, a [`CompactJwt`].
    ///
    /// # Errors
    /// When it is anything but one well-formed token with JSON claims.
    pub fn parse<T>(token: T) -> Result<Self, JwtError>
    where
        T: TryInto<CompactJwt>,
        JwtError: From<T::Error>,
    {
        Self::from_compact(token.try_into()?)
    }

    fn from_compact(compact: CompactJwt) -> Result<Self, JwtError> {
        let [header, payload, _] = compact.parts();
        let header = json::object(Part::Header, &decoded(Part::Header, header)?)?;
        check_header(&header)?;
        let claims = json::object(Part::Claims, &decoded(Part::Claims, payload)?)?;
        let claims = Claims::read(claims)?;
        let [_, _, signature] = compact.parts();
        Ok(Self {
            algorithm: text(&header, "alg").unwrap_or_default().to_owned(),
            key_id: text(&header, "kid").map(str::to_owned),
            signature: decoded(Part::Signature, signature)?,
            header,
            claims,
            compact,
        })
    }

    /// The token as it travels.
    pub fn compact(&self) -> &CompactJwt {
        &self.compact
    }

    /// Header, payload and signature as they stand between the dots.
    pub fn parts(&self) -> [&str; 3] {
        self.compact.parts()
    }

    /// What the header gives as `alg`. Never a reason to use that algorithm.
    pub fn algorithm(&self) -> &str {
        &self.algorithm
    }

    /// Which key the header claims to be signed with, `kid`.
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// What the header says that the token is, `typ` (RFC 7519 §5.1).
    pub fn token_type(&self) -> Option<&str> {
        text(&self.header, "typ")
    }

    /// Whether the header says that it is an access token (RFC 9068 §2.1).
    pub fn says_access_token(&self) -> bool {
        self.token_type().is_some_and(|name| {
            let name = name.strip_prefix("application/").unwrap_or(name);
            name.eq_ignore_ascii_case("at+jwt")
        })
    }

    /// Whose token it is. What says of itself that it is an access token is no ID token, whatever
    /// its claims look like.
    pub fn kind(&self) -> TokenKind {
        match self.claims.kind() {
            TokenKind::IdToken if self.says_access_token() => TokenKind::Unknown,
            kind => kind,
        }
    }

    /// What is signed: header and payload with the dot between them.
    pub fn signing_input(&self) -> &str {
        self.compact.signing_input()
    }

    /// The decoded signature; empty where there is none.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The claims, which nobody has vouched for.
    pub fn peek_claims(&self) -> &Claims {
        &self.claims
    }

    /// The claims as indented JSON, digit for digit as they stand in the token, but without the value
    /// of a refresh token, and with characters that deceive written as escapes.
    pub fn claims_as_json(&self) -> String {
        let [_, payload, _] = self.compact.parts();
        let payload = decoded(Part::Claims, payload).unwrap_or_default();
        indented::without_refresh_token(core::str::from_utf8(&payload).unwrap_or_default())
    }

    /// The members of the header, which nobody has vouched for.
    pub fn peek_header(&self) -> &Map<String, Value> {
        &self.header
    }
}

/// Shows what may be shown: neither the token nor its signature.
impl fmt::Debug for UntrustedJwt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("UntrustedJwt")
            .field("algorithm", &self.algorithm)
            .field("key_id", &self.key_id)
            .field("claims", &self.claims)
            .finish_non_exhaustive()
    }
}

/// Base64url without padding, and without bits set that no byte needs.
fn decoded(part: Part, text: &str) -> Result<Vec<u8>, JwtError> {
    URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| JwtError::Part { part, fault: PartFault::NotBase64Url })
}

fn check_header(header: &Map<String, Value>) -> Result<(), JwtError> {
    match header.get("alg") {
        None => return Err(JwtError::MissingAlgorithm),
        Some(Value::String(_)) => {}
        Some(_) => return Err(JwtError::HeaderMistyped { member: "alg" }),
    }
    if header.contains_key("crit") {
        return Err(JwtError::CriticalExtension);
    }
    if header.get("b64").is_some_and(|it| *it != Value::Bool(true)) {
        return Err(JwtError::UnencodedPayload);
    }
    check_texts(header)?;
    match text(header, "cty") {
        Some(other) if !other.eq_ignore_ascii_case("json") => {
            Err(JwtError::ContentType { content_type: quoted(other) })
        }
        Some(_) | None => Ok(()),
    }
}

/// What is a text where it is there at all (RFC 7515 §4.1), and how many bytes it stands for if it
/// is a thumbprint.
const TEXTS: [(&str, Option<usize>); 7] = [
    ("cty", None),
    ("jku", None),
    ("kid", None),
    ("typ", None),
    ("x5t", Some(20)),
    ("x5t#S256", Some(32)),
    ("x5u", None),
];

fn check_texts(header: &Map<String, Value>) -> Result<(), JwtError> {
    let is_right = |(name, length): &(&str, Option<usize>)| match (header.get(*name), length) {
        (None | Some(Value::Null), _) | (Some(Value::String(_)), None) => true,
        (Some(Value::String(thumbprint)), Some(length)) => {
            decoded(Part::Header, thumbprint).is_ok_and(|bytes| bytes.len() == *length)
        }
        (Some(_), _) => false,
    };
    match TEXTS.iter().find(|text| !is_right(text)) {
        None => Ok(()),
        Some((member, _)) => Err(JwtError::HeaderMistyped { member }),
    }
}

fn text<'a>(header: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    header.get(name).and_then(Value::as_str)
}
