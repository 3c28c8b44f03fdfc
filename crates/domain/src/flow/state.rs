//! The states of the sign-in.

use crate::{
    OnBehalfOf, Transaction, UnixTime, Wish,
    api::{Grant, PageConfig, TokenResponse},
    flow::{CopyFormat, Failure, Form, FormErrors},
    judge::{SignatureState, Signatures},
    jwt::{JwtError, UntrustedJwt},
};

/// Where the sign-in stands. A held token is taken along as `behind` while another is asked for, so
/// that closing the dialog or a failure loses nothing.
#[derive(Debug, Clone)]
pub enum Flow {
    /// Nothing is under way.
    Idle {
        /// What the person should know.
        notice: Option<Notice>,
        /// What was filled in before, if anything.
        form: Option<Form>,
    },
    /// The dialog is open.
    Asking {
        /// What is filled in.
        form: Form,
        /// What is wrong with it.
        errors: FormErrors,
        /// The token on the page.
        behind: Option<HeldToken>,
    },
    /// The person is on the way to the identity server.
    Redirecting {
        /// What is remembered.
        transaction: Transaction,
        /// Where the browser is sent.
        address: String,
        /// The token on the page, for as long as the page is there.
        behind: Option<HeldToken>,
    },
    /// The person signs in in a window of its own.
    InPopup {
        /// The sign-in that is under way. It is kept nowhere else.
        transaction: Transaction,
        /// Where the window is sent.
        address: String,
        /// What is known of the window.
        popup: Popup,
        /// The token on the page.
        behind: Option<HeldToken>,
    },
    /// The proxy was asked to redeem the code.
    Exchanging {
        /// The transaction that the code belongs to, used up by this.
        transaction: Transaction,
        /// When the browser set out with the code.
        arrived_at: UnixTime,
        /// When the proxy was asked.
        sent_at: UnixTime,
        /// The token on the page, where the page has not been left.
        behind: Option<HeldToken>,
    },
    /// The proxy was asked for the organization's token.
    Minting {
        /// What was asked for.
        wish: Wish,
        /// The person's token on the page.
        behind: Option<HeldToken>,
    },
    /// The dialog for a narrower copy of the token is open.
    Narrowing {
        /// What is filled in.
        form: Form,
        /// What is wrong with it.
        errors: FormErrors,
        /// The token on the page.
        token: HeldToken,
    },
    /// The proxy was asked for a narrower copy.
    Deriving {
        /// What was asked for.
        wish: Wish,
        /// The token on the page.
        token: HeldToken,
    },
    /// The proxy was asked to renew the token.
    Renewing {
        /// The token on the page.
        token: HeldToken,
    },
    /// There is a token.
    Holding {
        /// It.
        token: HeldToken,
        /// What the person should know.
        notice: Option<Notice>,
    },
    /// There is none, for a reason.
    Failed {
        /// The reason.
        failure: Failure,
        /// What was filled in, to ask again.
        form: Option<Form>,
        /// The token on the page.
        behind: Option<HeldToken>,
        /// What is tried again at the person's wish.
        retry: Retry,
    },
}

/// What is known of the window in which the person signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Popup {
    /// It is open.
    Open,
    /// The browser has not let it open.
    Blocked,
    /// It was closed, or an opener policy (COOP) hides it from this page.
    Gone,
}

/// What failed, to try it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Asking for a token: its dialog opens.
    Ask,
    /// Narrowing the token: that dialog opens.
    Narrow,
    /// Renewing the token: the proxy is asked at once.
    Renew,
}

impl Flow {
    /// The start: nothing is under way.
    pub const fn new() -> Self {
        Self::Idle { notice: None, form: None }
    }

