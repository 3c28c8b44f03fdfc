//! Turns what a token says into words for people. The time and its zone come in as values.

mod claim;
mod grant;
mod time;
mod words;

pub use claim::{Meaning, header_meaning, is_known, meaning};
pub use grant::{Compared, Comparison, Standing, compare};
pub use time::{Moment, duration};
