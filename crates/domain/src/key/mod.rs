//! Public keys: reading them from PEM and JSON, and choosing those that may have signed a token.
//!
//! A key comes from the configuration or from a person, never from a token or from an address that
//! a token names. What is read here has the form of a key; the mathematics is for the platform's
//! cryptography.

mod check;
mod der;
mod ed25519;
mod error;
mod jwk;
mod keys_error;
mod parse;
mod pem;
mod public_key;
mod set;
mod spki;

pub use check::SignatureCheck;
pub use error::PublicKeyError;
pub use keys_error::KeysError;
pub use parse::{ReadKeys, parse_keys};
pub use public_key::{Curve, KeyMaterial, PublicKey};
pub use set::{Key, KeySet};
