//! An API like the Cockpit's, from memory: its operations, and its judgement of tokens.

mod answer;
mod blueprints;
mod cors;
mod guard;
mod options;
mod repositories;
mod routes;
mod runs;
mod services;
mod store;
mod templates;

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::net::TcpListener;

use self::store::Store;
pub use self::{options::CockpitOptions, routes::cockpit_router};
use crate::serving::Serving;

/// A running Cockpit API.
pub struct CockpitApi {
    serving: Serving,
}

impl CockpitApi {
    /// Begins to serve on `listener`; must be called inside a Tokio runtime.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn start(listener: TcpListener, options: CockpitOptions) -> io::Result<Self> {
        let router = cockpit_router(&Cockpit::new(options));
        Ok(Self { serving: Serving::start(listener, router)? })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.serving.address()
    }

    /// Where its operations begin, without a slash at the end.
    pub fn base_url(&self) -> String {
        format!("http://{}/api", self.address())
    }

    /// Stops listening and waits for requests under way.
    ///
    /// # Errors
    /// When serving had failed before.
    pub async fn shutdown(self) -> io::Result<()> {
        self.serving.shutdown().await
    }
}

/// What the API is and remembers.
pub struct Cockpit {
    options: CockpitOptions,
    store: Mutex<Store>,
}

impl Cockpit {
    /// The state behind [`cockpit_router`].
    pub fn new(options: CockpitOptions) -> Arc<Self> {
        Arc::new(Self { options, store: Mutex::default() })
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
