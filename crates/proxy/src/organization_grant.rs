//! The organization's own token: only for a proven member, for audiences and a time that the
//! operator allows, only so many, and never without a line in the log.

use std::fmt;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Audience, AudienceSet, UnixTime, Validity, api::OrganizationTokens, quoted};
use provider::{Granted, OrganizationRequest};
use sha2::{Digest as _, Sha256};
use tracing::info;

use crate::{app::App, clock, config::OrganizationPolicy, member, problem::Refused};

/// What the request names.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) audience: AudienceSet,
    pub(crate) validity: Option<Validity>,
}

/// Has the organization's token made for a member.
pub(crate) async fn mint(app: &App, headers: &HeaderMap, asked: Asked) -> Result<Granted, Refused> {
    if app.tokens.to == OrganizationTokens::Off {
        return Err(OrganizationError::Off.into());
    }
    let now = clock::now();
    let member = member::prove(app, headers, now)?;
    let (audience, validity) = app.tokens.allow(asked)?;
    take_allowance(app, &member, now)?;
    let organization = &app.client.organization;
    let request = OrganizationRequest { organization, audience: &audience, validity };
    let granted = app
        .provider
        .organization_token(&request, now)
        .await
        .inspect_err(|_| app.organization_tokens.give_back(&member))?;
    audit(&member, now, &granted);
    Ok(granted)
}

fn take_allowance(app: &App, member: &str, now: UnixTime) -> Result<(), OrganizationError> {
    let taken = app.organization_tokens.take(member, now);
    taken.map_err(|seconds| OrganizationError::TooMany { seconds })
}

impl OrganizationPolicy {
    /// What is asked for, as far as it is allowed. Nothing asked: the first audience, the whole time.
    fn allow(&self, asked: Asked) -> Result<(AudienceSet, Option<Validity>), OrganizationError> {
        let Asked { audience, validity } = asked;
        if let Some(other) = audience.iter().find(|one| !self.audiences.contains(one)) {
            let audience = other.clone();
            return Err(OrganizationError::Audience { audience, allowed: self.audiences.clone() });
        }
        let longest = self.validity;
        if validity.is_some_and(|validity| validity > longest) {
            return Err(OrganizationError::Validity { longest });
        }
        let audience = if audience.is_empty() {
            self.audiences.iter().take(1).cloned().collect()
        } else {
            audience
        };
        Ok((audience, Some(validity.unwrap_or(longest))))
    }
}

/// One line for each token that is handed out: who, when, for whom, what it allows, until when, and
/// a hash by which the token is recognised if it turns up somewhere.
fn audit(member: &str, now: UnixTime, granted: &Granted) {
    let token = URL_SAFE_NO_PAD.encode(Sha256::digest(granted.jwt.compact().expose()));
    info!(
        target: "proxy::audit",
        member = quoted(member),
        at = now.seconds(),
        audience = granted.granted.audience.join(","),
        scope = granted.granted.scope.join(","),
        expires_at = granted.jwt.claims().expires_at.map(UnixTime::seconds),
        token_sha256 = token,
        "organization token handed out"
    );
}

/// Why a member gets no organization token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OrganizationError {
    /// Switched off.
    Off,
    /// Not for this audience.
    Audience { audience: Audience, allowed: Vec<Audience> },
    /// Not for so long.
    Validity { longest: Validity },
    /// Not so many.
    TooMany { seconds: u64 },
}

impl OrganizationError {
    fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Off => (StatusCode::FORBIDDEN, "organization-tokens-off"),
            Self::Audience { .. } => (StatusCode::FORBIDDEN, "audience-not-allowed"),
            Self::Validity { .. } => (StatusCode::BAD_REQUEST, "validity-too-long"),
            Self::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "too-many-organization-tokens"),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Off => "generate your own token, or ask whoever runs the service".to_owned(),
            Self::Audience { allowed, .. } => {
                let allowed: AudienceSet = allowed.iter().cloned().collect();
                format!("allowed: {allowed}")
            }
            Self::Validity { longest } => format!("ask for {} seconds or less", longest.seconds()),
            Self::TooMany { seconds } => {
                format!("use the ones you have, or try again in {seconds} seconds")
            }
        }
    }
}

impl fmt::Display for OrganizationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => formatter.write_str("organization tokens are switched off here"),
            Self::Audience { audience, .. } => {
                write!(formatter, "organization tokens for `{audience}` are not handed out here")
            }
            Self::Validity { longest } => write!(
                formatter,
                "organization tokens are valid for {} seconds at most",
                longest.seconds()
            ),
            Self::TooMany { .. } => {
                formatter.write_str("you have had too many organization tokens in a short time")
            }
        }
    }
}

impl From<OrganizationError> for Refused {
    fn from(error: OrganizationError) -> Self {
        let (status, code) = error.status_and_code();
        let refused = Self::new(status, code, &error, error.hint());
        match error {
            OrganizationError::TooMany { seconds } => {
                refused.with_header(header::RETRY_AFTER, HeaderValue::from(seconds))
            }
            _ => refused,
        }
    }
}
