//! What a token allows.

use core::fmt;

use crate::{
    OrganizationId,
    comma_list::CommaList,
    text::{comma_parts, plain_text, quoted},
};

const MEMBER_OF: &str = "user:memberof:";

/// One scope (RFC 6749 §3.3, with the identity server's comma instead of the blank between them).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope(String);

/// The scopes asked for.
pub type ScopeSet = CommaList<Scope>;

plain_text!(Scope);

impl Scope {
    /// With it, and only where a JWT is made, a token carries a refresh token.
    pub const OFFLINE_ACCESS: &str = "offline_access";

    /// Reads one scope.
    ///
    /// # Errors
    /// When it is empty, longer than 500 bytes, contains a comma, blank or control character, or is
    /// one of the known misspellings of a membership scope.
    pub fn parse(text: &str) -> Result<Self, ScopeError> {
        const LONGEST: usize = 500;
        if text.is_empty() {
            return Err(ScopeError::Empty);
        }
        if text.len() > LONGEST {
            return Err(ScopeError::TooLong { longest: LONGEST });
        }
        if text.contains(char::is_whitespace) {
            return Err(ScopeError::BlankSeparated {
                list: quoted(text),
                correction: text.split_whitespace().map(corrected).collect::<Vec<_>>().join(","),
            });
        }
        if text.contains(|c: char| c == ',' || c.is_control()) {
            return Err(ScopeError::ForbiddenCharacter { scope: quoted(text) });
        }
        match correct_membership(text) {
            Some(correction) => Err(ScopeError::Misspelled { scope: quoted(text), correction }),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// `user:memberof:<organization>`: that the person is a member of the organization.
    pub fn member_of(organization: &OrganizationId) -> Self {
        Self(format!("{MEMBER_OF}{organization}"))
    }

    /// The scope as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The organization whose membership this scope states, if it does.
    pub fn membership(&self) -> Option<OrganizationId> {
        OrganizationId::parse(self.0.strip_prefix(MEMBER_OF)?).ok()
    }
}

impl ScopeSet {
    /// Reads a comma-separated list; blanks around the commas and empty parts are ignored.
    ///
    /// # Errors
    /// When one of the parts is not a [`Scope`]. A correction, if there is one, is the whole list
    /// with that mistake mended.
    pub fn parse(list: &str) -> Result<Self, ScopeError> {
        comma_parts(list)
            .map(Scope::parse)
            .collect::<Result<_, _>>()
            .map_err(|error| error.with_corrected_list(list))
    }

    /// These scopes without one.
    #[must_use]
    pub fn without(&self, scope: &str) -> Self {
        self.iter().filter(|one| one.as_str() != scope).cloned().collect()
    }
}

fn corrected(scope: &str) -> String {
    correct_membership(scope).unwrap_or_else(|| scope.to_owned())
}

/// The membership scope that was meant by one of the wrong spellings in circulation:
/// `memberof:<org>`, `user:ismemberof:<org>`, `user:memberOf:<org>`, `<user>:memberof:<org>`.
fn correct_membership(scope: &str) -> Option<String> {
    let (organization, before) = scope.rsplit_once(':').map(|(before, last)| (last, before))?;
    let verb = before.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
    let is_membership = matches!(verb.as_str(), "memberof" | "ismemberof");
    let correction = format!("{MEMBER_OF}{organization}");
    (is_membership && !organization.is_empty() && correction != scope).then_some(correction)
}

/// Why a text is not a scope or a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScopeError {
    /// Nothing was given.
    Empty,
    /// Longer than a sensible scope.
    TooLong {
        /// In bytes.
        longest: usize,
    },
    /// Separated by blanks, as elsewhere in OAuth, which the identity server takes for one scope.
    BlankSeparated {
        /// What was given, made safe to show.
        list: String,
        /// The same with commas.
        correction: String,
    },
    /// A comma or control character inside one scope.
    ForbiddenCharacter {
        /// The offending text, made safe to show.
        scope: String,
    },
    /// One of the wrong spellings of a membership that old documents show.
    Misspelled {
        /// What was given, made safe to show.
        scope: String,
        /// What was meant.
        correction: String,
    },
}

impl ScopeError {
    /// What to write instead, where that is known.
    pub fn correction(&self) -> Option<&str> {
        match self {
            Self::BlankSeparated { correction, .. } | Self::Misspelled { correction, .. } => {
                Some(correction)
            }
            Self::Empty | Self::TooLong { .. } | Self::ForbiddenCharacter { .. } => None,
        }
    }

