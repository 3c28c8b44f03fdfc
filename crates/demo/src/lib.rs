//! The other parties of the demonstration, in memory: an identity server that speaks the
//! ItsYou.online dialect, an API that judges tokens as the Cockpit does, and a portal that embeds the
//! widget.
//!
//! They serve the demo command and stand in for the real ones in tests. Nothing here is meant to
//! guard anything: the login asks for no password, and secrets are plain text.
//!
//! ```
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use demo::{CockpitApi, CockpitOptions, IdentityOptions, IdentityServer};
//! use domain::OrganizationId;
//! use signature::PublicKey;
//! use tokio::net::TcpListener;
//!
//! let options = IdentityOptions::demo("the client secret", ["http://localhost:8090/"]);
//! let identity = IdentityServer::start(TcpListener::bind("127.0.0.1:0").await?, options)?;
//!
//! let organization = OrganizationId::parse(IdentityOptions::ORGANIZATION)?;
//! let key = PublicKey::from_pem(&identity.public_key_pem())?;
//! let mut options = CockpitOptions::new(organization, key);
//! options.origins.push("http://localhost:8090".to_owned());
//! let api = CockpitApi::start(TcpListener::bind("127.0.0.1:0").await?, options)?;
//!
//! println!("{} and {}", identity.base_url(), api.base_url());
//! identity.shutdown().await?;
//! api.shutdown().await?;
//! # Ok(())
//! # }
//! ```

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod clock;
mod cockpit;
mod credentials;
mod identity;
mod portal;
mod serving;

pub use clock::{Clock, system_clock};
pub use cockpit::{Cockpit, CockpitApi, CockpitOptions, cockpit_router};
pub use identity::{
    ApiKey, ClientCredentials, Fault, FaultControl, Faults, Identity, IdentityOptions,
    IdentityServer, Organization, Person, identity_router,
};
pub use portal::{EmbedderPolicy, OpenerPolicy, Portal, PortalOptions, portal_router};
