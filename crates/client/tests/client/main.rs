//! The client against the demo's identity server, which counts the requests that arrive.

mod fixture;
mod person;
mod requests;
mod source;
