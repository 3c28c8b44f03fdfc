//! Native verification of a token's signature with pinned keys, and signing for those who issue
//! tokens.
//!
//! A [`PublicKey`] is for one algorithm, whatever a token's header says, and comes from the
//! configuration, never from a token or from an address that a token names. The crate has no I/O.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod error;
mod es384;
mod jwk;
mod key_set;
mod public_key;
mod signing_key;
mod spki;

pub use error::PublicKeyError;
pub use es384::{Es384, Es384Signature};
pub use key_set::KeySet;
pub use public_key::PublicKey;
pub use signing_key::{SigningError, SigningKey};
