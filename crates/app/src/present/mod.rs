//! Turns values into words for people. Pure: the time and its zone come in as values.

mod claim;
mod grant;
mod time;

pub use claim::{Meaning, is_known, meaning};
pub use grant::{Comparison, Difference, compare};
pub use time::{Moment, duration};
