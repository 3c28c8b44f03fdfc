//! The flow inside somebody else's page: what the author of that page has decided.

use core::fmt;

use crate::{
    OnBehalfOf, OrganizationId, OrganizationIdError,
    api::{OrganizationTokens, PageConfig},
    flow::Form,
    judge::ProfileName,
};

/// One element of a portal in which the flow runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embedding {
    /// Tells the elements of one page apart: only the one that began a sign-in takes what comes back.
    /// Never empty.
    pub name: String,
    /// How the person gets to the identity server.
    pub mode: SignInMode,
    /// What the dialog is filled in with, and by which rules tokens are judged.
    pub preset: Preset,
}

/// How the person gets to the identity server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInMode {
    /// In a window of its own; the portal's page stays as it is.
    Popup,
    /// The portal's page is left, and the person comes back to it.
    Redirect,
}

/// What a portal's author sets on the element; `None` leaves it to the proxy's settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preset {
    /// Whose members the API lets in, for this element.
    pub organization: Option<OrganizationId>,
    /// By which rules the API judges.
    pub profile: Option<ProfileName>,
    /// Whose token is asked for first.
    pub on_behalf_of: Option<OnBehalfOf>,
    /// What the field holds at first: a comma-separated list of scopes, as written.
    pub scope: Option<String>,
    /// A comma-separated list of audiences, as written.
    pub audience: Option<String>,
    /// A validity, as written.
    pub validity: Option<String>,
}

impl Preset {
    /// Reads the attributes, each by its name. What cannot be read is left out and told; scope,
    /// audience and validity are read when the dialog is confirmed, where the person can correct them.
    pub fn read(attribute: impl Fn(&str) -> Option<String>) -> (Self, Vec<PresetError>) {
        let mut errors = Vec::new();
        let given = |name: &str| attribute(name).filter(|value| !value.trim().is_empty());
        let organization = given("organization").and_then(|name| {
            OrganizationId::parse(name.trim())
                .map_err(|error| errors.push(PresetError::Organization(error)))
                .ok()
        });
        let preset = Self {
            organization,
            profile: word(given("profile"), ProfileName::named, "profile", &mut errors),
            on_behalf_of: word(
                given("on-behalf-of"),
                OnBehalfOf::named,
                "on-behalf-of",
                &mut errors,
            ),
            scope: given("scope"),
            audience: given("audience"),
            validity: given("validity"),
        };
        (preset, errors)
    }

    /// Makes the proxy's settings those of this element. The proxy hands out the token of its own
    /// organization only, so where another one is named that is not on offer.
    pub fn apply_to(&self, config: &mut PageConfig) {
        if let Some(organization) =
            self.organization.as_ref().filter(|it| **it != config.organization)
        {
            config.organization.clone_from(organization);
            config.organization_tokens = OrganizationTokens::Off;
        }
        config.profile = self.profile.unwrap_or(config.profile);
    }

    /// The dialog as it opens first.
    pub(crate) fn form(&self, config: &PageConfig) -> Form {
        let form = Form::prefilled(config);
        let on_behalf_of = self.on_behalf_of.filter(|whose| match whose {
            OnBehalfOf::Myself => true,
            OnBehalfOf::Organization => config.organization_tokens == OrganizationTokens::Members,
        });
        Form {
            on_behalf_of: on_behalf_of.unwrap_or(form.on_behalf_of),
            scope: self.scope.clone().unwrap_or(form.scope),
            audience: self.audience.clone().unwrap_or(form.audience),
            validity: self.validity.clone().unwrap_or(form.validity),
            refreshable: form.refreshable,
        }
    }
}

impl SignInMode {
    /// That of an element; the page of its own has no choice but to leave.
    pub fn of(embedding: Option<&Embedding>) -> Self {
        embedding.map_or(Self::Redirect, |embedding| embedding.mode)
    }

    /// The mode of this name; a window where there is none of this name, as that loses nothing.
    pub fn named_or_popup(name: Option<&str>) -> Self {
        match name {
            Some("redirect") => Self::Redirect,
            _ => Self::Popup,
        }
    }
}

fn word<T>(
    given: Option<String>,
    named: fn(&str) -> Option<T>,
    attribute: &'static str,
    errors: &mut Vec<PresetError>,
) -> Option<T> {
    let value = named(given?.trim());
    if value.is_none() {
        errors.push(PresetError::Unknown { attribute });
    }
    value
}

/// An attribute that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PresetError {
    /// No organization can have this name.
    Organization(OrganizationIdError),
    /// The value is none of those that the attribute knows.
    Unknown {
        /// Its name.
        attribute: &'static str,
    },
}

impl fmt::Display for PresetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organization(error) => {
                write!(formatter, "the attribute `organization` is left out: {error}")
            }
            Self::Unknown { attribute } => {
                write!(formatter, "the attribute `{attribute}` has a value that it does not know")
            }
        }
    }
}

impl core::error::Error for PresetError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> (Preset, Vec<PresetError>) {
        Preset::read(|name| {
            attributes.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_is_not_given_is_left_to_the_settings() {
        let empty = [("organization", ""), ("scope", " "), ("profile", "")];
        for attributes in [&[][..], &empty[..]] {
            assert_eq!(read(attributes), (Preset::default(), vec![]));
        }
    }

    #[test]
    fn every_attribute_is_read() {
        let (preset, errors) = read(&[
            ("organization", " acme "),
            ("profile", "strict"),
            ("on-behalf-of", "organization"),
            ("scope", "user:name, user:memberof:acme"),
            ("audience", "acme"),
            ("validity", "15m"),
        ]);
        assert_eq!(errors, []);
        assert_eq!(
            preset,
            Preset {
                organization: Some(OrganizationId::parse("acme").unwrap()),
                profile: Some(ProfileName::Strict),
                on_behalf_of: Some(OnBehalfOf::Organization),
                scope: Some("user:name, user:memberof:acme".into()),
                audience: Some("acme".into()),
                validity: Some("15m".into()),
            }
        );
    }

    #[test]
    fn what_means_nothing_is_left_out_and_told() {
        let (preset, errors) =
            read(&[("organization", "a b"), ("profile", "lax"), ("on-behalf-of", "us")]);
        assert_eq!(preset, Preset::default());
        let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert!(told[0].starts_with("the attribute `organization` is left out: "), "{told:?}");
        assert_eq!(
            told[1..],
            [
                "the attribute `profile` has a value that it does not know",
                "the attribute `on-behalf-of` has a value that it does not know",
            ]
        );
    }

    #[test]
    fn a_mode_that_is_unknown_leaves_the_page_where_it_is() {
        assert_eq!(SignInMode::named_or_popup(Some("redirect")), SignInMode::Redirect);
        for name in [None, Some("popup"), Some("iframe")] {
            assert_eq!(SignInMode::named_or_popup(name), SignInMode::Popup);
        }
    }
}
