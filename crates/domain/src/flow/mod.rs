//! The sign-in as a state machine: `step(flow, event, env) -> (flow, effects)`.
//!
//! ```text
//! Idle ──► Asking ──► Redirecting ─ ─ (identity server) ─ ─► Exchanging ──► Holding ──► Renewing
//!            ├──────► InPopup ─ ─ ─ ─ ─ (in a window) ─ ─ ─ ─ ─►│              │
//!            │                                                 │              │
//!            └─────────────► Minting ◄─────────────────────────┘              └► Narrowing ► Deriving
//! ```
//!
//! From whatever waits for an answer the way leads to `Holding`, or to `Failed` and back.
//!
//! The page, the widget and the command line perform the effects; nothing here touches a browser.
//! What is announced to a screen reader and where the focus goes are effects too.

mod effect;
mod event;
mod failure;
mod form;
mod publication;
mod state;
mod step;

pub use effect::{CopyFormat, CopyText, Effect, FocusTarget, TokenCall, TokenCallBody};
pub use event::{Edit, Event, Navigation, NavigationKind, Recalled, RequestFailure};
pub use failure::{Failure, WayOn};
pub use form::{FieldError, FieldName, Form, FormErrors};
pub use publication::{Publication, Standing};
pub use state::{Flow, HeldToken, Notice, Popup, Retry, Settings, TimeLeft};
pub use step::{Env, step};
