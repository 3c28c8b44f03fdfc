//! Why a token is refused, in one sentence.

use core::fmt;

use super::Refusal;
use crate::{
    OrganizationId,
    jwt::Algorithm,
    text::{first_few, quoted, quoted_or_empty},
};

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let composed = match self {
            Self::AlgorithmMismatch { expected, found } => other_algorithm(expected, found),
            Self::SignatureInvalid(error) => return error.fmt(formatter),
            Self::IssuerMismatch { expected, found } => other_issuer(expected, found.as_deref()),
            Self::OtherType { found } => {
                format!("its type is `{}` (`typ`), not an access token's", quoted_or_empty(found))
            }
            Self::Expired => return formatter.write_str("the token has expired"),
            Self::NoExpiry => return formatter.write_str("the token does not say when it expires"),
            Self::NotYetValid => return formatter.write_str("the token is not valid yet"),
            Self::AudienceMismatch { organization, found } => other_audience(organization, found),
            Self::NoAudience { organization } => {
                format!("the token does not say that it is for {organization}")
            }
            Self::IdToken => return formatter.write_str(ID_TOKEN),
            Self::OtherOrganization { organization, found } => {
                other_organization(organization, found)
            }
            Self::NotAMember { organization } => format!("you are not a member of {organization}"),
            Self::MemberBelowOnly { memberships, .. } => only_below(memberships),
            Self::MembershipMissing { organization } => {
                format!("the token does not say that you are a member of {organization}")
            }
            Self::NeitherForNorMember { organization } => neither(organization),
            Self::Nameless => return formatter.write_str(NAMELESS),
            Self::Ambiguous => return formatter.write_str(AMBIGUOUS),
            Self::RefreshTokenInside => return formatter.write_str(REFRESH_TOKEN_INSIDE),
        };
        formatter.write_str(&composed)
    }
}

const ID_TOKEN: &str = "it is an ID token, which says who you are but not what you may do";
const NAMELESS: &str = "the token names neither a person nor an organization";
const AMBIGUOUS: &str = "the token names both a person and an organization";
const REFRESH_TOKEN_INSIDE: &str =
    "a refresh token is inside, so whoever gets the token can renew it";

fn other_algorithm(expected: &[Algorithm], found: &str) -> String {
    let names: Vec<_> = expected.iter().map(|one| one.name()).collect();
    let (found, names) = (quoted_or_empty(found), names.join(" or "));
    format!("the token names the algorithm `{found}`, not {names}")
}

fn other_issuer(expected: &str, found: Option<&str>) -> String {
    let expected = quoted(expected);
    match found {
        Some(found) => format!("issued by `{}`, not by {expected}", quoted_or_empty(found)),
        None => format!("the token does not say that it was issued by {expected}"),
    }
}

fn other_audience(organization: &OrganizationId, found: &[String]) -> String {
    let audience = match found {
        [] => "an empty audience".to_owned(),
        some => {
            let names = some.iter().map(|one| format!("`{}`", quoted_or_empty(one)));
            format!("another audience ({})", in_words(names))
        }
    };
    format!("the token is for {audience}, not for {organization}")
}

fn other_organization(organization: &OrganizationId, found: &str) -> String {
    let found = quoted(found);
    format!("it is the token of the organization `{found}`, not of {organization}")
}

fn only_below(memberships: &[OrganizationId]) -> String {
    let memberships = in_words(memberships.iter().map(|one| quoted(one.as_str())));
    format!("you are a member of {memberships} only")
}

fn neither(organization: &OrganizationId) -> String {
    format!("the token is neither for {organization} nor says that you are a member of it")
}

/// `a`, `a and b`, `a, b and c`; after the third the rest is only counted.
fn in_words(names: impl Iterator<Item = String>) -> String {
    let mut names = first_few(names.collect());
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}
