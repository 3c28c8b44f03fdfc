//! By which API's rules the page judges: those of the settings, or another's, to see what that one
//! would say.

use crate::{
    OrganizationId, OrganizationIdError,
    api::PageConfig,
    judge::{Profile, ProfileName},
};

/// What the person chose instead of the settings. Only what is judged changes by it, never what is
/// asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lens {
    /// Another profile.
    pub profile: Option<ProfileName>,
    /// Another organization, as written; empty for that of the settings.
    pub organization: String,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LensChange {
    /// Another profile was chosen.
    Profile(ProfileName),
    /// The text of the organization's field.
    Organization(String),
    /// Back to the settings.
    Reset,
}

impl Lens {
    /// The lens after a change.
    #[must_use]
    pub fn changed(self, change: LensChange) -> Self {
        match change {
            LensChange::Profile(profile) => Self { profile: Some(profile), ..self },
            LensChange::Organization(organization) => Self { organization, ..self },
            LensChange::Reset => Self::default(),
        }
    }

    /// The rules to judge by. What is no organization's name is not judged by.
    pub fn profile(&self, config: &PageConfig) -> Profile {
        let profile = Profile::from(config);
        Profile {
            name: self.profile.unwrap_or(profile.name),
            organization: self.chosen().unwrap_or(profile.organization),
            ..profile
        }
    }

    /// What is wrong with the organization's name as written, if anything.
    pub fn error(&self) -> Option<OrganizationIdError> {
        self.parsed()?.err()
    }

    /// Whether the page judges as another API would.
    pub fn differs_from(&self, config: &PageConfig) -> bool {
        self.profile(config) != Profile::from(config)
    }

    fn chosen(&self) -> Option<OrganizationId> {
        self.parsed()?.ok()
    }

    fn parsed(&self) -> Option<Result<OrganizationId, OrganizationIdError>> {
        let name = self.organization.trim();
        (!name.is_empty()).then(|| OrganizationId::parse(name))
    }
}
