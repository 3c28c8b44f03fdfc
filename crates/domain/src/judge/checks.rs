//! The checks, each looking at one thing.

use super::{Check, CheckName, Outcome, Profile, Refusal, SignatureState};
use crate::{
    Scope, UnixTime,
    jwt::{Claims, TokenKind, UntrustedJwt},
    text::quoted,
};

/// All that a check may look at.
pub(super) struct Case<'a> {
    pub(super) jwt: &'a UntrustedJwt,
    pub(super) claims: &'a Claims,
    pub(super) signature: SignatureState,
    pub(super) profile: &'a Profile,
    pub(super) now: UnixTime,
}

/// What a check found. It fails exactly if there is a reason to refuse the token.
pub(super) struct Finding {
    outcome: Outcome,
    found: String,
    expected: String,
    pub(super) refusal: Option<Refusal>,
}

impl Finding {
    fn new(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            outcome: Outcome::Pass,
            found: found.into(),
            expected: expected.into(),
            refusal: None,
        }
    }

    fn outcome(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }

    fn refused_if(self, failed: bool, refusal: impl FnOnce() -> Refusal) -> Self {
        if failed {
            Self { outcome: Outcome::Fail, refusal: Some(refusal()), ..self }
        } else {
            self
        }
    }

    pub(super) fn to_check(&self, name: CheckName) -> Check {
        Check {
            name,
            outcome: self.outcome,
            found: self.found.clone(),
            expected: self.expected.clone(),
            remedy: self.refusal.as_ref().map(Refusal::hint),
        }
    }
}

impl Case<'_> {
    pub(super) fn examine(&self, name: CheckName) -> Finding {
        match name {
            CheckName::Algorithm => self.algorithm(),
            CheckName::Signature => self.signature(),
            CheckName::Issuer => self.issuer(),
            CheckName::Expiry => self.expiry(),
            CheckName::NotBefore => self.not_before(),
            CheckName::Audience => self.audience(),
            CheckName::Authorization => self.authorization(),
        }
    }

    /// From when on the token is refused, if ever.
    pub(super) fn end(&self) -> Option<UnixTime> {
        self.claims.expires_at.map(|end| end.plus(self.profile.leeway))
    }

    fn algorithm(&self) -> Finding {
        let found = self.jwt.algorithm();
        let expected = self.profile.algorithm;
        Finding::new(quoted(found), expected.name()).refused_if(found != expected.name(), || {
            Refusal::AlgorithmMismatch { expected, found: found.to_owned() }
        })
    }

    fn signature(&self) -> Finding {
        let expected = "that of the identity server's key";
        match &self.signature {
            SignatureState::NotChecked => {
                Finding::new("not checked here", expected).outcome(Outcome::NotChecked)
            }
            SignatureState::Valid => Finding::new(expected, expected),
            SignatureState::Invalid(error) => Finding::new(error.to_string(), expected)
                .refused_if(true, || Refusal::SignatureInvalid(error.clone())),
        }
    }

    fn issuer(&self) -> Finding {
        let found = self.claims.issuer.as_deref();
        let expected = &self.profile.issuer;
        Finding::new(found.map_or("none".to_owned(), quoted), expected).refused_if(
            found != Some(expected),
            || Refusal::IssuerMismatch {
                expected: expected.clone(),
                found: self.claims.issuer.clone(),
            },
        )
    }

    fn expiry(&self) -> Finding {
        let expected = "an end that lies ahead";
        match self.end() {
            None => Finding::new("does not expire", expected).outcome(Outcome::NotApplicable),
            Some(end) if self.now < end => Finding::new(
                format!("expires in {}", in_words(end.seconds_since(self.now))),
                expected,
            ),
            Some(end) => {
                let ago = in_words(self.now.seconds_since(end));
                Finding::new(format!("expired {ago} ago"), expected)
                    .refused_if(true, || Refusal::Expired)
            }
        }
    }

    fn not_before(&self) -> Finding {
        let expected = "a beginning that lies behind";
        let Some(beginning) = self.claims.not_before else {
            return Finding::new("none named", expected).outcome(Outcome::NotApplicable);
        };
        let ahead = beginning.seconds_since(self.now);
        if ahead > self.profile.leeway {
            Finding::new(format!("valid in {}", in_words(ahead)), expected)
                .refused_if(true, || Refusal::NotYetValid)
        } else {
            let ago = in_words(self.now.seconds_since(beginning));
            Finding::new(format!("valid since {ago}"), expected)
        }
    }

    fn audience(&self) -> Finding {
        let organization = &self.profile.organization;
        let expected = format!("{organization}, or none");
        let Some(audience) = &self.claims.audience else {
            return Finding::new("none", expected).outcome(Outcome::NotApplicable);
        };
        let found = quoted(&audience.join(", "));
        let missing = !audience.iter().any(|one| one == organization.as_str());
        Finding::new(found, expected).refused_if(missing, || match self.claims.kind() {
            TokenKind::IdToken => Refusal::IdToken,
            TokenKind::Person | TokenKind::Organization | TokenKind::Unknown => {
                Refusal::AudienceMismatch {
                    organization: organization.clone(),
                    found: audience.clone(),
                }
            }
        })
    }

    fn authorization(&self) -> Finding {
        let organization = &self.profile.organization;
        let membership = Scope::member_of(organization);
        let is_organizations = self.claims.globalid.as_deref() == Some(organization.as_str());
        let is_members = self.claims.has_scope(membership.as_str());
        Finding::new(
            self.who(),
            format!("the token of {organization} itself, or the scope {membership}"),
        )
        .refused_if(!is_organizations && !is_members, || self.why_not_authorized())
    }

    fn who(&self) -> String {
        let memberships = self.claims.memberships();
        match (&self.claims.globalid, memberships.as_slice()) {
            (Some(globalid), _) => format!("the token of {}", quoted(globalid)),
            (None, []) => "no membership".to_owned(),
            (None, some) => {
                let names: Vec<_> = some.iter().map(ToString::to_string).collect();
                format!("member of {}", quoted(&names.join(", ")))
            }
        }
    }

    fn why_not_authorized(&self) -> Refusal {
        let organization = self.profile.organization.clone();
        match self.claims.kind() {
            TokenKind::IdToken => Refusal::IdToken,
            TokenKind::Organization => Refusal::OtherOrganization {
                organization,
                found: self.claims.globalid.clone().unwrap_or_default(),
            },
            TokenKind::Person => self.why_not_a_member(),
            TokenKind::Unknown if self.claims.username.is_some() => self.why_not_a_member(),
            TokenKind::Unknown => Refusal::Nameless,
        }
    }

    fn why_not_a_member(&self) -> Refusal {
        let organization = self.profile.organization.clone();
        let mut memberships = self.claims.memberships();
        memberships.retain(|one| one.is_below(&organization));
        if !memberships.is_empty() {
            Refusal::MemberBelowOnly { organization, memberships }
        } else if self.claims.scope.is_empty() {
            Refusal::NotAMember { organization }
        } else {
            Refusal::MembershipMissing { organization }
        }
    }
}

/// A duration in at most two units.
fn in_words(seconds: u64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{minutes} min"),
        3600..86_400 if minutes % 60 == 0 => format!("{hours} h"),
        3600..86_400 => format!("{hours} h {} min", minutes % 60),
        86_400..172_800 => "1 day".to_owned(),
        172_800.. => format!("{days} days"),
    }
}
