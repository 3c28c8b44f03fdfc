//! What journeys may want different from the usual.

use crate::{ApiWish, Callback, Logs, PortalWish, Recorder};

/// The organization of all journeys.
pub const ORGANIZATION: &str = "moehaha";

/// The proxy's client secret, to be found nowhere.
pub const SECRET: &str = "canary-5f1d0c7e-the-client-secret";

/// Where the identity server sends people back to the command line: to any port of this machine
/// (RFC 8252 §7.3).
pub const COMMAND_LINE: &str = "http://127.0.0.1:";

/// In what form the proxy runs.
#[derive(Debug, Default)]
pub enum Server {
    /// In this process.
    #[default]
    InProcess,
    /// The real one, as a process of its own that prints into these logs.
    Binary(Logs),
}

/// How the identity server's time passes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Time {
    /// As everywhere.
    #[default]
    Passes,
    /// It does not, so that no code grows old while a journey looks around.
    StandsStill,
    /// It does not, at so many seconds since 1970.
    StandsStillAt(u64),
}

/// What a journey wants different from the usual.
#[derive(Debug)]
pub struct WorldOptions {
    /// In what form the proxy runs.
    pub server: Server,
    /// How the identity server's time passes.
    pub time: Time,
    /// Further lines of the proxy's configuration.
    pub settings: &'static str,
    /// The client secret that the proxy is given.
    pub secret: &'static str,
    /// Writes down what the proxy and the identity server say to each other.
    pub wiretap: Option<Recorder>,
    /// Where the page is served, if not by the proxy: its address, with a slash at the end.
    pub page: Option<String>,
    /// The portal that embeds the widget, if there is one.
    pub portal: Option<PortalWish>,
    /// Where people may be sent back to.
    pub callbacks: &'static [Callback],
    /// The API that tokens are for.
    pub api: ApiWish,
    /// How addresses begin to which the identity server sends people besides.
    pub further_callbacks: &'static [&'static str],
}

impl WorldOptions {
    /// With a portal in which the widget works by popup and by redirect.
    pub fn in_a_portal() -> Self {
        Self {
            portal: Some(PortalWish::default()),
            callbacks: &[Callback::Page, Callback::CallbackPage, Callback::PortalPage],
            ..Self::default()
        }
    }
}

impl Default for WorldOptions {
    fn default() -> Self {
        Self {
            server: Server::default(),
            time: Time::default(),
            settings: "",
            secret: SECRET,
            wiretap: None,
            page: None,
            portal: None,
            callbacks: &[Callback::Page],
            api: ApiWish::default(),
            further_callbacks: &[],
        }
    }
}
