//! The API console: what is drawn and performed around `domain::console`.
//!
//! It is the one thing that is loaded on demand, as a WebAssembly module of its own beside the page's.

pub mod shell;
pub mod view;

pub use shell::Console;
