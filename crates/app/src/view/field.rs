//! A field of a dialog: label, input, help, and what is wrong, tied together.

use domain::{Edit, Event, FieldError, FieldName, sentence};
use web_sys::HtmlInputElement;
use yew::{Callback, Html, InputEvent, TargetCast, html};

use super::{
    button::{Button, Kind},
    id,
    mark::{self, Mark},
    prose,
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
        let id = id::of_field(self.name);
        let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
        let wrong = self.error.is_some();
        let described = if wrong { format!("{error_id} {help_id}") } else { help_id.clone() };
        let edit = self.edit;
        let oninput = on_event.reform(move |event: InputEvent| Event::Edited(edit(text(&event))));
        html! {
            <div class="field" data-state={if wrong { "wrong" } else { "fine" }}>
                <label class="label" for={id}>{ self.label }</label>
                { self.suggestions }
                <input {id} class="input" type="text" value={self.value.to_owned()} {oninput}
                    aria-describedby={described} aria-invalid={wrong.then_some("true")}
                    autocomplete="off" autocapitalize="none" spellcheck="false" />
                <div id={error_id} class="error">{ self.error.map(|it| wrong_with(it, on_event)) }</div>
                <p id={help_id} class="help">{ self.help }</p>
            </div>
        }
    }
}

fn text(event: &InputEvent) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
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
            <p>{ mark::view(Mark::Fail) }{ prose::view(&sentence(&error.sentence)) }</p>
            { correction.unwrap_or_default() }
        </>
    }
}
