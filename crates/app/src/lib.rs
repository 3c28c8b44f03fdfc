//! The page: asks for a token, goes through the sign-in, and shows what came of it.
//!
//! `domain::Flow` decides everything. [`view`] draws a state, as pure functions of it; `domain::explain`
//! turns values into words; [`shell`] is the only part that touches the browser. [`console`] is the
//! same again for the API console, which is loaded on demand.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod console;
pub mod shell;
pub mod view;
