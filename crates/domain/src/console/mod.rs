//! The API console as a state machine: `step(console, event, env) -> (console, effects)`.
//!
//! It knows an API's operations, lets a person fill one in, sends it with the token that is held, and
//! keeps what was sent and answered while the page is open, in memory only. The token itself is never
//! part of its state.

mod answer;
mod draft;
mod effect;
mod event;
mod failure;
mod file_name;
mod history;
mod route;
mod shortened;
mod state;
mod step;

pub use answer::{Answer, Content};
pub use draft::{Draft, Mistake, Place};
pub use effect::{ConsoleEffect, ConsoleFocus};
pub use event::{ConsoleEvent, Edit};
pub use failure::CallFailure;
pub use history::{Entry, EntryNumber, History, Outcome};
pub use route::{Reach, Route, Way};
pub use shortened::shortened;
pub use state::{Console, ConsoleNotice, Exchange, Explanation, Listing, Sending};
pub use step::{ConsoleEnv, step};
