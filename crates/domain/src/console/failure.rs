//! Why a request brought no answer of the API.

use core::fmt;

use super::Way;
use crate::{Failure, RequestFailure, catalogue::Method};

/// What became of a request that the API has not answered, as far as the browser knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallFailure {
    /// On the straight way: the network, CORS or a policy. Browsers do not say which.
    Stopped,
    /// On the straight way: the API sends the request elsewhere, which a browser neither shows nor is
    /// allowed to follow with the token.
    Redirected,
    /// The answer is larger than is kept.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// What was filled in cannot be sent by a browser, as a header that belongs to itself.
    Unsendable,
    /// On the way through the proxy: why it has no answer.
    Proxy(Failure),
}

impl CallFailure {
    /// The same for an answer of the proxy that is none.
    pub fn of_proxy(failure: RequestFailure) -> Self {
        Self::Proxy(Failure::from(failure))
    }

    /// What the person can do. Whether the API has acted on a request is not known when the answer was
    /// lost.
    pub fn hint(&self, method: Method, way: Way) -> String {
        let doubt = if method.is_dangerous() && !matches!(self, Self::Unsendable) {
            " It is not known whether the API has carried it out: look before you send it again."
        } else {
            ""
        };
        let hint = match (self, way) {
            (Self::Stopped, _) => {
                "Check your connection. Where the API does not allow this method (CORS), send it \
                 through the proxy, or copy it as curl."
            }
            (Self::Redirected, _) => {
                "Send it through the proxy, or copy it as curl, to see where it leads."
            }
            (Self::TooLarge { .. }, _) => "Copy it as curl and send it from your own terminal.",
            (Self::Unsendable, _) => "Leave that header out, or copy the request as curl.",
            (Self::Proxy(failure), _) => {
                return format!("{}{doubt}", crate::sentence(failure.hint()));
            }
        };
        format!("{hint}{doubt}")
    }
}

impl fmt::Display for CallFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stopped => f.write_str("the browser got no answer that it may show"),
            Self::Redirected => f.write_str(
                "the API sends this request elsewhere, where the browser does not take the token",
            ),
            Self::TooLarge { limit } => {
                write!(f, "the answer is larger than {} MB", limit / 1_000_000)
            }
            Self::Unsendable => f.write_str("the browser does not send such a request"),
            Self::Proxy(failure) => failure.fmt(f),
        }
    }
}

impl std::error::Error for CallFailure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_have_changed_something_is_told_to_look_first() {
        let doubt = "not known whether";
        for failure in [
            CallFailure::Stopped,
            CallFailure::TooLarge { limit: 1 },
            CallFailure::of_proxy(RequestFailure::TimedOut),
        ] {
            assert!(failure.hint(Method::Post, Way::Direct).contains(doubt), "{failure}");
            assert!(!failure.hint(Method::Get, Way::Direct).contains(doubt), "{failure}");
        }
        assert!(!CallFailure::Unsendable.hint(Method::Post, Way::Direct).contains(doubt));
    }
}
