//! What a person can do whose token is refused.

use super::Refusal;
use crate::{OrganizationId, Scope, text::quoted};

impl Refusal {
    /// What the person can do.
    pub fn hint(&self) -> String {
        let plain = match self {
            Self::AlgorithmMismatch { .. } => {
                "Only a token of the configured identity server is accepted. Generate a new one."
            }
            Self::SignatureInvalid(error) => error.hint(),
            Self::IssuerMismatch { expected, .. } => return at_issuer(expected),
            Self::OtherType { .. } => "Generate an access token.",
            Self::Expired | Self::NoExpiry => "Generate a new token.",
            Self::NotYetValid => "Wait a moment, and check the clock of this device.",
            Self::AudienceMismatch { organization, .. } | Self::NoAudience { organization } => {
                return with_audience(organization);
            }
            Self::IdToken | Self::Nameless => {
                "Generate an access token: leave `openid` out of the scope."
            }
            Self::OtherOrganization { organization, .. } => {
                return format!("Generate the token of {organization}, or one of your own.");
            }
            Self::NotAMember { organization } => return be_invited(organization),
            Self::MemberBelowOnly { organization, .. } => return not_upwards(organization),
            Self::MembershipMissing { organization } => return with_membership(organization),
            Self::NeitherForNorMember { organization } => return with_either(organization),
            Self::Ambiguous => "Generate a token of your own, or the organization's.",
            Self::RefreshTokenInside => {
                "Take a narrower copy of it, which has no refresh token, or generate a token that is \
                 not refreshable."
            }
        };
        plain.to_owned()
    }
}

fn at_issuer(issuer: &str) -> String {
    format!("Generate a token at {}.", quoted(issuer))
}

fn with_audience(organization: &OrganizationId) -> String {
    format!("Generate a token with the audience {organization}.")
}

fn be_invited(organization: &OrganizationId) -> String {
    format!("Ask an owner of {organization} to invite you; then generate a new token.")
}

fn not_upwards(organization: &OrganizationId) -> String {
    let be_invited = be_invited(organization);
    format!("Membership is passed on from {organization} downwards, not upwards. {be_invited}")
}

fn with_membership(organization: &OrganizationId) -> String {
    let scope = Scope::member_of(organization);
    format!(
        "Generate a token with the scope `{scope}`. If you have asked for it, you are not a member: \
         ask an owner of {organization} to invite you."
    )
}

fn with_either(organization: &OrganizationId) -> String {
    let scope = Scope::member_of(organization);
    format!(
        "Generate a token with the audience {organization} or, as a member, with the scope `{scope}`."
    )
}
