//! Why something is not a usable public key.

use core::fmt;

use crate::jwt::Algorithm;

/// Why something is not a usable public key. Whoever gave it is to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKeyError {
    /// No PEM block (RFC 7468), or not a whole one.
    NotPem,
    /// More than one PEM block.
    SeveralPem,
    /// Something stands before, between or after the PEM blocks.
    TextAround,
    /// A PEM block of something else.
    OtherPem {
        /// What the block says it is, made safe to show.
        label: String,
    },
    /// A certificate, which has a public key in it.
    Certificate,
    /// An RSA key in the older form of PKCS #1.
    Pkcs1,
    /// What stands in the PEM block is not base64.
    NotBase64,
    /// The bytes are not a `SubjectPublicKeyInfo` (RFC 5280 §4.1.2.7).
    NotSpki,
    /// The key is a private one.
    Private {
        /// The PEM label or the JWK member that tells, made safe to show.
        found: String,
    },
    /// A kind of key for none of the known algorithms.
    OtherKind {
        /// What kind of key it is, made safe to show.
        kind: String,
    },
    /// The point is written in its short form.
    Compressed,
    /// The numbers are not those of a point on the curve.
    NotOnCurve {
        /// Which curve.
        curve: &'static str,
    },
    /// A point to which anybody can make signatures.
    SmallOrder,
    /// An RSA key that is too weak, or too long to be meant.
    RsaSize {
        /// How long the modulus is.
        bits: usize,
    },
    /// The numbers are not those of an RSA key.
    NotRsa,
    /// Not a JSON object.
    NotAnObject,
    /// A member of the JWK is missing, or is not what it must be.
    Member {
        /// Which one.
        member: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// The JWK says that it is for something else than verifying signatures.
    OtherPurpose {
        /// Where it says so.
        member: &'static str,
    },
    /// The JWK is for an algorithm that is not known.
    OtherAlgorithm {
        /// Its name, made safe to show.
        name: String,
    },
    /// The algorithm is not for keys of this kind.
    AlgorithmMismatch {
        /// What kind of key it is.
        kind: &'static str,
        /// What it is said to be for.
        algorithm: Algorithm,
    },
}

impl PublicKeyError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotPem => "public-key-not-pem",
            Self::SeveralPem => "public-key-several-pem",
            Self::TextAround => "public-key-text-around",
            Self::OtherPem { .. } => "public-key-other-pem",
            Self::Certificate => "public-key-certificate",
            Self::Pkcs1 => "public-key-pkcs1",
            Self::NotBase64 => "public-key-not-base64",
            Self::NotSpki => "public-key-not-spki",
            Self::Private { .. } => "public-key-private",
            Self::OtherKind { .. } => "public-key-other-kind",
            Self::Compressed => "public-key-compressed",
            Self::NotOnCurve { .. } => "public-key-not-on-curve",
            Self::SmallOrder => "public-key-small-order",
            Self::RsaSize { .. } => "public-key-rsa-size",
            Self::NotRsa => "public-key-not-rsa",
            Self::NotAnObject => "public-key-not-an-object",
            Self::Member { .. } => "public-key-member",
            Self::OtherPurpose { .. } => "public-key-other-purpose",
            Self::OtherAlgorithm { .. } => "public-key-other-algorithm",
            Self::AlgorithmMismatch { .. } => "public-key-algorithm-mismatch",
        }
    }

    /// What the person or the operator can do.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::NotPem
            | Self::SeveralPem
            | Self::TextAround
            | Self::NotBase64
            | Self::NotSpki
            | Self::NotOnCurve { .. }
            | Self::NotRsa => {
                "Copy the key again from the identity server's documentation, \
                 from `-----BEGIN PUBLIC KEY-----` to `-----END PUBLIC KEY-----`."
            }
            Self::OtherPem { .. } | Self::Private { .. } => {
                "Give the public key alone, as `openssl pkey -pubout -in FILE` prints it."
            }
            Self::Certificate => {
                "Take the key out of it with `openssl x509 -pubkey -noout -in FILE`."
            }
            Self::Pkcs1 => "Convert it with `openssl rsa -RSAPublicKey_in -pubout -in FILE`.",
            Self::Compressed => {
                "Convert it with `openssl ec -pubin -conv_form uncompressed -in FILE`."
            }
            Self::SmallOrder
            | Self::OtherKind { .. }
            | Self::OtherPurpose { .. }
            | Self::OtherAlgorithm { .. } => {
                "Give the key with which the identity server signs its tokens."
            }
            Self::RsaSize { .. } => {
                "Have the identity server sign with a key of at least 2048 bits, and give that."
            }
            Self::NotAnObject | Self::Member { .. } | Self::AlgorithmMismatch { .. } => {
                "Give the key as RFC 7517 and RFC 7518 describe it."
            }
        }
    }

    /// Whether it is a key all right, but one that nothing here can use: in a set of keys it is no
    /// mistake (RFC 7517 §5).
    pub(super) const fn is_unsupported(&self) -> bool {
        matches!(
            self,
            Self::OtherKind { .. }
                | Self::OtherPurpose { .. }
                | Self::OtherAlgorithm { .. }
                | Self::RsaSize { .. }
        )
    }
}

