//! For whom the API works, and whose tokens it accepts.

use domain::{
    OrganizationId,
    judge::{Profile, ProfileName},
    jwt::Algorithm,
};
use signature::PublicKey;

use crate::{Clock, clock::system_clock};

/// Everything that can be chosen about a Cockpit API.
pub struct CockpitOptions {
    /// By which rules a token is judged.
    pub profile: Profile,
    /// The key that signs acceptable tokens.
    pub key: PublicKey,
    /// Origins whose pages may call.
    pub origins: Vec<String>,
    /// What time it is.
    pub clock: Clock,
}

impl CockpitOptions {
    /// The Cockpit of `organization`, which accepts tokens signed by `key`.
    pub fn new(organization: OrganizationId, key: PublicKey) -> Self {
        let profile = Profile {
            name: ProfileName::Cockpit,
            organization,
            issuer: "itsyouonline".to_owned(),
            algorithm: Algorithm::Es384,
            leeway: 0,
        };
        Self { profile, key, origins: Vec::new(), clock: system_clock() }
    }

    /// The same API, callable by the pages of one more origin.
    #[must_use]
    pub fn with_origin(mut self, origin: impl Into<String>) -> Self {
        self.origins.push(origin.into());
        self
    }
}
