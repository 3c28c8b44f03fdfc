//! The provider against an identity server on loopback that answers whatever a test wants.

mod configuration;
mod exchange;
mod failures;
mod fixture;
mod from_tokens;
mod observed;
mod organization;
mod secrets;
mod server;
mod tls;
mod wire;
