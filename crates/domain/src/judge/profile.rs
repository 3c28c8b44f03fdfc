//! By which rules an API judges.

use super::CheckName;
use crate::{
    OrganizationId,
    api::{Dialect, Jwk, PageConfig},
    jwt::Algorithm,
    text::words,
};

/// The name of a list of checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileName {
    /// As the Cockpit does.
    Cockpit,
    /// As the Cockpit's documentation says.
    Documented,
    /// As RFC 8725 recommends it, for an API that takes no risks.
    Strict,
}

words!(ProfileName { Cockpit = "cockpit", Documented = "documented", Strict = "strict" });

/// By which rules an API judges, with what they compare to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Which checks are made.
    pub name: ProfileName,
    /// The organization that the API belongs to: its members are let in, and it is the audience.
    pub organization: OrganizationId,
    /// The only accepted `iss`.
    pub issuer: String,
    /// The accepted values of `alg`: those of the API's keys.
    pub algorithms: Vec<Algorithm>,
    /// By how many seconds clocks may differ.
    pub leeway: u64,
}

/// What is asked of every token, whatever it is to open.
macro_rules! checks {
    ($($more:ident),+ $(,)?) => {
        &[
            CheckName::Issuer,
            CheckName::Algorithm,
            CheckName::Signature,
            $(CheckName::$more),+
        ]
    };
}

impl ProfileName {
    /// All of them, the usual one first.
    pub const ALL: [Self; 3] = [Self::Cockpit, Self::Documented, Self::Strict];

    /// The checks in the order in which they are made; the first that fails is the reason given.
    ///
    /// Who issued the token comes first: the keys are that issuer's, and of all reasons it explains
    /// most.
    pub const fn checks(self) -> &'static [CheckName] {
        match self {
            Self::Cockpit => checks![Expiry, NotBefore, Audience, Authorization],
            Self::Documented => checks![Expiry, NotBefore, AudienceOrMembership],
            Self::Strict => checks![
                Kind,
                ExpiryRequired,
                NotBefore,
                Lifetime,
                AudienceRequired,
                Authorization,
                RefreshToken,
            ],
        }
    }

    /// What the profile stands for, in a sentence for the person who chooses one.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Cockpit => {
                "As the Cockpit judges: a token without audience is taken; the organization's own \
                 or a member's is let in."
            }
            Self::Documented => {
                "As its documentation says: the organization in the audience, or the membership in \
                 the scope."
            }
            Self::Strict => {
                "As RFC 8725 recommends: an audience and an expiry are required, a refresh token \
                 inside is refused, more than an hour is flagged."
            }
        }
    }
}

impl From<&PageConfig> for Profile {
    /// The algorithms are those of the keys or, without any, the dialect's.
    fn from(config: &PageConfig) -> Self {
        let mut algorithms = Vec::new();
        for algorithm in config.keys.iter().filter_map(algorithm_of) {
            if !algorithms.contains(&algorithm) {
                algorithms.push(algorithm);
            }
        }
        if algorithms.is_empty() {
            algorithms.push(match config.dialect {
                Dialect::ItsYouOnline => Algorithm::Es384,
            });
        }
        Self {
            name: config.profile,
            organization: config.organization.clone(),
            issuer: config.issuer.clone(),
            algorithms,
            leeway: config.leeway,
        }
    }
}

fn algorithm_of(key: &Jwk) -> Option<Algorithm> {
    Algorithm::parse(key.0.get("alg")?.as_str()?).ok()
}
