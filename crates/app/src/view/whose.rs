//! The field that asks whose token it is to be.

use domain::{
    Edit, Event, FieldName, Form, FormErrors, OnBehalfOf, api::OrganizationTokens, api::PageConfig,
};
use yew::{Callback, Html, html};

use super::{field, id};

/// Drawn where there is a choice, or where the one made is not offered any more.
pub(super) fn view(
    form: &Form,
    errors: &FormErrors,
    config: &PageConfig,
    on_event: &Callback<Event>,
) -> Html {
    let offered = config.organization_tokens == OrganizationTokens::Members;
    if !offered && form.on_behalf_of == OnBehalfOf::Myself {
        return Html::default();
    }
    let id = id::of_field(FieldName::OnBehalfOf);
    let organization = format!("the organization {}", config.organization);
    let choice = |whose, label| choice(whose, label, form.on_behalf_of == whose, on_event);
    html! {
        <fieldset class="field choices" aria-describedby="on-behalf-of-error">
            <legend class="label">{ "On behalf of" }</legend>
            <div class="choice-list" {id} tabindex="-1">
                { choice(OnBehalfOf::Myself, "me") }
                { choice(OnBehalfOf::Organization, &organization) }
            </div>
            <div id="on-behalf-of-error" class="error">
                { errors.of(FieldName::OnBehalfOf).map(|it| field::wrong_with(it, on_event)) }
            </div>
        </fieldset>
    }
}

fn choice(whose: OnBehalfOf, label: &str, checked: bool, on_event: &Callback<Event>) -> Html {
    let onchange = on_event.reform(move |_| Event::Edited(Edit::OnBehalfOf(whose)));
    html! {
        <label class="choice">
            <input type="radio" name="on-behalf-of" {checked} {onchange} /><span>{ label }</span>
        </label>
    }
}
