//! Whom a token is for, and whom it lets in.

use super::{Case, Examined};
use crate::{
    Scope,
    judge::{Outcome, Refusal},
    jwt::TokenKind,
    text::{quoted, quoted_or_empty},
};

impl Case<'_> {
    /// An API that does not ask for an audience takes a token without any.
    pub(super) fn audience(&self) -> Examined {
        let expected = format!("{}, or none", self.profile.organization);
        match &self.claims.audience {
            None => Examined::new("none", expected).outcome(Outcome::NotApplicable),
            Some(_) => self.named_audience(expected),
        }
    }

    pub(super) fn audience_required(&self) -> Examined {
        let organization = &self.profile.organization;
        match &self.claims.audience {
            None => Examined::new("none", organization.as_str())
                .refused(Refusal::NoAudience { organization: organization.clone() }),
            Some(_) => self.named_audience(organization.to_string()),
        }
    }

    fn named_audience(&self, expected: String) -> Examined {
        let organization = &self.profile.organization;
        let audience = self.claims.audience.as_deref().unwrap_or_default();
        let found = match audience {
            [] => "nobody".to_owned(),
            some => quoted_or_empty(&some.join(", ")),
        };
        Examined::new(found, expected).refused_if(!self.is_audience(), || match self.jwt.kind() {
            TokenKind::IdToken => Refusal::IdToken,
            TokenKind::Person | TokenKind::Organization | TokenKind::Unknown => {
                Refusal::AudienceMismatch {
                    organization: organization.clone(),
                    found: audience.to_vec(),
                }
            }
        })
    }

    pub(super) fn authorization(&self) -> Examined {
        let organization = &self.profile.organization;
        let is_organizations = self.claims.globalid.as_deref() == Some(organization.as_str());
        let expected = format!(
            "the token of {organization} itself, or the scope {}",
            Scope::member_of(organization)
        );
        Examined::new(self.who(), expected)
            .refused_if(!is_organizations && !self.is_members(), || self.why_not_authorized())
    }

    pub(super) fn audience_or_membership(&self) -> Examined {
        let organization = &self.profile.organization;
        let audience = match self.claims.audience.as_deref().unwrap_or_default() {
            [] => "no audience".to_owned(),
            some => format!("the audience {}", quoted(&some.join(", "))),
        };
        let expected =
            format!("the audience {organization}, or the scope {}", Scope::member_of(organization));
        Examined::new(format!("{audience}; {}", self.who()), expected)
            .refused_if(!self.is_audience() && !self.is_members(), || {
                Refusal::NeitherForNorMember { organization: organization.clone() }
            })
    }

    /// Whoever gets hold of a token that can renew itself has it for good.
    pub(super) fn refresh_token(&self) -> Examined {
        let inside = self.claims.carries_refresh_token();
        Examined::new(if inside { "one inside" } else { "none" }, "none")
            .refused_if(inside, || Refusal::RefreshTokenInside)
    }

    fn is_audience(&self) -> bool {
        let mut audience = self.claims.audience.iter().flatten();
        audience.any(|one| one == self.profile.organization.as_str())
    }

    fn is_members(&self) -> bool {
        self.claims.has_scope(Scope::member_of(&self.profile.organization).as_str())
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
        match self.jwt.kind() {
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
