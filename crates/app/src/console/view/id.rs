//! The ids of the elements that the shell refers to. In the views they are literals; tests look for
//! each where it is needed.

use domain::console::{ConsoleFocus, Place};

/// The live region.
pub const LIVE: &str = "console-live";
/// The search field.
pub const SEARCH: &str = "console-search";
/// The text that the clipboard did not take.
pub const COPY_TEXT: &str = "console-copy-text";

/// The element that the focus is sent to.
pub fn of(target: ConsoleFocus) -> String {
    match target {
        ConsoleFocus::Search => SEARCH.to_owned(),
        ConsoleFocus::Parameter(index) => of_field(Place::Parameter(index)),
        ConsoleFocus::Body => of_field(Place::Body),
        ConsoleFocus::Send => "console-send".to_owned(),
        ConsoleFocus::Question => "console-question".to_owned(),
        ConsoleFocus::Answer => "console-answer".to_owned(),
        ConsoleFocus::CopyText => COPY_TEXT.to_owned(),
    }
}

/// The input of a field.
pub fn of_field(place: Place) -> String {
    match place {
        Place::Parameter(index) => format!("console-parameter-{index}"),
        Place::Body => "console-body".to_owned(),
    }
}
