//! The end-to-end journeys, each in browsers and with servers of its own.

mod accessibility;
mod canary;
mod command_line;
mod console;
mod elsewhere;
mod inspect;
mod keyboard;
mod lacking;
mod own_keys;
mod paper;
mod provider;
mod refusals;
mod renewal;
mod returning;
mod speed;
mod stopped;
mod theft;
mod time;
mod token;
mod transcript;
mod widget;
