//! The signature algorithms that a key can be for.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::text::quoted;

/// An asymmetric signature algorithm (RFC 7518 §3.1, RFC 8037 §3.1). `none` and the HMAC algorithms
/// have no place here, so no key can ever be for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// ECDSA on P-384 with SHA-384.
    #[serde(rename = "ES384")]
    Es384,
    /// ECDSA on P-256 with SHA-256.
    #[serde(rename = "ES256")]
    Es256,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    #[serde(rename = "RS256")]
    Rs256,
    /// RSASSA-PSS with SHA-256.
    #[serde(rename = "PS256")]
    Ps256,
    /// Edwards-curve signatures, with Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Es384, Self::Es256, Self::Rs256, Self::Ps256, Self::EdDsa];

    /// Reads the value of an `alg` member.
    ///
    /// # Errors
    /// When it names none of these algorithms.
    pub fn parse(name: &str) -> Result<Self, UnknownAlgorithm> {
        Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
            .ok_or_else(|| UnknownAlgorithm { name: quoted(name) })
    }

    /// The value of the `alg` member.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Es384 => "ES384",
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::EdDsa => "EdDSA",
        }
    }

    /// How many bytes a signature has, where the algorithm alone decides that: for ECDSA two
    /// numbers of the curve's size (RFC 7518 §3.4).
    pub const fn signature_length(self) -> Option<usize> {
        match self {
            Self::Es384 => Some(96),
            Self::Es256 | Self::EdDsa => Some(64),
            Self::Rs256 | Self::Ps256 => None,
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The text names no algorithm that a key can be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownAlgorithm {
    /// What it names, made safe to show.
    pub name: String,
}

impl fmt::Display for UnknownAlgorithm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        write!(formatter, "the algorithm `{name}` is none of ES384, ES256, RS256, PS256, EdDSA")
    }
}

impl core::error::Error for UnknownAlgorithm {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_exactly() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::parse(algorithm.name()), Ok(algorithm));
            let json = serde_json::to_string(&algorithm).unwrap();
            assert_eq!(json, format!("\"{algorithm}\""));
            assert_eq!(serde_json::from_str::<Algorithm>(&json).unwrap(), algorithm);
        }
        for name in ["none", "None", "nOnE", "HS256", "HS384", "es384", "ES384 ", "ES512", ""] {
            assert_eq!(
                Algorithm::parse(name).unwrap_err().to_string(),
                format!("the algorithm `{name}` is none of ES384, ES256, RS256, PS256, EdDSA")
            );
        }
    }
}
