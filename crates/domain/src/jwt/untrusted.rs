//! A token taken apart, before anybody vouches for it.

use core::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_compact::{ParseError, UntrustedToken};
use serde_json::{Map, Value};

use super::{Claims, CompactJwt, JwtError, Part, PartFault, json};
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
        // What is left to read has one meaning only; the header's types and the signature are read
        // by jwt-compact.
        let token = UntrustedToken::new(compact.expose()).map_err(from_parse_error)?;
        Ok(Self {
            algorithm: token.algorithm().to_owned(),
            key_id: token.header().key_id.clone(),
            signature: token.signature_bytes().to_vec(),
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
        Some(_) => return Err(JwtError::HeaderMistyped),
    }
    if header.contains_key("crit") {
        return Err(JwtError::CriticalExtension);
    }
    match header.get("b64") {
        None | Some(Value::Bool(true)) => Ok(()),
        Some(_) => Err(JwtError::UnencodedPayload),
    }
}

fn from_parse_error(error: ParseError) -> JwtError {
    match error {
        ParseError::UnsupportedContentType(content_type) => {
            JwtError::ContentType { content_type: quoted(&content_type) }
        }
        // Header and payload have been decoded before.
        ParseError::InvalidBase64Encoding => {
            JwtError::Part { part: Part::Signature, fault: PartFault::NotBase64Url }
        }
        _ => JwtError::HeaderMistyped,
    }
}
