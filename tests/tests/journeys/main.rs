//! The end-to-end journeys, each in browsers and with servers of its own.

mod token;
