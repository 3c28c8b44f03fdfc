//! The sign-in as the page runs it, without a browser.

mod dialog;
mod journeys;
mod properties;
mod renewal;
mod samples;
mod signature;
mod table;
