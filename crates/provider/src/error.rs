//! Everything that can go wrong with the identity server.

use std::{error::Error, fmt, io};

use domain::{
    itsyouonline::{AnswerError, Blame},
    jwt::SignatureError,
};

/// Why there is no token. Neither a body nor a credential ever stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderError {
    /// No connection.
    Unreachable {
        /// Why, as the system puts it.
        reason: String,
    },
    /// Whoever answers has no certificate that is trusted.
    CertificateRefused,
    /// No complete answer in time.
    Timeout,
    /// The connection ended in the middle of an answer.
    CutOff,
    /// The answer gives no token.
    Answer(AnswerError),
    /// The token is not signed with one of the pinned keys.
    Signature(SignatureError),
    /// The token was made by somebody else.
    IssuerMismatch {
        /// Who should have made it.
        expected: String,
        /// What the token says, made safe to show.
        found: String,
    },
    /// The token was handed out to another client.
    ForeignClient {
        /// Our client.
        expected: String,
        /// What the token says, made safe to show.
        found: String,
    },
    /// The token is about somebody else.
    ForeignPerson {
        /// Whom it should be about, made safe to show.
        expected: String,
        /// Whom it is about, made safe to show.
        found: String,
    },
    /// The client's own token is not that of the organization asked for.
    OtherOrganization {
        /// The organization.
        expected: String,
        /// Whose token it is, made safe to show.
        found: String,
    },
    /// The token has expired already, or does not say when it will.
    Expired,
    /// The token's time has not come.
    NotYetValid,
    /// The token is for others than the one that it renews.
    ForeignAudience {
        /// Whom the old one was for, made safe to show.
        expected: String,
        /// Whom the new one is for, made safe to show.
        found: String,
    },
    /// The first token carries no refresh token.
    NoRefreshToken,
    /// The first token does not have what the narrower one is to have.
    NotHeld {
        /// What that is, made safe to show.
        scope: String,
    },
    /// The token can do more than was asked.
    NotNarrowed {
        /// Which token, in words.
        token: &'static str,
        /// What it grants, made safe to show.
        found: String,
    },
}

impl ProviderError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "provider-unreachable",
            Self::CertificateRefused => "provider-certificate-refused",
            Self::Timeout => "provider-timeout",
            Self::CutOff => "provider-cut-off",
            Self::Answer(error) => error.code(),
            Self::Signature(_) => "token-signature",
            Self::IssuerMismatch { .. } => "token-issuer-mismatch",
            Self::ForeignClient { .. } => "token-foreign-client",
            Self::ForeignPerson { .. } => "token-foreign-person",
            Self::OtherOrganization { .. } => "token-other-organization",
            Self::Expired => "token-expired",
            Self::NotYetValid => "token-not-yet-valid",
            Self::ForeignAudience { .. } => "token-foreign-audience",
            Self::NoRefreshToken => AnswerError::NotRefreshable.code(),
            Self::NotHeld { .. } => "scope-not-held",
            Self::NotNarrowed { .. } => "token-not-narrowed",
        }
    }

    /// Whose fault it is.
    pub fn blame(&self) -> Blame {
        match self {
            Self::Answer(error) => error.blame(),
            Self::NoRefreshToken | Self::NotHeld { .. } => Blame::Person,
            Self::CertificateRefused
            | Self::Signature(_)
            | Self::IssuerMismatch { .. }
            | Self::OtherOrganization { .. } => Blame::Configuration,
            Self::Unreachable { .. }
            | Self::Timeout
            | Self::CutOff
            | Self::ForeignClient { .. }
            | Self::ForeignPerson { .. }
            | Self::ForeignAudience { .. }
            | Self::Expired
            | Self::NotYetValid
            | Self::NotNarrowed { .. } => Blame::Provider,
        }
    }

    /// What can be done about it.
    pub fn hint(&self) -> String {
        let hint = match self {
            Self::Answer(error) => return error.hint(),
            Self::NoRefreshToken => return AnswerError::NotRefreshable.hint(),
            Self::NotHeld { .. } => {
                "Ask only for scopes that this token has, or sign in anew and ask for the others."
            }
            Self::Unreachable { .. } | Self::Timeout | Self::CutOff => {
                "Try again in a minute. If it stays so, whoever runs this service should see \
                 whether the identity server can be reached from it."
            }
            Self::CertificateRefused => {
                "Whoever runs this service should check the base URL and, if the identity server's \
                 certificate comes from an authority of their own, configure that authority's file."
            }
            Self::Signature(_) | Self::IssuerMismatch { .. } => {
                "Whoever runs this service should compare the configured key and issuer with the \
                 identity server's. Until then, trust no token from it."
            }
            Self::OtherOrganization { .. } => {
                "The client's own token is that of the organization whose API key it has. Whoever \
                 runs this service should configure that organization, or switch these tokens off."
            }
            Self::Expired | Self::NotYetValid => {
                "Try again. If it stays so, whoever runs this service should check its clock."
            }
            Self::ForeignClient { .. }
            | Self::ForeignPerson { .. }
            | Self::ForeignAudience { .. }
            | Self::NotNarrowed { .. } => {
                "The token was thrown away. Tell whoever runs this service: the identity server, \
                 or something in front of it, hands out wrong tokens."
            }
        };
        hint.to_owned()
    }

    /// What kept a request from its answer; for requests to other servers, too.
    pub fn from_transport(error: &reqwest::Error) -> Self {
        if is_certificate_error(error) {
            Self::CertificateRefused
        } else if error.is_connect() {
            Self::Unreachable { reason: reason(error) }
        } else if error.is_timeout() {
            Self::Timeout
        } else {
            Self::CutOff
        }
    }
}

