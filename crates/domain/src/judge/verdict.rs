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
    /// What the person can do, where the check failed.
    pub remedy: Option<String>,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckName {
    /// `alg` is that of the API's key.
    Algorithm,
    /// The signature is that of the API's key.
    Signature,
    /// `iss` is the identity server.
    Issuer,
    /// `exp` lies ahead.
    Expiry,
    /// `nbf` lies behind.
    NotBefore,
    /// `aud`, if there is one, contains the organization.
    Audience,
    /// The token is the organization's own or states the person's membership.
    Authorization,
}

/// What came out of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// As it should be.
    Pass,
    /// Reason enough to refuse the token.
    Fail,
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
    /// The signature is that of the API's key.
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
        Answers {
            decoded: Outcome::Pass,
            signature: self.worst(&[CheckName::Algorithm, CheckName::Signature]),
            valid_now: self.worst(&[CheckName::Expiry, CheckName::NotBefore]),
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

    /// What the headline leaves open.
    pub fn caveat(&self) -> Option<&'static str> {
        match self.answers().signature {
            Outcome::NotChecked => Some("The signature was not checked here."),
            Outcome::Pass | Outcome::Fail | Outcome::NotApplicable => None,
        }
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
            Self::Algorithm => "Algorithm",
            Self::Signature => "Signature",
            Self::Issuer => "Issuer",
            Self::Expiry => "Not expired",
            Self::NotBefore => "Already valid",
            Self::Audience => "Audience",
            Self::Authorization => "Membership",
        }
    }

    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Algorithm => "algorithm",
            Self::Signature => "signature",
            Self::Issuer => "issuer",
            Self::Expiry => "expiry",
            Self::NotBefore => "not-before",
            Self::Audience => "audience",
            Self::Authorization => "authorization",
        }
    }
}

impl Outcome {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
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
            Self::NotApplicable => "does not apply",
            Self::NotChecked => "not checked here",
        })
    }
}
