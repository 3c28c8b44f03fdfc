//! The proxy's configuration for the demonstration, read like any other.

use std::{collections::BTreeMap, path::Path};

use demo::{CockpitApi, IdentityOptions, IdentityServer};
use proxy::{Config, ConfigError};

use super::pages::Pages;
use crate::command_line::DemoOptions;

/// What the configuration is made of.
pub(crate) struct Settings<'a> {
    pub(crate) options: &'a DemoOptions,
    pub(crate) secret: String,
    pub(crate) pages: &'a Pages,
    pub(crate) identity: &'a IdentityServer,
    pub(crate) api: &'a CockpitApi,
}

impl Settings<'_> {
    /// The configuration. How to log may be said in the environment; nothing else is taken from
    /// there, since it would be meant for another server.
    pub(crate) fn read(self) -> Result<Config, ConfigError> {
        let mut variables = self.variables();
        for name in ["COCKPIT_JWT_LOG_LEVEL", "COCKPIT_JWT_LOG_FORMAT"] {
            if let Ok(value) = std::env::var(name) {
                variables.insert(name, value);
            }
        }
        let variables = variables.into_iter().map(|(name, value)| (name.to_owned(), value));
        Config::read("of the demo", "", Path::new(""), variables)
    }

    fn variables(self) -> BTreeMap<&'static str, String> {
        let Self { options, secret, pages, identity, api } = self;
        let mut variables = BTreeMap::from([
            ("COCKPIT_JWT_PUBLIC_URL", pages.proxy.clone()),
            ("COCKPIT_JWT_REDIRECT_URIS", pages.all().join(",")),
            ("COCKPIT_JWT_IDENTITY_SERVER", identity.base_url()),
            ("COCKPIT_JWT_KEYS", identity.public_key_pem()),
            ("COCKPIT_JWT_EXCHANGE", options.exchange.as_setting().to_owned()),
            ("COCKPIT_JWT_CLIENT_ID", IdentityOptions::ORGANIZATION.to_owned()),
            ("COCKPIT_JWT_CLIENT_SECRET", secret),
            ("COCKPIT_JWT_SCOPES", "user:name,user:email:main".to_owned()),
            ("COCKPIT_JWT_ORGANIZATION_TOKENS", "members".to_owned()),
            ("COCKPIT_JWT_API_NAME", "the demo Cockpit".to_owned()),
            ("COCKPIT_JWT_API_BASE", api.base_url()),
            ("COCKPIT_JWT_API_EXAMPLE", "/ays/repository".to_owned()),
            ("COCKPIT_JWT_LOG_LEVEL", "warn".to_owned()),
        ]);
        if let Some(page) = &options.page {
            variables.insert("COCKPIT_JWT_PAGE", page.display().to_string());
        }
        variables
    }
}