/// What caused the error, to the last.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |error| cause(*error))
}

/// An [`io::Error`] names what it wraps by `get_ref` alone; its `source` is already the next but one.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|inner| inner as &'a (dyn Error + 'static)),
        None => error.source(),
    }
}

fn is_certificate_error(error: &reqwest::Error) -> bool {
    causes(error)
        .filter_map(|cause| cause.downcast_ref())
        .any(|cause| matches!(cause, rustls::Error::InvalidCertificate(_)))
}

/// Only kinds of error, since a message could hold anything.
fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "timed out".to_owned();
    }
    if error.is_dns() {
        return "its name is not known".to_owned();
    }
    if causes(error).any(<dyn Error>::is::<rustls::Error>) {
        return "no secure connection (TLS) comes about".to_owned();
    }
    let last = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>()).last();
    last.map_or_else(|| "no connection".to_owned(), |error| error.kind().to_string())
}

impl From<AnswerError> for ProviderError {
    fn from(error: AnswerError) -> Self {
        Self::Answer(error)
    }
}

impl fmt::Display for ProviderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable { reason } => {
                write!(formatter, "the identity server cannot be reached: {reason}")
            }
            Self::CertificateRefused => {
                formatter.write_str("the identity server's certificate is not trusted")
            }
            Self::Timeout => formatter.write_str("the identity server did not answer in time"),
            Self::CutOff => {
                formatter.write_str("the identity server broke off in the middle of its answer")
            }
            Self::Answer(error) => error.fmt(formatter),
            Self::Signature(error) => {
                write!(formatter, "the identity server's token cannot be trusted: {error}")
            }
            Self::IssuerMismatch { expected, found } => {
                write!(formatter, "the token was issued by `{found}` instead of `{expected}`")
            }
            Self::ForeignClient { expected, found } => {
                let client = format!("the client `{found}` instead of `{expected}`");
                write!(formatter, "the token was issued to {client}")
            }
            Self::ForeignPerson { expected, found }
            | Self::OtherOrganization { expected, found } => {
                write!(formatter, "the token is that of {found} instead of {expected}")
            }
            Self::Expired => formatter.write_str("the token has expired already"),
            Self::NotYetValid => formatter.write_str("the token is not valid yet"),
            Self::ForeignAudience { expected, found } => {
                write!(formatter, "the renewed token is for {found} instead of {expected}")
            }
            Self::NoRefreshToken => formatter.write_str("the token carries no refresh token"),
            Self::NotHeld { scope } => write!(formatter, "the token lacks the scope `{scope}`"),
            Self::NotNarrowed { token, found } => {
                write!(formatter, "{token} was not narrowed as asked, but grants {found}")
            }
        }
    }
}

impl Error for ProviderError {}
