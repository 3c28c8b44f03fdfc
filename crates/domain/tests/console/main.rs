//! The console as its users see it: what they do, what is done for them, and what they are told.

mod bench;
mod call;
mod fill;
mod keep;
mod open;
