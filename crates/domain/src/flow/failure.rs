//! What can go wrong on the page, whose doing it is and how to go on.

use core::fmt;

use crate::{
    RedirectUri, RedirectUriError, api::Problem, flow::RequestFailure,
    itsyouonline::authorize::CallbackError, jwt::JwtError, text::quoted,
};

/// Why there is no token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The address bears a code whose sign-in this tab did not begin, or whose code it used up.
    UnknownCallback,
    /// The address bears callback parameters that no honest server sends.
    CallbackMalformed(CallbackError),
    /// The identity server sent the person back without a code.
    SignInRefused {
        /// The `error` parameter (RFC 6749 §4.1.2.1), made safe to show.
        error: String,
    },
    /// The browser keeps nothing for this page.
    StorageUnavailable,
    /// The browser gives this page no cryptographic random numbers.
    CryptoUnavailable,
    /// The page's settings have not come.
    SettingsMissing,
    /// The settings lead to no identity server.
    SettingsUnusable {
        /// What is wrong with them.
        reason: String,
    },
    /// The page's own address cannot be a redirect URI.
    AddressUnusable(RedirectUriError),
    /// The page's own address is not on the proxy's list.
    AddressNotAllowed(RedirectUri),
    /// The proxy's list has no callback page for a sign-in in a window.
    CallbackPageMissing,
    /// The code reached the proxy more than ten seconds after it was made.
    CodeTooOld {
        /// Seconds since the browser set out for the page: the code is at most that old.
        seconds: u64,
    },
    /// The proxy does not answer.
    ProxyUnreachable,
    /// The proxy does not answer in time.
    ProxyTimedOut,
    /// What answered is not the proxy.
    AnswerUnreadable,
    /// The proxy answered with something else than a token.
    TokenUnreadable(JwtError),
    /// The proxy says why.
    Refused(Box<Problem>),
}

/// How the person can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOn {
    /// Try again, with what was filled in.
    TryAgain,
    /// Only somebody else can help: the operator, the owner of the organization, or the browser's
    /// settings.
    StartOver,
}

impl Failure {
    /// How long the identity server accepts a code, in seconds.
    pub const CODE_LIFETIME_SECONDS: u64 = 10;

    /// The proxy's codes for what nobody but its operator can mend.
    pub const FOR_THE_OPERATOR: [&str; 3] =
        ["origin-not-allowed", "redirect-uri-not-allowed", "organization-tokens-off"];

    /// The proxy's codes for what the identity server never does with the token at hand, but a new
    /// sign-in helps.
    pub const FOR_A_NEW_SIGN_IN: [&str; 2] = ["not-refreshable", "not-derivable"];

    /// The proxy's code for an exchange that the identity server refused without a reason.
    pub const CODE_REFUSED: &str = "code-refused";

    /// The failure behind a request that was sent `age` seconds after the code came.
    pub(super) fn of_request(failure: RequestFailure, age: u64) -> Self {
        match failure {
            RequestFailure::Unreachable => Self::ProxyUnreachable,
            RequestFailure::TimedOut => Self::ProxyTimedOut,
            RequestFailure::Unreadable => Self::AnswerUnreadable,
            RequestFailure::Problem(problem)
                if problem.code == Self::CODE_REFUSED && age >= Self::CODE_LIFETIME_SECONDS =>
            {
                Self::CodeTooOld { seconds: age }
            }
            RequestFailure::Problem(problem) => Self::Refused(problem),
        }
    }

    /// A stable name for programs, kebab-case.
    pub fn code(&self) -> &str {
        match self {
            Self::UnknownCallback => "unknown-callback",
            Self::CallbackMalformed(_) => "callback-malformed",
            Self::SignInRefused { .. } => "sign-in-refused",
            Self::StorageUnavailable => "storage-unavailable",
            Self::CryptoUnavailable => "crypto-unavailable",
            Self::SettingsMissing => "settings-missing",
            Self::SettingsUnusable { .. } => "settings-unusable",
            Self::AddressUnusable(_) => "address-unusable",
            Self::AddressNotAllowed(_) => "address-not-allowed",
            Self::CallbackPageMissing => "callback-page-missing",
            Self::CodeTooOld { .. } => "code-too-old",
            Self::ProxyUnreachable => "proxy-unreachable",
            Self::ProxyTimedOut => "proxy-timed-out",
            Self::AnswerUnreadable => "answer-unreadable",
            Self::TokenUnreadable(_) => "token-unreadable",
            Self::Refused(problem) => &problem.code,
        }
    }

