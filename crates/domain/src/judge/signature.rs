//! What is known about a signature.

use core::fmt;

use crate::jwt::{Algorithm, SignatureError};

/// What is known about a token's signature, as far as one set of keys goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureState {
    /// Nobody has looked, for a reason.
    NotChecked(Unchecked),
    /// It is that of one of the keys.
    Valid,
    /// It is not.
    Invalid(SignatureError),
}

/// Why nobody has looked at a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unchecked {
    /// The check is under way, or waits for the keys.
    Pending,
    /// There are no keys to check it with.
    NoKeys,
    /// The browser gives a page cryptography only over TLS.
    NoCryptography,
    /// This browser does not know the algorithm.
    NotSupported(Algorithm),
}

impl SignatureState {
    /// The check is under way, or waits for the keys.
    pub const PENDING: Self = Self::NotChecked(Unchecked::Pending);
}

impl From<Result<(), SignatureError>> for SignatureState {
    fn from(result: Result<(), SignatureError>) -> Self {
        match result {
            Ok(()) => Self::Valid,
            Err(error) => Self::Invalid(error),
        }
    }
}

/// Why, as a whole sentence without its full stop.
impl fmt::Display for Unchecked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pending => formatter.write_str("the signature is not checked yet"),
            Self::NoKeys => formatter.write_str("no key is known here to check the signature with"),
            Self::NoCryptography => formatter.write_str(
                "the signature cannot be checked here: browsers verify only on pages loaded over https",
            ),
            Self::NotSupported(algorithm) => write!(
                formatter,
                "the signature cannot be checked here: this browser does not know {algorithm}"
            ),
        }
    }
}
