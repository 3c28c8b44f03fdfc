//! Why an API refuses a token, in words.

use core::fmt;

use crate::{
    OrganizationId, Scope,
    jwt::{Algorithm, SignatureError},
    text::quoted,
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
            | Self::Nameless => Reason::NotAuthorized,
        }
    }

    /// What the person can do.
    pub fn hint(&self) -> String {
        match self {
            Self::AlgorithmMismatch { .. } => {
                "Only a token of the configured identity server is accepted. Generate a new one."
                    .to_owned()
            }
            Self::SignatureInvalid(error) => error.hint().to_owned(),
            Self::IssuerMismatch { expected, .. } => {
                format!("Generate a token at {}.", quoted(expected))
            }
            Self::Expired | Self::NoExpiry => "Generate a new token.".to_owned(),
            Self::NotYetValid => "Wait a moment, and check the clock of this device.".to_owned(),
            Self::AudienceMismatch { organization, .. } => {
                format!("Generate a token with the audience {organization}, or without any.")
            }
            Self::NoAudience { organization } => {
                format!("Generate a token with the audience {organization}.")
            }
            Self::OtherType { .. } => "Generate an access token.".to_owned(),
            Self::RefreshTokenInside => {
                "Take a narrower copy of it, which has no refresh token, or generate a token that is \
                 not refreshable."
                    .to_owned()
            }
            Self::NeitherForNorMember { organization } => format!(
                "Generate a token with the audience {organization} or, as a member, with the scope \
                 `{}`.",
                Scope::member_of(organization)
            ),
            Self::IdToken | Self::Nameless => {
                "Generate an access token: leave `openid` out of the scope.".to_owned()
            }
            Self::OtherOrganization { organization, .. } => {
                format!("Generate the token of {organization}, or one of your own.")
            }
            Self::NotAMember { organization } => {
                format!("Ask an owner of {organization} to invite you; then generate a new token.")
            }
            Self::MemberBelowOnly { organization, .. } => format!(
                "Membership is passed on from {organization} downwards, not upwards. \
                 Ask an owner of {organization} to invite you; then generate a new token."
            ),
            Self::MembershipMissing { organization } => format!(
                "Generate a token with the scope `{}`. If you have asked for it, you are not a member: \
                 ask an owner of {organization} to invite you.",
                Scope::member_of(organization)
            ),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlgorithmMismatch { expected, found } => {
                let names: Vec<_> = expected.iter().map(|one| one.name()).collect();
                let (found, names) = (quoted(found), names.join(" or "));
                write!(formatter, "the token names the algorithm `{found}`, not {names}")
            }
            Self::SignatureInvalid(error) => error.fmt(formatter),
            Self::IssuerMismatch { expected, found } => {
                formatter.write_str(&other_issuer(&quoted(expected), found.as_deref()))
            }
            Self::OtherType { found } => {
                write!(formatter, "its type is `{}` (`typ`), not an access token's", quoted(found))
            }
            Self::Expired => formatter.write_str("the token has expired"),
            Self::NoExpiry => formatter.write_str("the token does not say when it expires"),
            Self::NotYetValid => formatter.write_str("the token is not valid yet"),
            Self::AudienceMismatch { organization, found } => {
                write!(formatter, "the token is for {}, not for {organization}", audience(found))
            }
            Self::NoAudience { organization } => {
                write!(formatter, "the token does not say that it is for {organization}")
            }
            Self::IdToken => formatter
                .write_str("it is an ID token, which says who you are but not what you may do"),
            Self::OtherOrganization { organization, found } => {
                let found = quoted(found);
                write!(
                    formatter,
                    "it is the token of the organization `{found}`, not of {organization}"
                )
            }
            Self::NotAMember { organization } => {
                write!(formatter, "you are not a member of {organization}")
            }
            Self::MemberBelowOnly { memberships, .. } => {
                let memberships = in_words(memberships.iter().map(|one| quoted(one.as_str())));
                write!(formatter, "you are a member of {memberships} only")
            }
            Self::MembershipMissing { organization } => {
                write!(formatter, "the token does not say that you are a member of {organization}")
            }
            Self::NeitherForNorMember { organization } => write!(
                formatter,
                "the token is neither for {organization} nor says that you are a member of it"
            ),
            Self::Nameless => {
                formatter.write_str("the token names neither a person nor an organization")
            }
            Self::RefreshTokenInside => formatter
                .write_str("a refresh token is inside, so whoever gets the token can renew it"),
        }
    }
}

fn other_issuer(expected: &str, found: Option<&str>) -> String {
    match found {
        Some(found) => format!("issued by `{}`, not by {expected}", quoted(found)),
        None => format!("the token does not say that it was issued by {expected}"),
    }
}

fn audience(found: &[String]) -> String {
    match found {
        [] => "an empty audience".to_owned(),
        some => {
            let names = some.iter().map(|one| format!("`{}`", quoted(one)));
            format!("another audience ({})", in_words(names))
        }
    }
}

/// `a`, `a and b`, `a, b and c`; after the third the rest is only counted.
fn in_words(names: impl Iterator<Item = String>) -> String {
    const MOST: usize = 3;
    let mut names: Vec<String> = names.collect();
    let others = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    if others > 0 {
        names.push(format!("{others} more"));
    }
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
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
