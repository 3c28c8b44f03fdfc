//! Why something is not a usable public key.

use core::fmt;

/// Why something is not a usable public key. Whoever configured it is to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKeyError {
    /// Not one PEM block (RFC 7468).
    NotPem,
    /// A PEM block of something else.
    OtherPem {
        /// What the block says it is, made safe to show.
        label: String,
    },
    /// More than one PEM block.
    SeveralPem,
    /// What stands in the PEM block is not base64.
    NotBase64,
    /// The bytes are not a `SubjectPublicKeyInfo` (RFC 5280 §4.1.2.7).
    NotSpki,
    /// A key for an algorithm that is not supported.
    OtherKind {
        /// What kind of key it is.
        kind: &'static str,
    },
    /// The point is written in its short form.
    Compressed,
    /// The numbers are not those of a point on the curve.
    NotOnCurve,
    /// A member of the JWK is missing, or is not what it must be.
    Member {
        /// Which one.
        member: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// The JWK holds a private key.
    Private,
}

impl PublicKeyError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotPem => "public-key-not-pem",
            Self::OtherPem { .. } => "public-key-other-pem",
            Self::SeveralPem => "public-key-several-pem",
            Self::NotBase64 => "public-key-not-base64",
            Self::NotSpki => "public-key-not-spki",
            Self::OtherKind { .. } => "public-key-other-kind",
            Self::Compressed => "public-key-compressed",
            Self::NotOnCurve => "public-key-not-on-curve",
            Self::Member { .. } => "public-key-member",
            Self::Private => "public-key-private",
        }
    }

    /// What the operator can do.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::NotPem
            | Self::NotBase64
            | Self::NotSpki
            | Self::NotOnCurve
            | Self::SeveralPem => {
                "Copy the key again from the identity server's documentation, \
                 from `-----BEGIN PUBLIC KEY-----` to `-----END PUBLIC KEY-----`."
            }
            Self::OtherPem { .. } => "Give the public key alone, as `openssl … -pubout` prints it.",
            Self::OtherKind { .. } => {
                "Give the P-384 key with which the identity server signs its tokens."
            }
            Self::Compressed => {
                "Convert it with `openssl ec -pubin -conv_form uncompressed -in KEY`."
            }
            Self::Member { .. } => "Give the key as RFC 7517 and RFC 7518 describe it.",
            Self::Private => "Remove it, and have it replaced if others could read it here.",
        }
    }
}

impl fmt::Display for PublicKeyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPem => formatter.write_str(
                "the public key does not stand between `-----BEGIN PUBLIC KEY-----` and `-----END PUBLIC KEY-----`",
            ),
            Self::OtherPem { label } => {
                write!(formatter, "the public key's PEM block is a `{label}`, not a `PUBLIC KEY`")
            }
            Self::SeveralPem => {
                formatter.write_str("there is something before or after the public key's PEM block")
            }
            Self::NotBase64 => formatter.write_str("the public key's PEM block is not base64"),
            Self::NotSpki => formatter.write_str("the public key's PEM block holds no public key"),
            Self::OtherKind { kind } => {
                write!(formatter, "the public key is of the kind {kind}, not P-384")
            }
            Self::Compressed => formatter.write_str("the public key's point is compressed"),
            Self::NotOnCurve => formatter.write_str("the public key is not a point on the curve P-384"),
            Self::Member { member, expected } => {
                write!(formatter, "the member `{member}` of the public key is not {expected}")
            }
            Self::Private => formatter.write_str("the public key comes with its private half, `d`"),
        }
    }
}

impl core::error::Error for PublicKeyError {}
