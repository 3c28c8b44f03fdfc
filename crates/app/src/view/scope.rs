//! The scope field with its suggestions.

use domain::{Edit, Event, FieldName, Form, FormErrors, Scope};
use yew::{Callback, Html, html};

use super::{dialog::Dialog, field::Field};

impl Dialog<'_> {
    pub(super) fn scope(&self) -> Html {
        let help = "What the token is to allow. Several are separated by commas.";
        let field = scope(self.form, self.errors, help, self.suggestions());
        field.view(self.on_event)
    }

    /// The membership first: it is what the API looks at.
    fn suggestions(&self) -> Html {
        let membership = Scope::member_of(&self.config.organization);
        let others = self.config.scopes.iter().filter(|scope| **scope != membership);
        let scopes = std::iter::once(&membership).chain(others).cloned().collect();
        chips("Suggested scopes", scopes, self.form, self.on_event)
    }
}

pub(super) fn scope<'a>(
    form: &'a Form,
    errors: &'a FormErrors,
    help: &str,
    suggestions: Html,
) -> Field<'a> {
    Field {
        name: FieldName::Scope,
        label: "Scope",
        help: help.to_owned(),
        value: &form.scope,
        error: errors.of(FieldName::Scope),
        edit: Edit::Scope,
        suggestions,
    }
}

/// Scopes to put into the list and to take out of it.
pub(super) fn chips(
    label: &'static str,
    scopes: Vec<Scope>,
    form: &Form,
    on_event: &Callback<Event>,
) -> Html {
    let chips = scopes.into_iter().map(|scope| chip(scope, form, on_event));
    html! {
        <div class="chips" role="group" aria-label={label}>{ for chips }</div>
    }
}

fn chip(scope: Scope, form: &Form, on_event: &Callback<Event>) -> Html {
    let pressed = if form.names_scope(&scope) { "true" } else { "false" };
    let words = scope.to_string();
    let onclick = on_event.reform(move |_| Event::Edited(Edit::ScopeToggled(scope.clone())));
    html! {
        <button type="button" class="chip" aria-pressed={pressed} {onclick}>{ words }</button>
    }
}
