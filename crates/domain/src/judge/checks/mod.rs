//! The checks, each looking at one thing.

mod access;
mod origin;
mod time;

use super::{Check, CheckName, Outcome, Profile, Refusal, SignatureState};
use crate::{
    UnixTime,
    jwt::{Claims, UntrustedJwt},
};

/// All that a check may look at.
pub(super) struct Case<'a> {
    pub(super) jwt: &'a UntrustedJwt,
    pub(super) claims: &'a Claims,
    pub(super) signature: &'a SignatureState,
    pub(super) profile: &'a Profile,
    pub(super) now: UnixTime,
}

/// What a check saw. It fails exactly if there is a reason to refuse the token.
pub(super) struct Examined {
    outcome: Outcome,
    found: String,
    expected: String,
    advice: Option<&'static str>,
    pub(super) refusal: Option<Refusal>,
}

impl Examined {
    fn new(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            outcome: Outcome::Pass,
            found: found.into(),
            expected: expected.into(),
            advice: None,
            refusal: None,
        }
    }

    fn outcome(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }

    fn flagged(self, advice: &'static str) -> Self {
        Self { outcome: Outcome::Flagged, advice: Some(advice), ..self }
    }

    fn refused(self, refusal: Refusal) -> Self {
        Self { outcome: Outcome::Fail, refusal: Some(refusal), ..self }
    }

    fn refused_if(self, failed: bool, refusal: impl FnOnce() -> Refusal) -> Self {
        if failed { self.refused(refusal()) } else { self }
    }

    pub(super) fn to_check(&self, name: CheckName) -> Check {
        let remedy = self.refusal.as_ref().map(Refusal::hint);
        Check {
            name,
            outcome: self.outcome,
            found: self.found.clone(),
            expected: self.expected.clone(),
            remedy: remedy.or_else(|| self.advice.map(str::to_owned)),
        }
    }
}

impl Case<'_> {
    pub(super) fn examine(&self, name: CheckName) -> Examined {
        match name {
            CheckName::Issuer => self.issuer(),
            CheckName::Algorithm => self.algorithm(),
            CheckName::Signature => self.signature(),
            CheckName::Kind => self.kind(),
            CheckName::Expiry => self.expiry(),
            CheckName::ExpiryRequired => self.expiry_required(),
            CheckName::NotBefore => self.not_before(),
            CheckName::Lifetime => self.lifetime(),
            CheckName::Audience => self.audience(),
            CheckName::AudienceRequired => self.audience_required(),
            CheckName::Authorization => self.authorization(),
            CheckName::AudienceOrMembership => self.audience_or_membership(),
            CheckName::RefreshToken => self.refresh_token(),
        }
    }

    /// From when on the token is refused, if ever.
    pub(super) fn end(&self) -> Option<UnixTime> {
        self.claims.expires_at.map(|end| end.plus(self.profile.leeway))
    }
}
