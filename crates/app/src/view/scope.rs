//! The scope field with its suggestions.

use domain::{Edit, Event, FieldName, Scope};
use yew::{Html, html};

use super::{dialog::Dialog, field::Field};

impl Dialog<'_> {
    pub(super) fn scope(&self) -> Html {
        let field = Field {
            name: FieldName::Scope,
            label: "Scope",
            help: "What the token is to allow. Several are separated by commas.".to_owned(),
            value: &self.form.scope,
            error: self.errors.of(FieldName::Scope),
            edit: Edit::Scope,
            suggestions: self.suggestions(),
        };
        field.view(self.on_event)
    }

    /// The membership first: it is what the API looks at.
    fn suggestions(&self) -> Html {
        let membership = Scope::member_of(&self.config.organization);
        let others = self.config.scopes.iter().filter(|scope| **scope != membership);
        let chips = std::iter::once(&membership).chain(others).map(|scope| self.chip(scope));
        html! {
            <div class="chips" role="group" aria-label="Suggested scopes">{ for chips }</div>
        }
    }

    fn chip(&self, scope: &Scope) -> Html {
        let pressed = if self.form.names_scope(scope) { "true" } else { "false" };
        let words = scope.to_string();
        let scope = scope.clone();
        let onclick =
            self.on_event.reform(move |_| Event::Edited(Edit::ScopeToggled(scope.clone())));
        html! {
            <button type="button" class="chip" aria-pressed={pressed} {onclick}>{ words }</button>
        }
    }
}
