//! Proof of membership: the person's own token, presented to get the organization's.

use std::fmt;

use axum::http::{HeaderMap, StatusCode};
use domain::{OrganizationId, Scope, UnixTime, jwt::Claims};

use crate::{
    app::App,
    presented::{self, Expired, PresentedError},
    problem::Refused,
};

/// The name of the member who presents a valid token in the `Authorization` header.
pub(crate) fn prove(app: &App, headers: &HeaderMap, now: UnixTime) -> Result<String, MemberError> {
    let jwt = presented::read(app, headers, Expired::Refused, now)?;
    let organization = &app.client.organization;
    // The API takes a token without `aud`, this does not: such a token is for whoever gets hold of
    // it, and every service it was ever shown to could turn it into the organization's.
    let for_us =
        |audience: &String| audience == organization.as_str() || audience == app.client.id.as_str();
    let claims: &Claims = jwt.claims();
    if !claims.audience.iter().flatten().any(for_us) {
        return Err(MemberError::Audience { organization: organization.clone() });
    }
    let username = presented::person(&jwt)?;
    if !claims.has_scope(Scope::member_of(organization).as_str()) {
        return Err(MemberError::NotAMember { organization: organization.clone() });
    }
    Ok(username.to_owned())
}

/// Why nobody is proved to be a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MemberError {
    /// No person's token of ours.
    Presented(PresentedError),
    /// For somebody else, or for nobody in particular.
    Audience { organization: OrganizationId },
    /// A person's, but not a member's.
    NotAMember { organization: OrganizationId },
}

impl From<PresentedError> for MemberError {
    fn from(error: PresentedError) -> Self {
        Self::Presented(error)
    }
}

impl MemberError {
    fn hint(&self) -> String {
        match self {
            Self::Presented(error) => error.hint(),
            Self::Audience { organization } => {
                format!("generate your own token with the audience {organization}")
            }
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
        match self {
            Self::Presented(error) => error.fmt(formatter),
            Self::Audience { organization } => write!(
                formatter,
                "the presented token does not name {organization} in its audience"
            ),
            Self::NotAMember { organization } => write!(
                formatter,
                "the presented token does not say that its holder is a member of {organization}"
            ),
        }
    }
}

impl From<MemberError> for Refused {
    fn from(error: MemberError) -> Self {
        let (sentence, hint) = (error.to_string(), error.hint());
        match error {
            MemberError::Presented(error) => error.into(),
            MemberError::Audience { .. } => {
                Self::new(StatusCode::UNAUTHORIZED, "presented-token-audience", &sentence, hint)
                    .asking_for_bearer()
            }
            MemberError::NotAMember { .. } => {
                Self::new(StatusCode::FORBIDDEN, "not-a-member", &sentence, hint)
            }
        }
    }
}
