//! A field of an operation: label, input, what is wrong, and help, tied together.

use domain::{
    catalogue::{Body, Parameter, ParameterPlace},
    console::{ConsoleEvent, Draft, Edit, Mistake, Place},
    sentence,
};
use yew::{Callback, Html, InputEvent, html};

use super::{ConsoleView, id, words};
use crate::view::{
    button::{Button, Kind},
    line,
    mark::{self, Mark},
};

/// One field.
struct Field<'a> {
    place: Place,
    label: String,
    /// Where it stands and whether it has to.
    note: String,
    value: &'a str,
    mistake: Option<Mistake>,
    help: String,
}

pub(super) fn parameters(draft: &Draft, view: &ConsoleView<'_>) -> Html {
    let fields = draft.operation.parameters.iter().zip(&draft.values).enumerate();
    let fields = fields.map(|(index, (parameter, value))| {
        let place = Place::Parameter(index);
        let field = Field {
            place,
            label: words::line(&parameter.name),
            note: note(parameter),
            value,
            mistake: draft.mistake(place),
            help: help(parameter),
        };
        field.view(view)
    });
    html! { <>{ for fields }</> }
}

fn note(parameter: &Parameter) -> String {
    let place = match parameter.place {
        ParameterPlace::Path => "in the path",
        ParameterPlace::Query => "in the query",
        ParameterPlace::Header => "header",
    };
    format!("{place}, {}", need(parameter.required))
}

const fn need(required: bool) -> &'static str {
    if required { "required" } else { "may stay empty" }
}

fn help(parameter: &Parameter) -> String {
    let example = match parameter.example.as_str() {
        "" => String::new(),
        example => format!("For example: {example}"),
    };
    words::line(&format!("{} {example}", parameter.description))
}

pub(super) fn body(body: &Body, draft: &Draft, view: &ConsoleView<'_>) -> Html {
    let field = Field {
        place: Place::Body,
        label: "Body".to_owned(),
        note: format!("{}, {}", words::line(&body.media_type), need(body.required)),
        value: &draft.body,
        mistake: draft.mistake(Place::Body),
        help: String::new(),
    };
    let example = (!body.example.is_empty() && body.example != draft.body).then(|| {
        let wanted = view.on(|| ConsoleEvent::ExampleWanted);
        Button::new(Kind::Secondary, "Use the example again", wanted).view()
    });
    html! {
        <>
            { field.view(view) }
            { example.map(|it| html! { <p class="buttons">{ it }</p> }).unwrap_or_default() }
        </>
    }
}

impl Field<'_> {
    fn view(&self, view: &ConsoleView<'_>) -> Html {
        let id = id::of_field(self.place);
        let wrong = self.mistake.map(|mistake| {
            let told = sentence(&mistake.to_string());
            html! { <div id={format!("{id}-error")} class="error">{ mark::said(Mark::Fail, &told) }</div> }
        });
        let state = if wrong.is_some() { "wrong" } else { "fine" };
        html! {
            <div class="field" data-state={state}>
                <label class="label" for={id.clone()}>
                    { &self.label }{ " " }<span class="console-note">{ format!("({})", self.note) }</span>
                </label>
                { self.input(&id, view) }
                { wrong.unwrap_or_default() }
                <p id={format!("{id}-help")} class="help">{ &self.help }</p>
            </div>
        }
    }

    /// No service of the browser gets to see what is written there.
    fn input(&self, id: &str, view: &ConsoleView<'_>) -> Html {
        let (id, value) = (id.to_owned(), self.value.to_owned());
        let described =
            self.mistake.map_or_else(|| format!("{id}-help"), |_| format!("{id}-error {id}-help"));
        let invalid = self.mistake.map(|_| "true");
        let oninput = self.edited(view);
        match self.place {
            Place::Parameter(_) => html! {
                <input {id} class="input" type="text" {value} {oninput}
                    aria-describedby={described} aria-invalid={invalid}
                    autocomplete="off" autocapitalize="none" spellcheck="false" />
            },
            Place::Body => html! {
                <textarea {id} class="input" rows={rows(self.value)} {value} {oninput}
                    aria-describedby={described} aria-invalid={invalid}
                    autocomplete="off" autocapitalize="none" spellcheck="false" />
            },
        }
    }

    fn edited(&self, view: &ConsoleView<'_>) -> Callback<InputEvent> {
        let place = self.place;
        let edited = move |text| ConsoleEvent::Edited(Edit { place, text });
        view.on.event.reform(move |event: InputEvent| edited(line::text(&event)))
    }
}

/// As many as there are, within reason.
fn rows(text: &str) -> String {
    text.lines().count().clamp(4, 16).to_string()
}
