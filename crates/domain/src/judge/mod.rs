//! Whether an API would accept a token, and why.
//!
//! A [`Profile`] says by which rules an API judges; [`judge`] goes through all of them and comes to a
//! [`Verdict`]; [`report`] puts beside it what is worth knowing whatever the API says. Page, proxy and
//! API use this same judge.

mod checks;
mod finding;
mod profile;
mod refusal;
mod report;
mod signature;
mod verdict;

pub use finding::{Finding, FindingName, Weight, findings};
pub use profile::{Profile, ProfileName};
pub use refusal::{Reason, Refusal};
pub use report::{Report, Signatures, report};
pub use signature::{SignatureState, Unchecked};
pub use verdict::{Answer, Answers, Check, CheckName, Outcome, Verdict};

use crate::{
    UnixTime,
    jwt::{UntrustedJwt, VerifiedJwt},
};

/// Judges a token by every check of the profile, at the time `now`. `signature` is what the API's
/// own keys say.
pub fn judge(
    jwt: &UntrustedJwt,
    signature: &SignatureState,
    profile: &Profile,
    now: UnixTime,
) -> Verdict {
    let case = checks::Case { jwt, claims: jwt.peek_claims(), signature, profile, now };
    let mut refusal = None;
    let mut list = Vec::new();
    for name in profile.name.checks() {
        let examined = case.examine(*name);
        list.push(examined.to_check(*name));
        refusal = refusal.or(examined.refusal);
    }
    let answer = match refusal {
        Some(refusal) => Answer::Refused(refusal),
        None => Answer::Accepted {
            until: case.end(),
            signature_checked: *signature == SignatureState::Valid,
        },
    };
    Verdict { checks: list, answer }
}

/// Judges a token whose signature has been verified with the API's own keys.
pub fn judge_verified(jwt: &VerifiedJwt, profile: &Profile, now: UnixTime) -> Verdict {
    judge(jwt.as_untrusted(), &SignatureState::Valid, profile, now)
}
