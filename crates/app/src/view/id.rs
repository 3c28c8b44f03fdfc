//! The ids of the elements that the shell refers to. In the views they are literals, which cost the
//! page less; tests look for each where it is needed.

use domain::{FieldName, FocusTarget, inspect::InspectFocus};

/// Where the view goes, in `index.html`.
pub const APP: &str = "app";
/// The live region, in `index.html`.
pub const LIVE: &str = "live";
/// The dialog.
pub const DIALOG: &str = "dialog";
/// The dialog's own live region.
pub const DIALOG_LIVE: &str = "dialog-live";
/// The button that opens the dialog.
pub const GENERATE: &str = "generate";
/// What the person should know.
pub const NOTICE: &str = "notice";
/// The sentence that says what is under way.
pub const WORKING: &str = "working";
/// The way back from what is under way.
pub const CANCEL: &str = "cancel";
/// The button that opens the window for the sign-in.
pub const OPEN_WINDOW: &str = "open-window";
/// The token itself.
pub const TOKEN: &str = "token";
/// What the clipboard did not take.
pub const COPY_TEXT: &str = "copy-text";
/// The verdict above the token.
pub const VERDICT: &str = "verdict";
/// The button that opens the API console.
pub const TRY_IT: &str = "try-it";
/// The button that opens the dialog for a narrower copy.
pub const NARROW: &str = "narrow";
/// The sentence that says what went wrong.
pub const FAILURE: &str = "failure";

/// The field for any token.
pub const INSPECT_TEXT: &str = "inspect-text";

/// The element that the focus is sent to.
pub const fn of(target: FocusTarget) -> &'static str {
    match target {
        FocusTarget::Generate => GENERATE,
        FocusTarget::Field(field) => of_field(field),
        FocusTarget::Cancel => CANCEL,
        FocusTarget::Work => WORKING,
        FocusTarget::OpenWindow => OPEN_WINDOW,
        FocusTarget::Narrow => NARROW,
        FocusTarget::Verdict => VERDICT,
        FocusTarget::Failure => FAILURE,
    }
}

/// The same where tokens are inspected.
pub const fn of_inspect(target: InspectFocus) -> &'static str {
    match target {
        InspectFocus::Text => INSPECT_TEXT,
    }
}

/// The input of a field; of several, the one that is chosen.
pub const fn of_field(field: FieldName) -> &'static str {
    match field {
        FieldName::OnBehalfOf => "on-behalf-of",
        FieldName::Scope => "scope",
        FieldName::Audience => "audience",
        FieldName::Validity => "validity",
    }
}
