//! The demo's servers, in process, one module per address.

mod access_token;
mod authorize;
mod cockpit;
mod faults;
mod handles;
mod jwt;
mod login;
mod organization;
mod portal;
mod refresh;
mod replay;
mod support;
