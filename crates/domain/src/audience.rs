//! Whom a token is for.

use core::fmt;

use crate::{
    OrganizationId,
    comma_list::CommaList,
    text::{comma_parts, plain_text, quoted},
};

/// One recipient that a token names in its `aud` claim (RFC 7519 §4.1.3).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Audience(String);

/// The recipients asked for. Without any, the token has no `aud` claim.
pub type AudienceSet = CommaList<Audience>;

plain_text!(Audience);

impl Audience {
    /// Reads one audience.
    ///
    /// # Errors
    /// When it is empty, longer than 255 bytes, or contains a comma, blank or control character:
    /// the identity server separates audiences by commas.
    pub fn parse(text: &str) -> Result<Self, AudienceError> {
        const LONGEST: usize = 255;
        if text.is_empty() {
            return Err(AudienceError::Empty);
        }
        if text.len() > LONGEST {
            return Err(AudienceError::TooLong { longest: LONGEST });
        }
        if text.chars().any(|c| c == ',' || c.is_whitespace() || c.is_control()) {
            return Err(AudienceError::ForbiddenCharacter { audience: quoted(text) });
        }
        Ok(Self(text.to_owned()))
    }

    /// The audience as it stands in the claim.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&OrganizationId> for Audience {
    fn from(organization: &OrganizationId) -> Self {
        Self(organization.as_str().to_owned())
    }
}

impl AudienceSet {
    /// Reads a comma-separated list; blanks around the commas and empty parts are ignored.
    ///
    /// # Errors
    /// When one of the parts is not an [`Audience`].
    pub fn parse(list: &str) -> Result<Self, AudienceError> {
        comma_parts(list).map(Audience::parse).collect()
    }
}

/// Why a text is not an audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AudienceError {
    /// Nothing was given.
    Empty,
    /// Longer than a sensible name.
    TooLong {
        /// In bytes.
        longest: usize,
    },
    /// A comma, blank or control character inside.
    ForbiddenCharacter {
        /// The offending text, made safe to show.
        audience: String,
    },
}

impl fmt::Display for AudienceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the audience is empty"),
            Self::TooLong { longest } => {
                write!(formatter, "the audience is longer than {longest} bytes")
            }
            Self::ForbiddenCharacter { audience } => write!(
                formatter,
                "the audience `{audience}` contains a blank; separate several audiences by commas"
            ),
        }
    }
}

impl core::error::Error for AudienceError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_written_with_commas() {
        let set = AudienceSet::parse(" acme , api.example,, acme").unwrap();
        assert_eq!(set.to_string(), "acme,api.example");
        assert!(set.contains("acme"));
        assert!(!set.contains("api"));
        assert!(AudienceSet::parse("").unwrap().is_empty());
    }

    #[test]
    fn blanks_inside_are_refused() {
        assert_eq!(
            AudienceSet::parse("acme api").unwrap_err().to_string(),
            "the audience `acme api` contains a blank; separate several audiences by commas"
        );
        assert_eq!(Audience::parse("").unwrap_err().to_string(), "the audience is empty");
        assert_eq!(
            Audience::parse(&"x".repeat(256)).unwrap_err().to_string(),
            "the audience is longer than 255 bytes"
        );
    }

    #[test]
    fn the_wire_form_is_an_array_and_is_checked() {
        let set: AudienceSet = serde_json::from_str(r#"["a","b","a"]"#).unwrap();
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["a","b"]"#);
        assert!(serde_json::from_str::<AudienceSet>(r#"["a,b"]"#).is_err());
    }
}
