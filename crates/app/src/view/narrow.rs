//! The dialog that asks what a narrower copy of the token is to allow.

use domain::{Edit, Event, FieldName, Form, FormErrors, HeldToken, Scope};
use yew::{Callback, Html, html};

use super::{
    dialog::{AUDIENCE_HELP, help},
    field::Field,
    scope::chips,
};

pub(super) fn fields(
    form: &Form,
    errors: &FormErrors,
    token: &HeldToken,
    on_event: &Callback<Event>,
) -> Html {
    let lead = "The copy is without the refresh token; it cannot be renewed. It allows as much as \
                this token or less, and this token stays here.";
    let scope = Field {
        name: FieldName::Scope,
        label: "Scope",
        help:
            "What the copy is to allow, of what this token allows. Several are separated by commas."
                .to_owned(),
        value: &form.scope,
        error: errors.of(FieldName::Scope),
        edit: Edit::Scope,
        suggestions: held_scopes(form, token, on_event),
    };
    let audience = Field {
        name: FieldName::Audience,
        label: "Audience",
        help: AUDIENCE_HELP.to_owned(),
        value: &form.audience,
        error: errors.of(FieldName::Audience),
        edit: Edit::Audience,
        suggestions: Html::default(),
    };
    let validity = Field {
        name: FieldName::Validity,
        label: "Validity",
        help:
            "In seconds, or like 15m or 2h: the shorter, the better for a copy that is given away. \
               Empty: as long as the identity server gives."
                .to_owned(),
        value: &form.validity,
        error: errors.of(FieldName::Validity),
        edit: Edit::Validity,
        suggestions: Html::default(),
    };
    html! {
        <>
            { help(lead.to_owned()) }
            { for [scope, audience, validity].map(|field| field.view(on_event)) }
        </>
    }
}

fn held_scopes(form: &Form, token: &HeldToken, on_event: &Callback<Event>) -> Html {
    let held = token.granted.scope.iter().filter_map(|scope| Scope::parse(scope).ok());
    chips("Scopes of this token", held.collect(), form, on_event)
}
