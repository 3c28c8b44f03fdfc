//! A field of a dialog: label, input, help, and what is wrong, tied together.

use domain::{Edit, Event, FieldError, FieldName, sentence};
use yew::{Callback, Html, html};

use super::{
    button::{Button, Kind},
    id,
    line::Line,
    mark::{self, Mark},
};

/// A field with a line of text.
pub(super) struct Field<'a> {
    pub(super) name: FieldName,
    pub(super) label: &'static str,
    pub(super) help: String,
    pub(super) value: &'a str,
    pub(super) error: Option<&'a FieldError>,
    /// What a new text means.
    pub(super) edit: fn(String) -> Edit,
    /// What stands between label and input.
    pub(super) suggestions: Html,
}

impl Field<'_> {
    pub(super) fn view(self, on_event: &Callback<Event>) -> Html {
        let edit = self.edit;
        let line = Line {
            id: id::of_field(self.name),
            label: self.label,
            rows: None,
            value: self.value,
            oninput: on_event.reform(move |text| Event::Edited(edit(text))),
            before: self.suggestions,
            wrong: self.error.map(|it| wrong_with(it, on_event)),
            help: Html::from(self.help),
        };
        line.view()
    }
}

/// The mistake, and a button for the correction where one is known.
pub(super) fn wrong_with(error: &FieldError, on_event: &Callback<Event>) -> Html {
    let correction = error.correction.as_ref().map(|correction| {
        let label = format!("Use {correction}");
        let field = error.field;
        let take = on_event.reform(move |_| Event::Edited(Edit::CorrectionTaken(field)));
        Button::new(Kind::Secondary, &label, take).view()
    });
    html! {
        <>
            { mark::said(Mark::Fail, &sentence(&error.sentence)) }
            { correction.unwrap_or_default() }
        </>
    }
}
