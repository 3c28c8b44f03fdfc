//! Native verification of a token's signature with pinned keys, and signing for those who issue
//! tokens.
//!
//! What a key is and how it is read stands in [`domain::key`]; here is the mathematics. A
//! [`PublicKey`] is for one algorithm, whatever a token's header says, and comes from the
//! configuration, never from a token or from an address that a token names. The crate has no I/O.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod pinned;
mod private_key;
mod public_key;
mod signing_key;

pub use domain::key::PublicKeyError;
pub use pinned::{Pinned, SignatureBytes};
pub use public_key::PublicKey;
pub use signing_key::{SigningError, SigningKey};

/// Keys that verify.
pub type KeySet = domain::key::KeySet<PublicKey>;
