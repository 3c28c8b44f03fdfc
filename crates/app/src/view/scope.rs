//! The scope field with its suggestions.

use domain::{Edit, Event, FieldName, Form, FormErrors, Scope, api::PageConfig};
use yew::{Callback, Html, html};

use super::field::Field;

pub(super) fn view(
    form: &Form,
    errors: &FormErrors,
    config: &PageConfig,
    on_event: &Callback<Event>,
) -> Html {
    let field = Field {
        name: FieldName::Scope,
        label: "Scope",
        help: "What the token is to allow. Several are separated by commas.".to_owned(),
        value: &form.scope,
        error: errors.of(FieldName::Scope),
        edit: Edit::Scope,
        suggestions: suggestions(form, config, on_event),
    };
    field.view(on_event)
}

/// The membership first: it is what the API looks at.
fn suggestions(form: &Form, config: &PageConfig, on_event: &Callback<Event>) -> Html {
    let membership = Scope::member_of(&config.organization);
    let others = config.scopes.iter().filter(|scope| **scope != membership);
    let chips = std::iter::once(&membership).chain(others).map(|scope| chip(scope, form, on_event));
    html! {
        <div class="chips" role="group" aria-label="Suggested scopes">{ for chips }</div>
    }
}

fn chip(scope: &Scope, form: &Form, on_event: &Callback<Event>) -> Html {
    let pressed = if form.names_scope(scope) { "true" } else { "false" };
    let words = scope.to_string();
    let scope = scope.clone();
    let onclick = on_event.reform(move |_| Event::Edited(Edit::ScopeToggled(scope.clone())));
    html! {
        <button type="button" class="chip" aria-pressed={pressed} {onclick}>
            { words }
        </button>
    }
}
