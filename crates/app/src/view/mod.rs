//! The page as a function of its state: nothing here has a state of its own or touches the browser.

mod button;
mod checks;
mod claims;
mod dialog;
mod failure;
mod field;
mod grant;
mod holding;
pub mod id;
mod idle;
mod live;
mod mark;
mod notice;
mod page;
mod prose;
#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) mod sample;
mod scope;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod token;
mod verdict;
mod whose;
mod working;

pub use live::Announcement;
pub use page::Page;
