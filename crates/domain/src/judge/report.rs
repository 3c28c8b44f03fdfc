//! Everything there is to say about a token.

use super::{Answers, Finding, Outcome, Profile, SignatureState, Verdict, findings, judge};
use crate::{UnixTime, jwt::UntrustedJwt};

/// What is known about a token's signature, and by whose keys. Only the API's own count for what the
/// API would say: whoever can paste a token can paste a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatures {
    /// By the keys of the settings.
    pub by_api: SignatureState,
    /// By keys that the person gave, if any.
    pub by_given: Option<SignatureState>,
}

/// Everything there is to say about a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The four answers, apart.
    pub answers: Answers,
    /// What the API would say, where it is known which API.
    pub verdict: Option<Verdict>,
    /// What is worth knowing whatever the API says.
    pub findings: Vec<Finding>,
}

impl Signatures {
    /// Nobody has looked yet.
    pub const fn pending() -> Self {
        Self { by_api: SignatureState::PENDING, by_given: None }
    }

    /// The answer for the person: by the keys they gave or, without any, by the API's.
    pub fn shown(&self) -> &SignatureState {
        self.by_given.as_ref().unwrap_or(&self.by_api)
    }
}

/// Judges a token, and finds what is worth knowing. Without a profile there is no verdict, but the
/// other answers stand.
pub fn report(
    jwt: &UntrustedJwt,
    signatures: &Signatures,
    profile: Option<&Profile>,
    now: UnixTime,
) -> Report {
    let verdict = profile.map(|profile| judge(jwt, &signatures.by_api, profile, now));
    let answers = Answers {
        decoded: Outcome::Pass,
        signature: outcome(signatures.shown()),
        valid_now: valid_now(jwt, profile.map_or(0, |profile| profile.leeway), now),
        accepted: verdict.as_ref().map_or(Outcome::NotChecked, |it| it.answers().accepted),
    };
    Report { answers, verdict, findings: findings(jwt, now) }
}

const fn outcome(signature: &SignatureState) -> Outcome {
    match signature {
        SignatureState::NotChecked(_) => Outcome::NotChecked,
        SignatureState::Valid => Outcome::Pass,
        SignatureState::Invalid(_) => Outcome::Fail,
    }
}

/// What the token says of its own time (RFC 7519 §4.1.4 and 4.1.5), whatever an API demands.
fn valid_now(jwt: &UntrustedJwt, leeway: u64, now: UnixTime) -> Outcome {
    let claims = jwt.peek_claims();
    let ended = claims.expires_at.is_some_and(|end| end.plus(leeway) <= now);
    let begun = claims.not_before.is_none_or(|beginning| beginning <= now.plus(leeway));
    match (claims.expires_at, claims.not_before) {
        (None, None) => Outcome::NotApplicable,
        _ if begun && !ended => Outcome::Pass,
        _ => Outcome::Fail,
    }
}
