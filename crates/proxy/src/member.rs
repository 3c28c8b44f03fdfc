//! Proof of membership: the person's own token, presented to get the organization's.

use std::fmt;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use domain::{
    ClientId, OrganizationId, Scope, UnixTime,
    jwt::{
        Claims, HandedOut, HandedOutOtherwise, JwtError, SignatureError, TokenKind, UntrustedJwt,
    },
};
use signature::KeySet;

use crate::problem::Refused;

/// Whom and what a presented token must name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected<'a> {
    pub(crate) keys: &'a KeySet,
    pub(crate) issuer: &'a str,
    pub(crate) organization: &'a OrganizationId,
    pub(crate) client_id: &'a ClientId,
    pub(crate) now: UnixTime,
}

/// The name of the member who presents a valid token in the `Authorization` header.
pub(crate) fn prove(headers: &HeaderMap, expected: Expected<'_>) -> Result<String, MemberError> {
    let jwt = UntrustedJwt::parse(bearer(headers)?).map_err(MemberError::Unreadable)?;
    let jwt = expected.keys.verify(jwt).map_err(MemberError::Signature)?;
    check_claims(jwt.claims(), expected)
}

/// The credential of `Authorization: Bearer …` (RFC 6750 §2.1).
fn bearer(headers: &HeaderMap) -> Result<&str, MemberError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let value = match (values.next(), values.next()) {
        (None, _) => return Err(MemberError::Missing),
        (Some(value), None) => value.to_str().map_err(|_| MemberError::NotBearer)?,
        (Some(_), Some(_)) => return Err(MemberError::Repeated),
    };
    match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(token),
        _ => Err(MemberError::NotBearer),
    }
}

fn check_claims(claims: &Claims, expected: Expected<'_>) -> Result<String, MemberError> {
    let Expected { issuer, organization, client_id, now, .. } = expected;
    HandedOut { by: issuer, to: client_id, now }.check(claims)?;
    // The API takes a token without `aud`, this does not: such a token is for whoever gets hold of
    // it, and every service it was ever shown to could turn it into the organization's.
    let for_us =
        |audience: &String| audience == organization.as_str() || audience == client_id.as_str();
    if !claims.audience.iter().flatten().any(for_us) {
        return Err(MemberError::Audience { organization: organization.clone() });
    }
    let (TokenKind::Person, Some(username)) = (claims.kind(), &claims.username) else {
        return Err(MemberError::NotAPerson);
    };
    if !claims.has_scope(Scope::member_of(organization).as_str()) {
        return Err(MemberError::NotAMember { organization: organization.clone() });
    }
    Ok(username.clone())
}

/// Why nobody is proved to be a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MemberError {
    /// No `Authorization` header.
    Missing,
    /// More than one.
    Repeated,
    /// Another scheme than `Bearer`.
    NotBearer,
    /// Not a JWT.
    Unreadable(JwtError),
    /// Not signed by the identity server.
    Signature(SignatureError),
    /// From another issuer.
    Issuer,
    /// Its time is over, or has no end.
    Expired,
    /// Its time has not come.
    NotYetValid,
    /// For somebody else, or for nobody in particular.
    Audience { organization: OrganizationId },
    /// Handed to another client.
    OtherClient,
    /// An organization's token, or nobody's.
    NotAPerson,
    /// A person's, but not a member's.
    NotAMember { organization: OrganizationId },
}

impl From<HandedOutOtherwise> for MemberError {
    fn from(otherwise: HandedOutOtherwise) -> Self {
        match otherwise {
            HandedOutOtherwise::ByAnother => Self::Issuer,
            HandedOutOtherwise::ToAnother => Self::OtherClient,
            HandedOutOtherwise::Expired => Self::Expired,
            HandedOutOtherwise::NotYetValid => Self::NotYetValid,
        }
    }
}

impl MemberError {
    fn status(&self) -> StatusCode {
        match self {
            Self::Repeated => StatusCode::BAD_REQUEST,
            Self::OtherClient | Self::NotAPerson | Self::NotAMember { .. } => StatusCode::FORBIDDEN,
            Self::Missing
            | Self::NotBearer
            | Self::Unreadable(_)
            | Self::Signature(_)
            | Self::Issuer
            | Self::Expired
            | Self::NotYetValid
            | Self::Audience { .. } => StatusCode::UNAUTHORIZED,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Missing => "member-token-missing",
            Self::Repeated => "several-credentials",
            Self::NotBearer => "member-token-not-bearer",
            Self::Unreadable(_) => "member-token-unreadable",
            Self::Signature(_) => "member-token-signature",
            Self::Issuer => "member-token-issuer",
            Self::Expired => "member-token-expired",
            Self::NotYetValid => "member-token-not-yet-valid",
            Self::Audience { .. } => "member-token-audience",
            Self::OtherClient => "member-token-other-client",
            Self::NotAPerson => "member-token-not-a-person",
            Self::NotAMember { .. } => "not-a-member",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Missing | Self::NotBearer => {
                "generate your own token first, and send it as `Authorization: Bearer`".to_owned()
            }
            Self::Repeated => "send one token only".to_owned(),
            Self::Unreadable(error) => error.hint().to_owned(),
            Self::Signature(error) => error.hint().to_owned(),
            Self::Audience { organization } => {
                format!("generate your own token with the audience {organization}")
            }
            Self::Issuer | Self::Expired | Self::NotYetValid | Self::OtherClient => {
                "generate a new token of your own here".to_owned()
            }
            Self::NotAPerson => "present your own token, not an organization's".to_owned(),
            Self::NotAMember { organization } => format!(
                "generate your own token with the scope {}; if it is not granted, ask an owner of \
                 {organization} for an invitation",
                Scope::member_of(organization)
            ),
        }
    }
}

impl fmt::Display for MemberError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Missing => "the header `Authorization` with a member's own token is missing",
            Self::Repeated => "the header `Authorization` stands in the request more than once",
            Self::NotBearer => "the header `Authorization` does not read `Bearer` and a token",
            Self::Unreadable(error) => return error.fmt(formatter),
            Self::Signature(error) => return error.fmt(formatter),
            Self::Issuer => "the presented token is from another issuer",
            Self::Expired => "the presented token has expired",
            Self::NotYetValid => "the presented token is not valid yet",
            Self::Audience { organization } => {
                return write!(
                    formatter,
                    "the presented token does not name {organization} in its audience"
                );
            }
            Self::OtherClient => "the presented token was made for another client",
            Self::NotAPerson => "the presented token is not a person's",
            Self::NotAMember { organization } => {
                return write!(
                    formatter,
                    "the presented token does not say that its holder is a member of {organization}"
                );
            }
        };
        formatter.write_str(sentence)
    }
}

impl From<MemberError> for Refused {
    fn from(error: MemberError) -> Self {
        let refused = Self::new(error.status(), error.code(), &error, error.hint());
        if error.status() == StatusCode::UNAUTHORIZED {
            // RFC 9110 §15.5.2: a 401 says how to authenticate.
            return refused
                .with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        refused
    }
}
