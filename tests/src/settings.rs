//! The proxy's configuration file.

use demo::IdentityServer;

use crate::{Environment, ORGANIZATION, WorldOptions};

/// What the proxy has to know of the other servers.
pub(crate) struct Settings<'a> {
    pub(crate) proxy_address: &'a str,
    /// Where people may be sent back to.
    pub(crate) callbacks: &'a [String],
    /// Whose pages may embed the widget.
    pub(crate) embedding_origin: Option<&'a str>,
    pub(crate) identity: &'a IdentityServer,
    /// Where the proxy, but no browser, reaches the identity server, if elsewhere.
    pub(crate) tapped_at: Option<&'a str>,
}

impl Settings<'_> {
    /// The whole file, but for what only a process needs.
    /// `api` is the section on the API.
    pub(crate) fn text(&self, options: &WorldOptions, api: &str) -> String {
        let Self { proxy_address, callbacks, identity, .. } = self;
        format!(
            "public_url = {proxy_address:?}\n\
             redirect_uris = {callbacks:?}\n\
             {embedding}\
             {served}\
             {identity_server}\
             keys = ['''{key}''']\n\
             client_id = {ORGANIZATION:?}\n\
             scopes = [\"user:name\", \"user:memberof:moehaha.team\"]\n\
             organization_tokens = \"members\"\n\
             {further}\
             {api}",
            embedding = self.embedding(),
            served = Self::served(options),
            identity_server = self.identity_server(),
            key = identity.public_key_pem(),
            further = options.settings,
        )
    }

    fn embedding(&self) -> String {
        let line = |origin| format!("embedding_origins = [{origin:?}]\n");
        self.embedding_origin.map(line).unwrap_or_default()
    }

    fn served(options: &WorldOptions) -> String {
        if options.page.is_some() {
            return String::new();
        }
        format!("page = {:?}\n", Environment::dist().display().to_string())
    }

    fn identity_server(&self) -> String {
        let address = self.identity.base_url();
        self.tapped_at.map_or_else(
            || format!("identity_server = {address:?}\n"),
            |tapped| {
                let authorize = format!("{address}/v1/oauth/authorize");
                format!("identity_server = {tapped:?}\nauthorization_endpoint = {authorize:?}\n")
            },
        )
    }
}
