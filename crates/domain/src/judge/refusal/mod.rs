//! Why an API refuses a token, in words.

mod hint;
mod sentence;

use core::fmt;

use crate::{
    OrganizationId,
    jwt::{Algorithm, SignatureError},
};

/// Why an API refuses a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The token names another algorithm than the API's key is for.
    AlgorithmMismatch {
        /// Those of the API's keys.
        expected: Vec<Algorithm>,
        /// The token's.
        found: String,
    },
    /// The signature is not that of the API's key.
    SignatureInvalid(SignatureError),
    /// Somebody else made the token, or it does not say who.
    IssuerMismatch {
        /// Whose tokens the API accepts.
        expected: String,
        /// Whose it is.
        found: Option<String>,
    },
    /// The header says that the token is something else than an access token.
    OtherType {
        /// What it says.
        found: String,
    },
    /// The token has ended.
    Expired,
    /// The token does not say when it ends.
    NoExpiry,
    /// The token has not begun.
    NotYetValid,
    /// The token is for somebody else.
    AudienceMismatch {
        /// Whom it would have to be for.
        organization: OrganizationId,
        /// Whom it is for.
        found: Vec<String>,
    },
    /// The token does not say whom it is for.
    NoAudience {
        /// Whom it would have to be for.
        organization: OrganizationId,
    },
    /// An ID token, whatever it says.
    IdToken,
    /// Another organization's own token.
    OtherOrganization {
        /// Whose it would have to be.
        organization: OrganizationId,
        /// Whose it is.
        found: String,
    },
    /// A person's token that allows nothing at all: the server drops a membership that is not there.
    NotAMember {
        /// Whose member the person would have to be.
        organization: OrganizationId,
    },
    /// The person is a member of organizations below the API's only.
    MemberBelowOnly {
        /// Whose member the person would have to be.
        organization: OrganizationId,
        /// Whose member the person is.
        memberships: Vec<OrganizationId>,
    },
    /// The token allows something, but says nothing of the membership.
    MembershipMissing {
        /// Whose member the person would have to be.
        organization: OrganizationId,
    },
    /// The token is neither for the organization nor a member's.
    NeitherForNorMember {
        /// Whom it would have to be for, or whose member the person would have to be.
        organization: OrganizationId,
    },
    /// The token names neither a person nor an organization.
    Nameless,
    /// The token names both a person and an organization.
    Ambiguous,
    /// Whoever gets hold of the token can renew it.
    RefreshTokenInside,
}

/// The words in which the Cockpit refuses a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The request carries no token.
    NoToken,
    /// The token cannot be read or is not the identity server's.
    Malformed,
    /// The token has expired.
    Expired,
    /// The token is for somebody else.
    WrongAudience,
    /// The token is neither the organization's nor a member's.
    NotAuthorized,
}

impl Refusal {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlgorithmMismatch { .. } => "algorithm-mismatch",
            Self::SignatureInvalid(error) => error.code(),
            Self::IssuerMismatch { .. } => "issuer-mismatch",
            Self::OtherType { .. } => "other-type",
            Self::Expired => "expired",
            Self::NoExpiry => "no-expiry",
            Self::NotYetValid => "not-yet-valid",
            Self::AudienceMismatch { .. } => "audience-mismatch",
            Self::NoAudience { .. } => "no-audience",
            Self::IdToken => "id-token",
            Self::OtherOrganization { .. } => "other-organization",
            Self::NotAMember { .. } => "not-a-member",
            Self::MemberBelowOnly { .. } => "member-below-only",
            Self::MembershipMissing { .. } => "membership-missing",
            Self::NeitherForNorMember { .. } => "neither-for-nor-member",
            Self::Nameless => "nameless",
            Self::Ambiguous => "ambiguous",
            Self::RefreshTokenInside => "refresh-token-inside",
        }
    }

    /// The Cockpit's word for it.
    pub const fn reason(&self) -> Reason {
        match self {
            Self::AlgorithmMismatch { .. }
            | Self::SignatureInvalid(_)
            | Self::IssuerMismatch { .. }
            | Self::OtherType { .. }
            | Self::NoExpiry
            | Self::NotYetValid
            | Self::RefreshTokenInside => Reason::Malformed,
            Self::Expired => Reason::Expired,
            Self::AudienceMismatch { .. } | Self::NoAudience { .. } => Reason::WrongAudience,
            Self::IdToken
            | Self::OtherOrganization { .. }
            | Self::NotAMember { .. }
            | Self::MemberBelowOnly { .. }
            | Self::MembershipMissing { .. }
            | Self::NeitherForNorMember { .. }
            | Self::Nameless
            | Self::Ambiguous => Reason::NotAuthorized,
        }
    }
}

impl Reason {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoToken => "no-token",
            Self::Malformed => "malformed",
            Self::Expired => "expired",
            Self::WrongAudience => "wrong-audience",
            Self::NotAuthorized => "not-authorized",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoToken => "the request carries no token",
            Self::Malformed => "the token cannot be read, or is not the identity server's",
            Self::Expired => "your JWT has expired",
            Self::WrongAudience => "the token is for another audience",
            Self::NotAuthorized => "the token's owner is not authorized",
        })
    }
}
