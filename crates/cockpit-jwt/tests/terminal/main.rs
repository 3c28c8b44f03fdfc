//! The commands for people, as they are typed, against the demo's servers: what they print, where, and
//! with which exit code they end. What comes out stands in the snapshots.

mod call;
mod help;
mod inspect;
mod person;
mod secure;
mod stage;
mod token;
mod transcript;