    /// The name of the state, for `data-state` and for logs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Idle { .. } => "idle",
            Self::Asking { .. } => "asking",
            Self::Redirecting { .. } => "redirecting",
            Self::InPopup { .. } => "in-popup",
            Self::Exchanging { .. } => "exchanging",
            Self::Minting { .. } => "minting",
            Self::Narrowing { .. } => "narrowing",
            Self::Deriving { .. } => "deriving",
            Self::Renewing { .. } => "renewing",
            Self::Holding { .. } => "holding",
            Self::Failed { .. } => "failed",
        }
    }

    /// The token on the page, if there is one.
    pub const fn held(&self) -> Option<&HeldToken> {
        match self {
            Self::Holding { token, .. }
            | Self::Narrowing { token, .. }
            | Self::Deriving { token, .. }
            | Self::Renewing { token } => Some(token),
            Self::Asking { behind, .. }
            | Self::Redirecting { behind, .. }
            | Self::InPopup { behind, .. }
            | Self::Exchanging { behind, .. }
            | Self::Minting { behind, .. }
            | Self::Failed { behind, .. } => behind.as_ref(),
            Self::Idle { .. } => None,
        }
    }

    /// The token on the page, to note something about it.
    pub(super) const fn held_mut(&mut self) -> Option<&mut HeldToken> {
        match self {
            Self::Holding { token, .. }
            | Self::Narrowing { token, .. }
            | Self::Deriving { token, .. }
            | Self::Renewing { token } => Some(token),
            Self::Asking { behind, .. }
            | Self::Redirecting { behind, .. }
            | Self::InPopup { behind, .. }
            | Self::Exchanging { behind, .. }
            | Self::Minting { behind, .. }
            | Self::Failed { behind, .. } => behind.as_mut(),
            Self::Idle { .. } => None,
        }
    }
}

impl Default for Flow {
    fn default() -> Self {
        Self::new()
    }
}

/// A token on the page.
#[derive(Debug, Clone)]
pub struct HeldToken {
    /// The token, read but not trusted.
    pub jwt: UntrustedJwt,
    /// What was asked for.
    pub wish: Wish,
    /// Scopes and audiences that were asked for.
    pub asked: Grant,
    /// Scopes and audiences that the claims name.
    pub granted: Grant,
    /// What this page found out about the signature.
    pub signature: SignatureState,
    /// What the person has been told about the time that is left.
    pub told: TimeLeft,
    /// The refreshable token of which this one is a narrower copy.
    pub origin: Option<Box<HeldToken>>,
}

/// How much of a token's time is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeLeft {
    /// Enough, or it does not end.
    Ample,
    /// At most five minutes.
    Short,
    /// None.
    Over,
}

impl TimeLeft {
    /// From how many seconds before the end on the person is warned.
    pub const SHORT_SECONDS: u64 = 300;

    /// How much is left of what ends at `end`.
    pub fn until(end: Option<UnixTime>, now: UnixTime) -> Self {
        match end.map(|end| end.seconds_since(now)) {
            Some(0) => Self::Over,
            Some(1..=Self::SHORT_SECONDS) => Self::Short,
            Some(_) | None => Self::Ample,
        }
    }

    /// When what is told about the time has to be told anew: it is counted in minutes and, near the
    /// end, in seconds; also beyond it, where an API may still take the token for a while. `None` where
    /// there is no end.
    pub fn next_turn(end: Option<UnixTime>, now: UnixTime) -> Option<UnixTime> {
        const EVERY_SECONDS: u64 = 30;
        let end = end?;
        match Self::until(Some(end), now) {
            Self::Over if now.seconds_since(end) >= Self::SHORT_SECONDS => {
                Some(now.plus(EVERY_SECONDS))
            }
            Self::Short | Self::Over => Some(now.plus(1)),
            Self::Ample => Some(now.plus(EVERY_SECONDS).min(end.minus(Self::SHORT_SECONDS))),
        }
    }
}

impl HeldToken {
    /// Reads what the proxy answered to a wish, at the time `now`.
    ///
    /// # Errors
    /// When the answer holds no readable token.
    pub fn read(response: TokenResponse, wish: Wish, now: UnixTime) -> Result<Self, JwtError> {
        let TokenResponse { token, asked, granted } = response;
        let jwt = UntrustedJwt::parse(token)?;
        let told = TimeLeft::until(jwt.peek_claims().expires_at, now);
        let signature = SignatureState::PENDING;
        Ok(Self { jwt, wish, asked, granted, signature, told, origin: None })
    }

