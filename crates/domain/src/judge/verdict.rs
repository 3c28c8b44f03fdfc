//! What the judge found.

use core::fmt;

use super::Refusal;
use crate::{OrganizationId, UnixTime};

/// What the judge found: every check, and the answer that follows from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// In the profile's order.
    pub checks: Vec<Check>,
    /// Whether the API accepts the token.
    pub answer: Answer,
}

/// Whether the API accepts the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It does, provided that the signature is right.
    Accepted {
        /// The first second at which it no longer does. `None`: the token does not expire.
        until: Option<UnixTime>,
        /// Whether the signature is known to be right. If not, anybody may have made this token.
        signature_checked: bool,
    },
    /// It does not.
    Refused(Refusal),
}

/// One check and what came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: CheckName,
    /// What came out.
    pub outcome: Outcome,
    /// What the token says, made safe to show.
    pub found: String,
    /// What the API wants.
    pub expected: String,
    /// What the person can do, where the check failed or was flagged.
    pub remedy: Option<String>,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckName {
    /// `iss` is the identity server.
    Issuer,
    /// `alg` is that of one of the API's keys.
    Algorithm,
    /// The signature is that of the API's key.
    Signature,
    /// It is an access token.
    Kind,
    /// `exp`, if there is one, lies ahead.
    Expiry,
    /// There is an `exp`, and it lies ahead.
    ExpiryRequired,
    /// `nbf` lies behind.
    NotBefore,
    /// The token does not live for longer than an hour; only flagged.
    Lifetime,
    /// `aud`, if there is one, contains the organization.
    Audience,
    /// There is an `aud`, and it contains the organization.
    AudienceRequired,
    /// The token is the organization's own or states the person's membership.
    Authorization,
    /// `aud` contains the organization, or the token states the person's membership.
    AudienceOrMembership,
    /// No refresh token is inside.
    RefreshToken,
}

/// What came out of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// As it should be.
    Pass,
    /// Reason enough to refuse the token.
    Fail,
    /// No reason to refuse it, but to do better.
    Flagged,
    /// The token does not say anything about it, and need not.
    NotApplicable,
    /// Nobody has looked.
    NotChecked,
}

/// Four answers that are never merged into one green light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answers {
    /// The token is well formed.
    pub decoded: Outcome,
    /// The signature is that of a known key: the API's, or the one that the person gave.
    pub signature: Outcome,
    /// The token has begun and not ended.
    pub valid_now: Outcome,
    /// The API accepts the token; not checked for as long as the signature is not.
    pub accepted: Outcome,
}

impl Verdict {
    /// Whether the API accepts the token and its signature has been checked. This, and nothing else,
    /// opens a door.
    pub fn grants_access(&self) -> bool {
        self.answers().accepted == Outcome::Pass
    }

    /// The reason why the token is refused, if it is.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.answer {
            Answer::Accepted { .. } => None,
            Answer::Refused(refusal) => Some(refusal),
        }
    }

    /// The four answers, apart.
    pub fn answers(&self) -> Answers {
        const TIMES: &[CheckName] =
            &[CheckName::Expiry, CheckName::ExpiryRequired, CheckName::NotBefore];
        Answers {
            decoded: Outcome::Pass,
            signature: self.worst(&[CheckName::Signature]),
            valid_now: self.worst(TIMES),
            accepted: match self.answer {
                Answer::Accepted { signature_checked: true, .. } => Outcome::Pass,
                Answer::Accepted { signature_checked: false, .. } => Outcome::NotChecked,
                Answer::Refused(_) => Outcome::Fail,
            },
        }
    }

    /// The answer in one sentence: "Accepted by moehaha until 14:32", "Refused by moehaha: the token
    /// has expired". Show [`Verdict::caveat`] beside it.
    pub fn headline(
        &self,
        organization: &OrganizationId,
        local_time: impl Fn(UnixTime) -> String,
    ) -> String {
        match &self.answer {
            Answer::Accepted { until: Some(until), .. } => {
                format!("Accepted by {organization} until {}", local_time(*until))
            }
            Answer::Accepted { until: None, .. } => {
                format!("Accepted by {organization}; the token does not expire")
            }
            Answer::Refused(refusal) => format!("Refused by {organization}: {refusal}"),
        }
    }

    /// What the headline leaves open: why nobody has looked at the signature.
    pub fn caveat(&self) -> Option<&str> {
        let signature = self.checks.iter().find(|check| check.name == CheckName::Signature)?;
        (signature.outcome == Outcome::NotChecked).then_some(signature.found.as_str())
    }

    /// What the person can do, if the token is refused.
    pub fn hint(&self) -> Option<String> {
        self.refusal().map(Refusal::hint)
    }

    fn worst(&self, names: &[CheckName]) -> Outcome {
        let outcomes: Vec<_> = self
            .checks
            .iter()
            .filter(|check| names.contains(&check.name))
            .map(|check| check.outcome)
            .collect();
        [Outcome::Fail, Outcome::NotChecked, Outcome::Pass]
            .into_iter()
            .find(|outcome| outcomes.contains(outcome))
            .unwrap_or(Outcome::NotApplicable)
    }
}

impl CheckName {
    /// The heading for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Issuer => "Issuer",
            Self::Algorithm => "Algorithm",
            Self::Signature => "Signature",
            Self::Kind => "Kind",
            Self::Expiry | Self::ExpiryRequired => "Not expired",
            Self::NotBefore => "Already valid",
            Self::Lifetime => "Lifetime",
            Self::Audience | Self::AudienceRequired => "Audience",
            Self::Authorization => "Membership",
            Self::AudienceOrMembership => "Audience or membership",
            Self::RefreshToken => "Refresh token",
        }
    }

    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Algorithm => "algorithm",
            Self::Signature => "signature",
            Self::Kind => "kind",
            Self::Expiry => "expiry",
            Self::ExpiryRequired => "expiry-required",
            Self::NotBefore => "not-before",
            Self::Lifetime => "lifetime",
            Self::Audience => "audience",
            Self::AudienceRequired => "audience-required",
            Self::Authorization => "authorization",
            Self::AudienceOrMembership => "audience-or-membership",
            Self::RefreshToken => "refresh-token",
        }
    }
}

impl Outcome {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Flagged => "flagged",
            Self::NotApplicable => "not-applicable",
            Self::NotChecked => "not-checked",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Pass => "passed",
            Self::Fail => "failed",
            Self::Flagged => "passed, but could be better",
            Self::NotApplicable => "does not apply",
            Self::NotChecked => "not checked here",
        })
    }
}
