//! Why a text holds no usable keys.

use core::fmt;

use super::PublicKeyError;
use crate::{jwt::PartFault, text::first_few};

/// Why a text that should hold public keys cannot be used. Whoever gave it is to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeysError {
    /// Nothing was given.
    Empty,
    /// More than any set of keys has.
    TooLong {
        /// In bytes.
        longest: usize,
    },
    /// Neither a PEM block nor JSON.
    UnknownForm,
    /// The JSON cannot be read.
    Json(PartFault),
    /// The set holds no key at all.
    NoKeys,
    /// The set holds keys, but none that can be used here.
    NoneUsable {
        /// The keys, each with what keeps it from being used, safe to show.
        skipped: Vec<String>,
    },
    /// One of the keys is wrong.
    Key {
        /// Which one, counted from one; nothing if it is the only one.
        position: Option<usize>,
        /// What is wrong with it.
        error: PublicKeyError,
    },
    /// Two different keys have the same name, so that a token's `kid` does not tell them apart.
    SameKeyId {
        /// The name, made safe to show.
        key_id: String,
    },
}

impl KeysError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "keys-empty",
            Self::TooLong { .. } => "keys-too-long",
            Self::UnknownForm => "keys-unknown-form",
            Self::Json(_) => "keys-not-json",
            Self::NoKeys => "keys-none",
            Self::NoneUsable { .. } => "keys-none-usable",
            Self::Key { error, .. } => error.code(),
            Self::SameKeyId { .. } => "keys-same-key-id",
        }
    }

    /// What the person or the operator can do.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Empty | Self::TooLong { .. } | Self::UnknownForm | Self::NoKeys => {
                "Give the identity server's public keys as PEM, JWK or JWKS."
            }
            Self::Json(_) => "Copy the JSON again, all of it.",
            Self::NoneUsable { .. } => {
                "Give the key with which the identity server signs its tokens."
            }
            Self::Key { error, .. } => error.hint(),
            Self::SameKeyId { .. } => {
                "Leave out the one that the identity server does not sign with, or give each its own `kid`."
            }
        }
    }
}

impl fmt::Display for KeysError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("there is no key"),
            Self::TooLong { longest } => {
                write!(formatter, "the keys are longer than {longest} bytes")
            }
            Self::UnknownForm => formatter.write_str(
                "it holds no public key in PEM form (`-----BEGIN PUBLIC KEY-----`), nor as JWK or JWKS",
            ),
            Self::Json(fault) => write!(formatter, "the JSON of the keys {fault}"),
            Self::NoKeys => formatter.write_str("the set of keys is empty"),
            Self::NoneUsable { skipped } => {
                let skipped = first_few(skipped.clone()).join("; ");
                write!(formatter, "none of the keys can be used: {skipped}")
            }
            Self::Key { position: Some(position), error } => {
                write!(formatter, "key {position}: {error}")
            }
            Self::Key { position: None, error } => error.fmt(formatter),
            Self::SameKeyId { key_id } => {
                write!(formatter, "two different keys have the same name (`kid`), `{key_id}`")
            }
        }
    }
}

impl core::error::Error for KeysError {}
