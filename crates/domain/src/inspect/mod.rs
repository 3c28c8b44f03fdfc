//! Any token, from anywhere: pasted or dropped, taken apart and looked at, without anything leaving
//! the page.
//!
//! [`step`] turns what the person does into a new [`Inspection`] and what the shell is to do.

mod event;
mod paste;
mod said;
mod state;
mod step;
mod torn;

pub use event::{FileFault, InspectEffect, InspectEvent, InspectFocus, KeySource};
pub use paste::{PasteError, token_in};
pub use state::{InspectNotice, Inspection, PastedText};
pub use step::step;
