//! Talks to the identity server, within bounds: performs the domain's requests over HTTP, reads the
//! answers, and verifies what they hold. The only crate in which a client secret has a type.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod check;
mod config;
mod error;
mod grant;
mod secret;
mod transport;

pub use config::{ConfigurationError, Exchange, Limits, ProviderConfig};
pub use domain::itsyouonline::Blame;
pub use error::ProviderError;
pub use grant::{CodeRedemption, Derivation, Granted, OrganizationRequest, Provider};
pub use secret::{ClientSecret, ClientSecretError};
