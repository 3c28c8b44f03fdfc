//! The other parties of the demonstration, in memory: an identity server that speaks the
//! ItsYou.online dialect, and an API that judges tokens as the Cockpit does.
//!
//! Both serve the demo command and stand in for the real ones in tests. Nothing here is meant to
//! guard anything: the login asks for no password, and secrets are plain text.
//!
//! ```
//! # async fn example() -> std::io::Result<()> {
//! use demo::{IdentityOptions, IdentityServer};
//! use tokio::net::TcpListener;
//!
//! let options = IdentityOptions::demo("the client secret", ["http://localhost:8090/"]);
//! let identity = IdentityServer::start(TcpListener::bind("127.0.0.1:0").await?, options)?;
//! let api = CockpitApi::start(
//!     TcpListener::bind("127.0.0.1:0").await?,
//!     CockpitOptions::new("moehaha", identity.public_key_pem()),
//! )?;
//! println!("{} and {}", identity.base_url(), api.base_url());
//! identity.shutdown().await?;
//! api.shutdown().await
//! # }
//! ```

mod clock;
mod identity;
mod serving;

pub use clock::{Clock, system_clock};
pub use identity::{
    ApiKey, ClientCredentials, Fault, FaultControl, Faults, Identity, IdentityOptions,
    IdentityServer, Organization, Person, SigningKey, SigningKeyError, identity_router,
};
