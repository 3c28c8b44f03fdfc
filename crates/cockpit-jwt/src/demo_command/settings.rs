//! The proxy's configuration for the demonstration, read like any other.

use std::{collections::BTreeMap, ffi::OsString, path::Path};

use demo::{CockpitApi, IdentityOptions, IdentityServer};
use proxy::{Config, ConfigError};

use super::pages::Pages;
use crate::command_line::DemoOptions;

/// The only membership that carol has.
pub(crate) const MEMBERSHIP_OF_TEAM: &str = "user:memberof:moehaha.team";

const SUGGESTED: [&str; 3] = [MEMBERSHIP_OF_TEAM, "user:name", "user:email:main"];

/// What the configuration is made of.
pub(crate) struct Settings<'a> {
    pub(crate) options: &'a DemoOptions,
    pub(crate) secret: String,
    pub(crate) pages: &'a Pages,
    pub(crate) identity: &'a IdentityServer,
    pub(crate) api: &'a CockpitApi,
}

impl Settings<'_> {
    /// The configuration. The secret and how to log may be said in the environment; nothing else is
    /// taken from there, since it would be meant for another server.
    pub(crate) fn read(self) -> Result<Config, ConfigError> {
        let mut variables = self.variables();
        for name in ["COCKPIT_JWT_LOG_LEVEL", "COCKPIT_JWT_LOG_FORMAT"] {
            if let Some(value) = std::env::var_os(name) {
                variables.insert(name, value);
            }
        }
        Config::read("of the demo", "", Path::new(""), variables.into_iter())
    }

    fn variables(self) -> BTreeMap<&'static str, OsString> {
        let mut variables: BTreeMap<_, _> =
            self.texts().map(|(name, text)| (name, OsString::from(text))).into();
        if let Some(page) = &self.options.page {
            variables.insert("COCKPIT_JWT_PAGE", page.into());
        }
        if let Some(portal) = &self.pages.portal {
            variables.insert("COCKPIT_JWT_EMBEDDING_ORIGINS", portal.origin().into());
        }
        variables
    }

    fn texts(&self) -> [(&'static str, String); 14] {
        let Self { options, secret, pages, identity, api } = self;
        [
            ("COCKPIT_JWT_PUBLIC_URL", pages.proxy.clone()),
            ("COCKPIT_JWT_REDIRECT_URIS", pages.all().join(",")),
            ("COCKPIT_JWT_IDENTITY_SERVER", identity.base_url()),
            ("COCKPIT_JWT_KEYS", identity.public_key_pem()),
            ("COCKPIT_JWT_EXCHANGE", options.exchange.as_setting().to_owned()),
            ("COCKPIT_JWT_CLIENT_ID", IdentityOptions::ORGANIZATION.to_owned()),
            ("COCKPIT_JWT_CLIENT_SECRET", secret.clone()),
            ("COCKPIT_JWT_SCOPES", SUGGESTED.join(",")),
            ("COCKPIT_JWT_ORGANIZATION_TOKENS", "members".to_owned()),
            ("COCKPIT_JWT_API_NAME", "the demo Cockpit".to_owned()),
            ("COCKPIT_JWT_API_BASE", api.base_url()),
            ("COCKPIT_JWT_API_EXAMPLE", "/ays/repository".to_owned()),
            ("COCKPIT_JWT_API_FORWARD", "on".to_owned()),
            ("COCKPIT_JWT_LOG_LEVEL", "warn".to_owned()),
        ]
    }
}
