//! The end-to-end journeys, each in browsers and with servers of its own.

mod accessibility;
mod canary;
mod elsewhere;
mod inspect;
mod keyboard;
mod lacking;
mod provider;
mod refusals;
mod returning;
mod theft;
mod token;
