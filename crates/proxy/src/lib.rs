//! The tiny server that exchanges a code for a JWT, and serves the page.
//!
//! It keeps no state that matters: nothing is lost in a restart, and any number of replicas can
//! stand behind any load balancer. Only how many tokens a person had of late is counted, per replica.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod app;
mod body;
mod clock;
mod config;
mod description;
mod forward;
mod member;
mod observe;
mod organization_grant;
mod origin;
mod page;
mod presented;
mod problem;
mod rate_limit;
mod renewal;
mod request;
mod routes;
mod security_headers;
mod server;
mod suspicion;

pub use app::router;
pub use config::{
    ClientSettings, Config, ConfigError, EXAMPLE, LogFormat, LogSettings, Mistake,
    PageAddressError, Place, ServerAddressError, page_address, server_address,
};
pub use server::serve;
