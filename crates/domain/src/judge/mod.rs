//! Whether an API would accept a token, and why.
//!
//! A [`Profile`] says by which rules an API judges; [`judge`] goes through all of them and comes to a
//! [`Verdict`]. Page, proxy and API use this same judge.

mod checks;
mod profile;
mod refusal;
mod verdict;

pub use profile::{Profile, ProfileName};
pub use refusal::{Reason, Refusal};
pub use verdict::{Answer, Answers, Check, CheckName, Outcome, Verdict};

use crate::{
    UnixTime,
    jwt::{SignatureError, UntrustedJwt, VerifiedJwt},
};

/// What is known about a token's signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureState {
    /// Nobody has looked.
    NotChecked,
    /// It is that of the expected key.
    Valid,
    /// It is not.
    Invalid(SignatureError),
}

impl From<Result<(), SignatureError>> for SignatureState {
    fn from(result: Result<(), SignatureError>) -> Self {
        match result {
            Ok(()) => Self::Valid,
            Err(error) => Self::Invalid(error),
        }
    }
}

/// Judges a token by every check of the profile, at the time `now`.
pub fn judge(
    jwt: &UntrustedJwt,
    signature: SignatureState,
    profile: &Profile,
    now: UnixTime,
) -> Verdict {
    let signature_checked = signature != SignatureState::NotChecked;
    let case = checks::Case { jwt, claims: jwt.peek_claims(), signature, profile, now };
    let mut refusal = None;
    let mut list = Vec::new();
    for name in profile.name.checks() {
        let finding = case.examine(*name);
        list.push(finding.to_check(*name));
        refusal = refusal.or(finding.refusal);
    }
    let answer = match refusal {
        Some(refusal) => Answer::Refused(refusal),
        None => Answer::Accepted { until: case.end(), signature_checked },
    };
    Verdict { checks: list, answer }
}

/// Judges a token whose signature has been verified.
pub fn judge_verified(jwt: &VerifiedJwt, profile: &Profile, now: UnixTime) -> Verdict {
    judge(jwt.as_untrusted(), SignatureState::Valid, profile, now)
}
