//! The field for the token, in whatever stands around it.

use domain::{
    inspect::{InspectEvent, PasteError, PastedText},
    sentence,
};
use web_sys::HtmlTextAreaElement;
use yew::{Callback, Html, InputEvent, TargetCast, html};

use super::super::{
    Page,
    mark::{self, Mark},
    prose,
};

/// A field with several lines of text. No service of the browser gets to see what is written there.
pub(super) struct Area<'a> {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    pub(super) rows: &'static str,
    pub(super) value: &'a str,
    pub(super) oninput: Callback<String>,
    /// The ids of the mistake and of the help.
    pub(super) error_id: &'static str,
    pub(super) help_id: &'static str,
    pub(super) help: &'static str,
    /// What is wrong with it, and what to do.
    pub(super) error: Option<(String, &'static str)>,
}

pub(super) fn view(page: &Page<'_>) -> Html {
    let error = page.inspection.token.as_ref().and_then(|token| token.as_ref().err());
    let area = Area {
        id: "inspect-text",
        label: "Token",
        rows: "6",
        value: page.inspection.text.expose(),
        oninput: page.on.inspect.reform(|text| InspectEvent::TextChanged(PastedText::from(text))),
        error_id: "inspect-text-error",
        help_id: "inspect-text-help",
        help: "Paste it as you have it: alone, with `Bearer` before it, in quotes, broken into lines, \
               or the whole curl line.",
        error: error.map(|error: &PasteError| (error.to_string(), error.hint())),
    };
    area.view()
}

impl Area<'_> {
    pub(super) fn view(self) -> Html {
        let Self { id, label, rows, value, oninput, error_id, help_id, help, error } = self;
        let wrong = error.is_some();
        let described = if wrong { format!("{error_id} {help_id}") } else { help_id.to_owned() };
        let oninput = oninput.reform(|event: InputEvent| text(&event));
        html! {
            <div class="field" data-state={if wrong { "wrong" } else { "fine" }}>
                <label class="label" for={id}>{ label }</label>
                <textarea {id} class="input" {rows} value={value.to_owned()} {oninput}
                    aria-describedby={described} aria-invalid={wrong.then_some("true")}
                    autocomplete="off" autocapitalize="none" spellcheck="false" />
                <div id={error_id} class="error">{ error.map(wrong_with) }</div>
                <p id={help_id} class="help">{ prose::view(help) }</p>
            </div>
        }
    }
}

fn text(event: &InputEvent) -> String {
    event.target_unchecked_into::<HtmlTextAreaElement>().value()
}

/// The mistake, and what to do.
pub(super) fn wrong_with((mistake, hint): (String, &'static str)) -> Html {
    let words = format!("{} {}", sentence(&mistake), sentence(hint));
    html! { <p>{ mark::view(Mark::Fail) }{ prose::view(&words) }</p> }
}
