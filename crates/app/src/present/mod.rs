//! Turns values into words for people. Pure: the time and its zone come in as values.

mod claim;
mod foreign;
mod grant;
mod time;

pub use claim::{Meaning, meaning};
pub use foreign::{sentence, shown};
pub use grant::{Comparison, Difference, compare};
pub use time::Moment;
