//! The page as a function of its state: nothing here has a state of its own or touches the browser.
//!
//! What may be missing is drawn as an empty node, not left out (`unwrap_or_default`): unkeyed
//! siblings are matched by their number, and an element that is matched with another loses the focus.

mod button;
mod card;
mod checks;
mod choice;
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
mod line;
mod mark;
mod narrow;
mod notice;
mod page;
mod places;
mod popup;
mod prose;
mod renewal;
mod report;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod sample;
mod scope;
mod table;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
mod timeline;
mod token;
mod try_it;
mod verdict;
mod whose;
mod working;

pub use failure::settings_missing;
pub use page::{Callbacks, Frame, Judge, Page, Place, Waiting};
pub use try_it::TryIt;
pub use verdict::{explanation, headline};
