//! The token that a caller presents in the `Authorization` header, to get another for it.

use std::fmt;

use axum::http::{HeaderMap, StatusCode, header};
use domain::{
    UnixTime,
    jwt::{
        HandedOut, HandedOutOtherwise, JwtError, SignatureError, TokenKind, UntrustedJwt,
        VerifiedJwt,
    },
};

use crate::{app::App, problem::Refused};

/// Whether a presented token is still of use when its time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expired {
    /// It is: to renew it.
    Welcome,
    /// It is not.
    Refused,
}

/// The token, verified: by whom it was made, to which client it was handed, and when. To whom else
/// it may be shown is not looked at.
pub(crate) fn read(
    app: &App,
    headers: &HeaderMap,
    expired: Expired,
    now: UnixTime,
) -> Result<VerifiedJwt, PresentedError> {
    let jwt = UntrustedJwt::parse(bearer(headers)?).map_err(PresentedError::Unreadable)?;
    let jwt = app.identity.keys.verify(jwt).map_err(PresentedError::Signature)?;
    let expected = HandedOut { by: &app.identity.issuer, to: &app.client.id, now };
    match expected.check(jwt.claims()) {
        Err(HandedOutOtherwise::Expired) if expired == Expired::Welcome => Ok(jwt),
        Err(otherwise) => Err(otherwise.into()),
        Ok(()) => Ok(jwt),
    }
}

/// Whose token it is; not an organization's, which nothing can be had for here.
pub(crate) fn person(jwt: &VerifiedJwt) -> Result<&str, PresentedError> {
    match (jwt.claims().kind(), &jwt.claims().username) {
        (TokenKind::Person, Some(username)) => Ok(username),
        _ => Err(PresentedError::NotAPerson),
    }
}

/// The credential of `Authorization: Bearer …` (RFC 6750 §2.1).
fn bearer(headers: &HeaderMap) -> Result<&str, PresentedError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let value = match (values.next(), values.next()) {
        (None, _) => return Err(PresentedError::Missing),
        (Some(value), None) => value.to_str().map_err(|_| PresentedError::NotBearer)?,
        (Some(_), Some(_)) => return Err(PresentedError::Repeated),
    };
    match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(token),
        _ => Err(PresentedError::NotBearer),
    }
}

/// Why no presented token counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PresentedError {
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
    /// Handed to another client.
    OtherClient,
    /// Its time is over, or has no end.
    Expired,
    /// Its time has not come.
    NotYetValid,
    /// An organization's token, or nobody's.
    NotAPerson,
}

impl From<HandedOutOtherwise> for PresentedError {
    fn from(otherwise: HandedOutOtherwise) -> Self {
        match otherwise {
            HandedOutOtherwise::ByAnother => Self::Issuer,
            HandedOutOtherwise::ToAnother => Self::OtherClient,
            HandedOutOtherwise::Expired => Self::Expired,
            HandedOutOtherwise::NotYetValid => Self::NotYetValid,
        }
    }
}

impl PresentedError {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Repeated => StatusCode::BAD_REQUEST,
            Self::OtherClient | Self::NotAPerson => StatusCode::FORBIDDEN,
            Self::Missing
            | Self::NotBearer
            | Self::Unreadable(_)
            | Self::Signature(_)
            | Self::Issuer
            | Self::Expired
            | Self::NotYetValid => StatusCode::UNAUTHORIZED,
        }
    }

    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Missing => "presented-token-missing",
            Self::Repeated => "several-credentials",
            Self::NotBearer => "presented-token-not-bearer",
            Self::Unreadable(_) => "presented-token-unreadable",
            Self::Signature(_) => "presented-token-signature",
            Self::Issuer => "presented-token-issuer",
            Self::OtherClient => "presented-token-other-client",
            Self::Expired => "presented-token-expired",
            Self::NotYetValid => "presented-token-not-yet-valid",
            Self::NotAPerson => "presented-token-not-a-person",
        }
    }

    pub(crate) fn hint(&self) -> String {
        let hint = match self {
            Self::Unreadable(error) => error.hint(),
            Self::Signature(error) => error.hint(),
            Self::Missing | Self::NotBearer => {
                "generate your own token first, and send it as `Authorization: Bearer`"
            }
            Self::Repeated => "send one token only",
            Self::Expired => {
                "renew it if it is refreshable, or generate a new token of your own here"
            }
            Self::Issuer | Self::NotYetValid | Self::OtherClient => {
                "generate a new token of your own here"
            }
            Self::NotAPerson => "present your own token, not an organization's",
        };
        hint.to_owned()
    }
}

impl fmt::Display for PresentedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unreadable(error) => return error.fmt(formatter),
            Self::Signature(error) => return error.fmt(formatter),
            Self::Missing => "the header `Authorization` with a person's own token is missing",
            Self::Repeated => "the header `Authorization` stands in the request more than once",
            Self::NotBearer => "the header `Authorization` does not read `Bearer` and a token",
            Self::Issuer => "the presented token is from another issuer",
            Self::OtherClient => "the presented token was made for another client",
            Self::Expired => "the presented token has expired",
            Self::NotYetValid => "the presented token is not valid yet",
            Self::NotAPerson => "the presented token is not a person's",
        })
    }
}

impl From<PresentedError> for Refused {
    fn from(error: PresentedError) -> Self {
        let refused = Self::new(error.status(), error.code(), &error, error.hint());
        if error.status() == StatusCode::UNAUTHORIZED {
            refused.asking_for_bearer()
        } else {
            refused
        }
    }
}