    /// What is known about the signature, for the judge.
    pub fn signatures(&self) -> Signatures {
        Signatures { by_api: self.signature.clone(), by_given: None }
    }

    /// Whether the proxy can renew it: also when it has expired.
    pub fn is_renewable(&self) -> bool {
        let claims = self.jwt.peek_claims();
        claims.carries_refresh_token() && claims.username.is_some()
    }

    /// Whether the identity server can make a narrower copy of it: only of a person's refreshable
    /// one, and while that is valid.
    pub fn is_derivable(&self, now: UnixTime) -> bool {
        self.is_renewable() && self.jwt.peek_claims().expires_at.is_some_and(|end| now < end)
    }

    /// Whether this token shows the proxy that the person is a member: their own, for the
    /// organization, and still valid for a minute.
    pub(super) fn proves_membership(&self, config: &PageConfig, now: UnixTime) -> bool {
        let claims = self.jwt.peek_claims();
        let membership = crate::Scope::member_of(&config.organization);
        let audience = claims.audience.iter().flatten();
        self.wish.on_behalf_of == OnBehalfOf::Myself
            && claims.scope.iter().any(|scope| scope == membership.as_str())
            && audience.into_iter().any(|one| one == config.organization.as_str())
            && claims.expires_at.is_some_and(|end| end > now.plus(60))
    }
}

/// Something the person should know, and that is no failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A sign-in was begun in this tab and nobody came back from it.
    NobodyCameBack,
    /// The page was loaded anew, and what was on it is gone.
    Reloaded,
    /// The token was forgotten at the person's wish.
    TokenForgotten,
    /// The token is in the clipboard.
    Copied(CopyFormat),
    /// The clipboard refused; the token is selected instead.
    CopyRefused(CopyFormat),
    /// The token's time is nearly over.
    ExpiresSoon,
    /// The token's time is over.
    Expired,
    /// The token was renewed.
    Renewed,
    /// The token shown now is the narrower copy.
    Narrowed,
}

impl Notice {
    /// The sentence for the person.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NobodyCameBack => {
                "The sign-in was not finished. The identity server does not say why: perhaps you \
                 closed it or came back, perhaps it did not know this page. You can try again."
            }
            Self::Reloaded => {
                "The page was loaded anew. It keeps no token, and a sign-in counts once: generate a \
                 new token."
            }
            Self::TokenForgotten => "The token is forgotten here. It stays valid until it expires.",
            Self::Copied(CopyFormat::Token) => "Token copied.",
            Self::Copied(CopyFormat::Header) => "Authorization header copied.",
            Self::Copied(CopyFormat::Curl) => "curl command copied.",
            Self::Copied(CopyFormat::Claims) => "Claims copied as JSON.",
            Self::CopyRefused(_) => {
                "The browser refused the clipboard. The text is selected: copy it with Ctrl+C, ⌘C \
                 or a long press."
            }
            Self::ExpiresSoon => {
                "The token expires in less than five minutes. Generate a new one in time."
            }
            Self::Expired => "The token has expired. Generate a new one.",
            Self::Renewed => "The token was renewed.",
            Self::Narrowed => {
                "This is the narrower copy, without the refresh token. The refreshable token is still \
                 here: \u{201c}Back to the refreshable token\u{201d}."
            }
        }
    }
}

/// What the page knows from the proxy.
#[derive(Debug, Clone)]
pub enum Settings {
    /// Asked for.
    Loading,
    /// Known.
    Ready(Box<PageConfig>),
    /// Not to be had, for a reason.
    Missing(Failure),
}

impl Settings {
    /// The settings, if they are known.
    pub fn ready(&self) -> Option<&PageConfig> {
        match self {
            Self::Ready(config) => Some(config),
            Self::Loading | Self::Missing(_) => None,
        }
    }
}
