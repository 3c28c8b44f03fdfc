//! The ids of the elements that the shell and the labels refer to.

use domain::{FieldName, FocusTarget};

/// The dialog.
pub const DIALOG: &str = "dialog";
/// The dialog's heading.
pub const DIALOG_TITLE: &str = "dialog-title";
/// The button that opens the dialog.
pub const GENERATE: &str = "generate";
/// The token itself.
pub const TOKEN: &str = "token";
/// The verdict above the token.
pub const VERDICT: &str = "verdict";
/// The sentence that says what went wrong.
pub const FAILURE: &str = "failure";

/// The element that the focus is sent to.
pub const fn of(target: FocusTarget) -> &'static str {
    match target {
        FocusTarget::Generate => GENERATE,
        FocusTarget::Field(field) => of_field(field),
        FocusTarget::Verdict => VERDICT,
        FocusTarget::Failure => FAILURE,
    }
}

/// The input of a field.
pub const fn of_field(field: FieldName) -> &'static str {
    match field {
        FieldName::OnBehalfOf => "on-behalf-of",
        FieldName::Scope => "scope",
        FieldName::Audience => "audience",
        FieldName::Validity => "validity",
    }
}
