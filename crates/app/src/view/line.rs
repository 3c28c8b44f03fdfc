//! Where the person writes: label, input, what is wrong, and help, tied together.

use web_sys::HtmlInputElement;
use yew::{Callback, Html, InputEvent, TargetCast, html};

/// One input.
pub(super) struct Line<'a> {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    /// How many rows of text are seen; one line without.
    pub(super) rows: Option<&'static str>,
    pub(super) value: &'a str,
    pub(super) oninput: Callback<String>,
    /// What stands between label and input.
    pub(super) before: Html,
    /// What is wrong with the value.
    pub(super) wrong: Option<Html>,
    pub(super) help: Html,
}

impl Line<'_> {
    pub(super) fn view(self) -> Html {
        let id = self.id;
        let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
        let (state, described) = match self.wrong {
            Some(_) => ("wrong", format!("{error_id} {help_id}")),
            None => ("fine", help_id.clone()),
        };
        let input = self.input(described);
        html! {
            <div class="field" data-state={state}>
                <label class="label" for={id}>{ self.label }</label>
                { self.before }
                { input }
                <div id={error_id} class="error">{ self.wrong.unwrap_or_default() }</div>
                <p id={help_id} class="help">{ self.help }</p>
            </div>
        }
    }

    /// No service of the browser gets to see what is written there.
    fn input(&self, described: String) -> Html {
        let Self { id, rows, .. } = *self;
        let invalid = self.wrong.as_ref().map(|_| "true");
        let value = self.value.to_owned();
        let oninput = self.oninput.reform(|event: InputEvent| text(&event));
        match rows {
            None => html! {
                <input {id} class="input" type="text" {value} {oninput}
                    aria-describedby={described} aria-invalid={invalid}
                    autocomplete="off" autocapitalize="none" spellcheck="false" />
            },
            Some(rows) => html! {
                <textarea {id} class="input" {rows} {value} {oninput}
                    aria-describedby={described} aria-invalid={invalid}
                    autocomplete="off" autocapitalize="none" spellcheck="false" />
            },
        }
    }
}

/// Of either element: both have a `value`.
pub(crate) fn text(event: &InputEvent) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}
