//! Reading a JSON Web Token before and after trust.
//!
//! Trust is a type: text becomes a [`CompactJwt`], is taken apart as an [`UntrustedJwt`], whose
//! contents can only be peeked at, and becomes a [`VerifiedJwt`] by a key alone. Whether an API
//! would accept the token is another question, answered by [`judge`](crate::judge).

mod algorithm;
mod claims;
mod compact;
mod error;
mod handed_out;
mod indented;
pub(crate) mod json;
mod signature;
mod untrusted;

pub use algorithm::{Algorithm, UnknownAlgorithm};
pub use claims::{Claims, TokenKind};
pub use compact::CompactJwt;
pub use error::{JwtError, Part, PartFault};
pub use handed_out::{HandedOut, HandedOutOtherwise};
pub use signature::{SignatureError, VerifiedJwt, VerifySignature};
pub use untrusted::UntrustedJwt;
