//! A portal that embeds the widget: another origin and another site than the proxy.

use demo::{EmbedderPolicy, OpenerPolicy, PortalOptions, portal_router};
use tokio::net::TcpListener;

use crate::{
    Environment,
    serving::{Serving, listener},
};

/// What a journey wants of the portal.
#[derive(Debug, Clone, Copy)]
pub struct PortalWish {
    /// Whether the proxy lets it embed the widget.
    pub standing: Standing,
    /// What becomes of the windows that its pages open.
    pub opener_policy: OpenerPolicy,
    /// What its pages may load from elsewhere.
    pub embedder_policy: EmbedderPolicy,
    /// Where its pages may send requests.
    pub policy: Policy,
}

impl Default for PortalWish {
    fn default() -> Self {
        Self {
            standing: Standing::Known,
            opener_policy: OpenerPolicy::NotSent,
            embedder_policy: EmbedderPolicy::NotSent,
            policy: Policy::ProxyAlone,
        }
    }
}

/// To whom the portal's content security policy lets its pages talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Itself and the proxy.
    ProxyAlone,
    /// The API as well.
    ApiToo,
}

/// Whether the proxy's configuration names the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It may embed the widget.
    Known,
    /// It may not.
    Stranger,
}

/// An address to which people may be sent back, at the proxy and at the identity server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callback {
    /// The page itself.
    Page,
    /// The proxy's page for popups.
    CallbackPage,
    /// The portal's page with the widget.
    PortalPage,
    /// The portal's own page for popups.
    PortalCallbackPage,
}

/// The addresses of these in a world in which page, proxy and portal are there, each with a slash at
/// its end.
pub(crate) fn addresses_of(
    callbacks: &[Callback],
    page: &str,
    proxy: &str,
    portal: Option<&Place>,
) -> Vec<String> {
    let portal = || &portal.expect("the journey wants a portal").address;
    let address = |callback: &Callback| match callback {
        Callback::Page => page.to_owned(),
        Callback::CallbackPage => format!("{proxy}callback.html"),
        Callback::PortalPage => format!("{}cockpit/jwt", portal()),
        Callback::PortalCallbackPage => format!("{}own/callback.html", portal()),
    };
    callbacks.iter().map(address).collect()
}

/// A place for the portal, known before the proxy is there, which has to know it.
pub(crate) struct Place {
    listener: TcpListener,
    wish: PortalWish,
    /// Its address, with a slash at the end.
    pub(crate) address: String,
}

impl Place {
    pub(crate) async fn find(wish: Option<PortalWish>) -> Option<Self> {
        let wish = wish?;
        let (listener, socket) = listener().await;
        Some(Self { listener, wish, address: format!("http://{socket}/") })
    }

    /// Its origin, if the proxy knows it.
    pub(crate) fn known_origin(&self) -> Option<&str> {
        (self.wish.standing == Standing::Known).then(|| self.address.trim_end_matches('/'))
    }

    /// Serves the portal there, and tells its address.
    pub(crate) fn serve(self, proxy_address: &str, api_origin: &str) -> (Serving, String) {
        let connect_to = match self.wish.policy {
            Policy::ProxyAlone => Vec::new(),
            Policy::ApiToo => vec![api_origin.to_owned()],
        };
        let options = PortalOptions {
            connect_to,
            opener_policy: self.wish.opener_policy,
            embedder_policy: self.wish.embedder_policy,
            ..PortalOptions::new(Environment::portal(), proxy_address)
        };
        let router = portal_router(&options).expect("the portal can be read");
        (Serving::start(self.listener, router), self.address)
    }
}
