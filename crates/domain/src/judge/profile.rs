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
}

words!(ProfileName { Cockpit = "cockpit" });

/// By which rules an API judges, with what they compare to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Which checks are made.
    pub name: ProfileName,
    /// The organization that the API belongs to: its members are let in, and it is the audience.
    pub organization: OrganizationId,
    /// The only accepted `iss`.
    pub issuer: String,
    /// The only accepted `alg`.
    pub algorithm: Algorithm,
    /// By how many seconds clocks may differ.
    pub leeway: u64,
}

impl ProfileName {
    /// The checks in the order in which they are made; the first that fails is the reason given.
    pub const fn checks(self) -> &'static [CheckName] {
        match self {
            Self::Cockpit => &[
                CheckName::Algorithm,
                CheckName::Signature,
                CheckName::Issuer,
                CheckName::Expiry,
                CheckName::NotBefore,
                CheckName::Audience,
                CheckName::Authorization,
            ],
        }
    }
}

impl From<&PageConfig> for Profile {
    /// The algorithm is that of the first key that names one, or else the dialect's.
    fn from(config: &PageConfig) -> Self {
        let dialects_own = match config.dialect {
            Dialect::ItsYouOnline => Algorithm::Es384,
        };
        Self {
            name: config.profile,
            organization: config.organization.clone(),
            issuer: config.issuer.clone(),
            algorithm: config.keys.iter().find_map(algorithm_of).unwrap_or(dialects_own),
            leeway: 0,
        }
    }
}

fn algorithm_of(key: &Jwk) -> Option<Algorithm> {
    Algorithm::parse(key.0.get("alg")?.as_str()?).ok()
}