    fn with_corrected_list(mut self, list: &str) -> Self {
        match &mut self {
            Self::BlankSeparated { correction, .. } | Self::Misspelled { correction, .. } => {
                *correction = list
                    .split(|c: char| c == ',' || c.is_whitespace())
                    .filter(|part| !part.is_empty())
                    .map(corrected)
                    .collect::<Vec<_>>()
                    .join(",");
            }
            Self::Empty | Self::TooLong { .. } | Self::ForbiddenCharacter { .. } => {}
        }
        self
    }
}

impl fmt::Display for ScopeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the scope is empty"),
            Self::TooLong { longest } => {
                write!(formatter, "the scope is longer than {longest} bytes")
            }
            Self::BlankSeparated { list, .. } => write!(
                formatter,
                "the scope `{list}` contains a blank; the identity server separates scopes by commas"
            ),
            Self::ForbiddenCharacter { scope } => {
                write!(formatter, "the scope `{scope}` contains a comma or a control character")
            }
            Self::Misspelled { scope, correction } => {
                write!(formatter, "the scope `{scope}` is unknown; write `{correction}`")
            }
        }
    }
}

impl core::error::Error for ScopeError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(list: &str) -> (String, Option<String>) {
        let error = ScopeSet::parse(list).unwrap_err();
        (error.to_string(), error.correction().map(str::to_owned))
    }

    #[test]
    fn lists_are_read_and_written_with_commas() {
        let set = ScopeSet::parse(" user:name , user:memberof:acme,,user:name").unwrap();
        assert_eq!(set.to_string(), "user:name,user:memberof:acme");
        assert!(set.contains("user:memberof:acme"));
        assert!(!set.contains("user:memberof:acm"));
        assert!(ScopeSet::parse(" ,").unwrap().is_empty());
    }

    #[test]
    fn wrong_spellings_of_a_membership_come_with_the_right_one() {
        for wrong in
            ["memberof:acme", "user:ismemberof:acme", "user:memberOf:acme", "bob:memberof:acme"]
        {
            let (sentence, correction) = refused(&format!("user:name,{wrong}"));
            assert_eq!(
                sentence,
                format!("the scope `{wrong}` is unknown; write `user:name,user:memberof:acme`")
            );
            assert_eq!(correction.as_deref(), Some("user:name,user:memberof:acme"));
        }
    }

    #[test]
    fn blanks_between_scopes_are_corrected_to_commas() {
        let (sentence, correction) = refused("user:name memberof:acme, user:see");
        assert_eq!(
            sentence,
            "the scope `user:name memberof:acme` contains a blank; \
             the identity server separates scopes by commas"
        );
        assert_eq!(correction.as_deref(), Some("user:name,user:memberof:acme,user:see"));
    }

    #[test]
    fn what_cannot_be_mended_is_said() {
        assert_eq!(Scope::parse("").unwrap_err().to_string(), "the scope is empty");
        assert_eq!(
            Scope::parse("a\u{7}b").unwrap_err().to_string(),
            "the scope `a\\u{7}b` contains a comma or a control character"
        );
        assert_eq!(
            Scope::parse(&"x".repeat(501)).unwrap_err().to_string(),
            "the scope is longer than 500 bytes"
        );
        assert_eq!(Scope::parse("").unwrap_err().correction(), None);
    }

    #[test]
    fn a_correction_is_itself_right() {
        for wrong in ["memberof:acme user:see", "a:b:memberof:c", "user:ismemberof:x.y"] {
            let correction = refused(wrong).1.unwrap();
            assert_eq!(ScopeSet::parse(&correction).unwrap().to_string(), correction);
        }
    }

    #[test]
    fn a_membership_names_its_organization() {
        let acme = OrganizationId::parse("acme.team").unwrap();
        assert_eq!(Scope::member_of(&acme).as_str(), "user:memberof:acme.team");
        assert_eq!(Scope::member_of(&acme).membership(), Some(acme));
        assert_eq!(Scope::parse("user:name").unwrap().membership(), None);
        assert_eq!(Scope::parse("user:memberof:").unwrap().membership(), None);
    }

    #[test]
    fn a_scope_is_taken_out_of_a_set() {
        let set = ScopeSet::parse("user:name,offline_access").unwrap();
        assert_eq!(set.without(Scope::OFFLINE_ACCESS).to_string(), "user:name");
    }
}
