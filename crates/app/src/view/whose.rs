//! The field that asks whose token it is to be.

use domain::{Edit, Event, FieldName, OnBehalfOf, api::OrganizationTokens};
use yew::{Html, html};

use super::{choice::Choice, dialog::Dialog, field, id};

impl Dialog<'_> {
    /// Drawn where there is a choice, or where the one made is not offered any more.
    pub(super) fn whose(&self) -> Html {
        let offered = self.config.organization_tokens == OrganizationTokens::Members;
        if !offered && self.form.on_behalf_of == OnBehalfOf::Myself {
            return Html::default();
        }
        let organization = format!("the organization {}", self.config.organization);
        let error = self.errors.of(FieldName::OnBehalfOf);
        html! {
            <fieldset class="field" aria-describedby="on-behalf-of-error">
                <legend class="label">{ "On behalf of" }</legend>
                <div class="choice-list">
                    { self.choice(OnBehalfOf::Myself, "me") }
                    { self.choice(OnBehalfOf::Organization, &organization) }
                </div>
                <div id="on-behalf-of-error" class="error">
                    { error.map(|it| field::wrong_with(it, self.on_event)) }
                </div>
            </fieldset>
        }
    }

    fn choice(&self, whose: OnBehalfOf, label: &str) -> Html {
        let checked = self.form.on_behalf_of == whose;
        let choice = Choice {
            kind: "radio",
            id: checked.then_some(id::of_field(FieldName::OnBehalfOf)),
            label,
            checked,
            described: None,
            onchange: self.on_event.reform(move |_| Event::Edited(Edit::OnBehalfOf(whose))),
        };
        choice.view()
    }
}
