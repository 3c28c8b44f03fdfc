//! Performs what the console asks for, and reports what happened.

mod class;
mod download;
mod fetch;
mod focus;
mod live;
mod performing;
mod probe;
mod session;

pub use class::Console;

/// How long an answer of the API may be, in bytes.
const LONGEST_ANSWER: usize = 32_000_000;
