//! The page as a function of its state: nothing here has a state of its own or touches the browser.
//!
//! What may be missing is drawn as an empty node, not left out (`unwrap_or_default`): unkeyed
//! siblings are matched by their number, and an element that is matched with another loses the focus.

pub(crate) mod button;
mod card;
mod checks;
pub(crate) mod choice;
mod claims;
mod countdown;
mod dialog;
mod entry;
mod failure;
mod field;
mod findings;
mod grant;
mod holding;
pub mod id;
mod idle;
mod inspect;
mod lens;
pub(crate) mod line;
pub(crate) mod mark;
mod narrow;
mod notice;
mod page;
mod places;
mod popup;
pub(crate) mod prose;
mod renewal;
mod report;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod sample;
mod scope;
pub(crate) mod table;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
mod timeline;
pub(crate) mod token;
mod try_it;
mod verdict;
mod whose;
mod working;

pub use failure::settings_missing;
pub use page::{Callbacks, Frame, Judge, Page, Place, Waiting};
pub use try_it::TryIt;
pub use verdict::{explanation, headline};
