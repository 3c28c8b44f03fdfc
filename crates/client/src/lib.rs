//! For programs: the organization's token and people's, as the identity server gives them, verified,
//! and kept for as long as they are good.
//!
//! A [`ClientBuilder`] makes a [`Client`], which asks once for each call. A [`TokenSource`] stands
//! before it where many tasks need a token again and again:
//!
//! ```
//! use client::{ClientBuilder, ClientId, ClientSecret, KeySet, PublicKey, TokenSource};
//!
//! # use demo::{IdentityOptions, IdentityServer};
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let options = IdentityOptions::demo("the secret", ["http://127.0.0.1:"]);
//! # let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! # let server = IdentityServer::start(listener, options)?;
//! # let (address, pem) = (server.base_url(), server.public_key_pem());
//! let keys = KeySet::from(PublicKey::from_pem(&pem)?);
//! let client_id = ClientId::parse("moehaha")?;
//! let secret = ClientSecret::parse("the secret")?;
//! let client =
//!     ClientBuilder::new(client_id, secret, keys).identity_server(&address).build()?;
//!
//! let source = TokenSource::for_organization(client);
//! let token = source.token().await?;
//! let header = format!("bearer {}", token.compact().expose());
//! # assert!(header.starts_with("bearer ey"));
//! # server.shutdown().await?;
//! # Ok(())
//! # }
//! ```
//!
//! Requests need a Tokio runtime with its clock and its network switched on. Nothing here logs, and
//! nothing is written anywhere.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod builder;
mod client;
mod clock;
mod error;
mod sign_in;
mod source;

pub use builder::ClientBuilder;
pub use client::Client;
pub use clock::{Clock, system_clock};
pub use domain::{
    Audience, AudienceSet, AuthorizationCode, ClientId, OrganizationId, RedirectUri, Refreshable,
    Scope, ScopeSet, UnixTime, Validity,
    itsyouonline::{Blame, authorize::AuthorizeError},
    jwt::{CompactJwt, VerifiedJwt},
};
pub use error::ClientError;
pub use provider::{
    ClientSecret, ClientSecretError, CodeRedemption, ConfigurationError, Derivation, Exchange,
    Granted, Limits, ProviderError,
};
pub use sign_in::{SignIn, SignInError};
pub use signature::{KeySet, PublicKey};
pub use source::TokenSource;
