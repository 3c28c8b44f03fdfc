//! The part that touches the browser: it performs the flow's effects and reports what happened.

pub mod address;
pub mod clipboard;
pub mod clock;
mod console;
pub mod crypto;
mod effects;
pub mod files;
pub mod focus;
pub(crate) mod host;
mod life;
pub mod listener;
pub mod live;
pub(crate) mod mailbox;
mod object;
mod opened;
pub mod place;
mod popup;
pub mod print;
pub mod proxy;
pub mod random;
mod settings;
pub(crate) mod stage;
pub mod storage;
pub mod surface;
mod timer;
pub mod timing;
mod told;
mod widget;

use web_sys::{Document, Window};

pub use opened::{Opened, open_page};
pub use widget::Widget;

#[expect(clippy::disallowed_methods, reason = "this is the shell, and the only place that asks")]
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

pub(crate) fn document() -> Option<Document> {
    window()?.document()
}
