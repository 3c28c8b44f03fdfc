//! Names of organizations at the identity server.

use core::fmt;

use crate::text::{plain_text, quoted};

/// The `globalid` of an organization; a sub-organization's reads `parent.child`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationId(String);

/// The OAuth `client_id` (RFC 6749 §2.2); at ItsYou.online the `globalid` of the organization whose
/// API access key the proxy holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientId(String);

plain_text!(OrganizationId);
plain_text!(ClientId);

impl OrganizationId {
    /// Reads an organization's name.
    ///
    /// # Errors
    /// When it is empty, longer than 150 characters, or contains blanks, commas, colons or control
    /// characters, which would end the name inside a scope.
    pub fn parse(text: &str) -> Result<Self, OrganizationIdError> {
        check(text).map(|()| Self(text.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is one of the organizations below `other`.
    pub fn is_below(&self, other: &Self) -> bool {
        self.0.strip_prefix(&other.0).is_some_and(|rest| rest.starts_with('.'))
    }
}

impl ClientId {
    /// Reads a client identifier.
    ///
    /// # Errors
    /// Under the same conditions as [`OrganizationId::parse`].
    pub fn parse(text: &str) -> Result<Self, OrganizationIdError> {
        check(text).map(|()| Self(text.to_owned()))
    }

    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// At ItsYou.online clients are organizations.
impl From<&ClientId> for OrganizationId {
    fn from(client_id: &ClientId) -> Self {
        Self(client_id.0.clone())
    }
}

fn check(text: &str) -> Result<(), OrganizationIdError> {
    const LONGEST: usize = 150;
    if text.is_empty() {
        return Err(OrganizationIdError::Empty);
    }
    if text.len() > LONGEST {
        return Err(OrganizationIdError::TooLong { longest: LONGEST });
    }
    match text.chars().find(|c| c.is_whitespace() || c.is_control() || matches!(c, ',' | ':')) {
        Some(_) => Err(OrganizationIdError::ForbiddenCharacter { name: quoted(text) }),
        None => Ok(()),
    }
}

/// Why a text is not the name of an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrganizationIdError {
    /// Nothing was given.
    Empty,
    /// More than the identity server allows.
    TooLong {
        /// In bytes.
        longest: usize,
    },
    /// A blank, comma, colon or control character.
    ForbiddenCharacter {
        /// The offending name, made safe to show.
        name: String,
    },
}

impl fmt::Display for OrganizationIdError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the name of the organization is empty"),
            Self::TooLong { longest } => {
                write!(formatter, "the name of the organization is longer than {longest} bytes")
            }
            Self::ForbiddenCharacter { name } => write!(
                formatter,
                "the name of the organization `{name}` contains a blank, a comma or a colon"
            ),
        }
    }
}

impl core::error::Error for OrganizationIdError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked() {
        for (text, sentence) in [
            ("", "the name of the organization is empty"),
            ("a b", "the name of the organization `a b` contains a blank, a comma or a colon"),
            ("a,b", "the name of the organization `a,b` contains a blank, a comma or a colon"),
            ("a:b", "the name of the organization `a:b` contains a blank, a comma or a colon"),
            (&"x".repeat(151), "the name of the organization is longer than 150 bytes"),
        ] {
            assert_eq!(OrganizationId::parse(text).unwrap_err().to_string(), sentence);
        }
        assert_eq!(OrganizationId::parse("acme.team").unwrap().as_str(), "acme.team");
    }

    #[test]
    fn only_a_dot_begins_a_sub_organization() {
        let id = |text| OrganizationId::parse(text).unwrap();
        assert!(id("acme.team").is_below(&id("acme")));
        assert!(!id("acme2").is_below(&id("acme")));
        assert!(!id("acme").is_below(&id("acme")));
    }
}