    /// What the person can do.
    pub fn hint(&self) -> &str {
        match self {
            Self::UnknownCallback => {
                "A sign-in counts once, in the tab where it was begun. Generate a token here."
            }
            Self::CallbackMalformed(_) => {
                "Do not use the link that led here. Generate a token on this page."
            }
            Self::SignInRefused { .. } => "Try again, or sign in as somebody else.",
            Self::StorageUnavailable => {
                "Allow this site to store data, or leave the private window, and try again."
            }
            Self::CryptoUnavailable => "Open this page over https with a current browser.",
            Self::SettingsMissing => "Check your connection, and try again.",
            Self::SettingsUnusable { .. } => "Tell whoever runs this service.",
            Self::AddressUnusable(_) => "Open this page at the address that you were given for it.",
            Self::AddressNotAllowed(_) => {
                "Whoever runs this service can add this address to the redirect URIs of the proxy \
                 and of the API access key at the identity server."
            }
            Self::CallbackPageMissing => {
                "Whoever runs this service can add the address of `callback.html` to the redirect \
                 URIs of the proxy and of the API access key at the identity server."
            }
            Self::CodeTooOld { .. } => "Try again: it is usually faster the second time.",
            Self::ProxyUnreachable => {
                "Check your connection, and try again. If it stays so, tell whoever runs this service."
            }
            Self::ProxyTimedOut | Self::TokenUnreadable(_) => {
                "Try again in a moment. If it stays so, tell whoever runs this service."
            }
            Self::AnswerUnreadable => {
                "A network that wants you to log in first does that: open any other page to see. \
                 Otherwise tell whoever runs this service."
            }
            Self::Refused(problem) => &problem.hint,
        }
    }

    /// Whether only a new sign-in helps.
    pub(super) fn needs_sign_in(&self) -> bool {
        Self::FOR_A_NEW_SIGN_IN.contains(&self.code())
    }

    /// How to go on.
    pub fn way_on(&self) -> WayOn {
        match self {
            Self::Refused(problem) if Self::FOR_THE_OPERATOR.contains(&problem.code.as_str()) => {
                WayOn::StartOver
            }
            Self::CryptoUnavailable
            | Self::SettingsUnusable { .. }
            | Self::AddressUnusable(_)
            | Self::AddressNotAllowed(_)
            | Self::CallbackPageMissing => WayOn::StartOver,
            Self::UnknownCallback
            | Self::CallbackMalformed(_)
            | Self::SignInRefused { .. }
            | Self::StorageUnavailable
            | Self::SettingsMissing
            | Self::CodeTooOld { .. }
            | Self::ProxyUnreachable
            | Self::ProxyTimedOut
            | Self::AnswerUnreadable
            | Self::TokenUnreadable(_)
            | Self::Refused(_) => WayOn::TryAgain,
        }
    }
}

/// For a request that does not redeem a code.
impl From<RequestFailure> for Failure {
    fn from(failure: RequestFailure) -> Self {
        Self::of_request(failure, 0)
    }
}

const NOT_REMEMBERED: &str = "the browser does not let this page remember the sign-in";
const NO_CALLBACK_PAGE: &str =
    "the proxy knows no page to which a sign-in in a window can come back";

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownCallback => {
                f.write_str("this sign-in was begun in another tab, or has been used already")
            }
            Self::CallbackMalformed(error) => {
                write!(f, "the address is not a genuine return from a sign-in: {error}")
            }
            Self::SignInRefused { error } => {
                write!(f, "the identity server ended the sign-in with `{}`", quoted(error))
            }
            Self::StorageUnavailable => f.write_str(NOT_REMEMBERED),
            Self::CryptoUnavailable => f.write_str("the browser offers no secure random numbers"),
            Self::SettingsMissing => f.write_str("the page's settings could not be loaded"),
            Self::SettingsUnusable { reason } => {
                write!(f, "the settings name no identity server: {reason}")
            }
            Self::AddressUnusable(error) => {
                write!(f, "no sign-in can come back to this page: {error}")
            }
            Self::AddressNotAllowed(address) => {
                write!(f, "the proxy does not accept sign-ins that come back to `{address}`")
            }
            Self::CallbackPageMissing => f.write_str(NO_CALLBACK_PAGE),
            Self::CodeTooOld { seconds } => {
                let life = Self::CODE_LIFETIME_SECONDS;
                write!(f, "coming back took up to {seconds} seconds, and a code lives {life}")
            }
            Self::ProxyUnreachable => f.write_str("the proxy cannot be reached"),
            Self::ProxyTimedOut => f.write_str("the proxy does not answer in time"),
            Self::AnswerUnreadable => {
                f.write_str("the answer did not come from the proxy, or could not be read")
            }
            Self::TokenUnreadable(error) => {
                write!(f, "the proxy's answer holds no readable token: {error}")
            }
            Self::Refused(problem) => f.write_str(&problem.detail),
        }
    }
}

impl core::error::Error for Failure {}
