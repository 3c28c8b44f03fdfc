//! What happened: the person did something, or the browser or the proxy answered.

use crate::{
    OnBehalfOf, Refreshable, Scope, Transaction, UnixTime,
    api::{Problem, TokenResponse},
    flow::{CopyFormat, FieldName},
    itsyouonline::authorize::{Callback, CallbackError},
    judge::SignatureState,
    jwt::CompactJwt,
};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// The page was loaded.
    Opened {
        /// What the address says.
        callback: Result<Callback, CallbackError>,
        /// What the session storage holds for it. Taken out by the reading.
        recalled: Recalled,
        /// How the browser came here.
        navigation: Navigation,
    },
    /// The page came back as it was left, from the browser's back-forward cache.
    Restored,
    /// The person wants a token.
    GenerateRequested,
    /// The person changed something in the dialog.
    Edited(Edit),
    /// The person confirmed the dialog.
    Confirmed,
    /// The person closed the dialog, or stopped the browser on its way to the identity server.
    Cancelled,
    /// The transaction is in the session storage.
    Remembered,
    /// The session storage cannot be used.
    RememberRefused,
    /// The window for the sign-in is there.
    PopupOpened,
    /// The browser has not let the window for the sign-in open.
    PopupBlocked,
    /// The window is closed, or cannot be seen from here any more.
    PopupGone,
    /// The person wants the window for the sign-in opened.
    PopupRequested,
    /// The person wants to sign in on this page instead of in a window.
    RedirectRequested,
    /// A callback page has handed over what the identity server said.
    CallbackReceived(Result<Callback, CallbackError>),
    /// What the portal's author has decided has changed.
    PresetChanged,
    /// The portal wants everything forgotten.
    ClearRequested,
    /// The proxy answered with a token.
    TokenArrived(TokenResponse),
    /// The proxy did not.
    RequestFailed(RequestFailure),
    /// The person wants the token in the clipboard.
    CopyRequested(CopyFormat),
    /// It is there.
    Copied(CopyFormat),
    /// The clipboard refused it.
    CopyRefused(CopyFormat),
    /// The person wants to ask again after a failure.
    RetryRequested,
    /// The person wants the token forgotten.
    StartOverRequested,
    /// The person wants the token to be valid for longer.
    RenewRequested,
    /// The person wants a narrower copy of the token.
    NarrowRequested,
    /// The person wants the refreshable token back of which a copy is shown.
    OriginRequested,
    /// The page's settings have come.
    SettingsArrived,
    /// A signature was looked at.
    SignatureChecked {
        /// The signature of this token.
        of: CompactJwt,
        /// What came out.
        state: SignatureState,
    },
    /// The time asked for by `Effect::WakeAt` has come.
    Woken,
}

/// How the browser came to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Navigation {
    /// When it set out: a code that it brings was made since then.
    pub arrived_at: UnixTime,
    /// Why it came.
    pub kind: NavigationKind,
}

/// Why the browser loads the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NavigationKind {
    /// By a link, a redirect, the address bar or the history.
    Visit,
    /// The person loaded the page anew.
    Reload,
}

/// A transaction looked up in the session storage, and removed from it.
#[derive(Debug, Clone)]
pub enum Recalled {
    /// Nothing was remembered, or nothing that can be read.
    Nothing,
    /// The transaction of the callback's state; without a callback, one that is still pending.
    Pending(Transaction),
    /// The storage cannot be used.
    Unavailable,
}

/// One change in the dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Whose token.
    OnBehalfOf(OnBehalfOf),
    /// The text of the scope field.
    Scope(String),
    /// The text of the audience field.
    Audience(String),
    /// The text of the validity field.
    Validity(String),
    /// Whether the token is to be refreshable.
    Refreshable(Refreshable),
    /// A suggested scope is to be added, or taken out if it is there.
    ScopeToggled(Scope),
    /// The offered correction is to be written into the field.
    CorrectionTaken(FieldName),
}

/// Why a request to the proxy brought no token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestFailure {
    /// No answer: the network, the proxy or the browser's policy is in the way.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// An answer that is neither a token nor a problem.
    Unreadable,
    /// The proxy says why.
    Problem(Box<Problem>),
}
