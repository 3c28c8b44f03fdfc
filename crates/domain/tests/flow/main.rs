//! The sign-in as the page runs it, without a browser.

mod dialog;
mod embedded;
mod journeys;
mod properties;
mod publication;
mod renewal;
mod samples;
mod signature;
mod table;