impl fmt::Display for PublicKeyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherPem { label } => {
                write!(formatter, "the public key's PEM block is a `{label}`, not a `PUBLIC KEY`")
            }
            Self::Private { found } => write!(
                formatter,
                "the key is private (`{found}`): it was not used, and should be replaced if others could see it"
            ),
            Self::OtherKind { kind } => write!(
                formatter,
                "the public key is of the kind {kind}, not P-384, P-256, RSA or Ed25519"
            ),
            Self::NotOnCurve { curve } => {
                write!(formatter, "the public key is not a point on the curve {curve}")
            }
            Self::RsaSize { bits } => {
                write!(formatter, "the RSA key has {bits} bits, not 2048 to 8192")
            }
            Self::Member { member, expected } => {
                write!(formatter, "the member `{member}` of the public key is not {expected}")
            }
            Self::OtherPurpose { member } => {
                write!(formatter, "the public key is not for verifying signatures (`{member}`)")
            }
            Self::OtherAlgorithm { name } => write!(
                formatter,
                "the public key is for the algorithm `{name}`, not ES384, ES256, RS256, PS256 or EdDSA"
            ),
            Self::AlgorithmMismatch { kind, algorithm } => {
                write!(
                    formatter,
                    "the public key is of the kind {kind}, which is not for {algorithm}"
                )
            }
            other => formatter.write_str(other.fixed_sentence()),
        }
    }
}

impl PublicKeyError {
    /// The sentences in which nothing varies.
    const fn fixed_sentence(&self) -> &'static str {
        match self {
            Self::NotPem => {
                "the public key does not stand between `-----BEGIN PUBLIC KEY-----` and `-----END PUBLIC KEY-----`"
            }
            Self::SeveralPem => "there is more than one PEM block",
            Self::TextAround => "there is something before or after the public key's PEM block",
            Self::Certificate => "the PEM block is a certificate, not a `PUBLIC KEY`",
            Self::Pkcs1 => {
                "the PEM block is an `RSA PUBLIC KEY` in the form of PKCS #1, not a `PUBLIC KEY`"
            }
            Self::NotBase64 => "the public key's PEM block is not base64",
            Self::NotSpki => "the public key's PEM block holds no public key",
            Self::Compressed => "the public key's point is compressed",
            Self::SmallOrder => {
                "the public key is a point of small order, with which anybody can sign"
            }
            Self::NotRsa => "the numbers of the public key are not those of an RSA key",
            Self::NotAnObject => "the public key is not a JSON object",
            Self::OtherPem { .. }
            | Self::Private { .. }
            | Self::OtherKind { .. }
            | Self::NotOnCurve { .. }
            | Self::RsaSize { .. }
            | Self::Member { .. }
            | Self::OtherPurpose { .. }
            | Self::OtherAlgorithm { .. }
            | Self::AlgorithmMismatch { .. } => "",
        }
    }
}

impl core::error::Error for PublicKeyError {}
