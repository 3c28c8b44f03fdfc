//! For whom the API works, and whose tokens it accepts.

use domain::{
    OrganizationId,
    judge::{Profile, ProfileName},
};
use signature::KeySet;

use crate::{Clock, clock::system_clock};

/// Everything that can be chosen about a Cockpit API.
pub struct CockpitOptions {
    /// By which rules a token is judged.
    pub profile: Profile,
    /// The keys that sign acceptable tokens.
    pub keys: KeySet,
    /// Origins whose pages may call.
    pub origins: Vec<String>,
    /// What time it is.
    pub clock: Clock,
}

impl CockpitOptions {
    /// The Cockpit of `organization`, which accepts tokens signed by one of `keys`.
    pub fn new(organization: OrganizationId, keys: impl Into<KeySet>) -> Self {
        let keys: KeySet = keys.into();
        let profile = Profile {
            name: ProfileName::Cockpit,
            organization,
            issuer: "itsyouonline".to_owned(),
            algorithms: keys.algorithms(),
            leeway: 0,
        };
        Self { profile, keys, origins: Vec::new(), clock: system_clock() }
    }
}
